import { beforeAll, describe, expect, it } from 'vitest';
import type { PersonRow } from '#lib/documents/workspace-doc.ts';
import type { PersonId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import { loadLocale } from '#lib/ui/messages.svelte.ts';
import { holderName, personName, whoName } from './names.ts';

const [me, mei, gone] = ['a', 'b', 'c'].map((letter) => letter.repeat(26) as PersonId);
const people = new Map([[mei, { name: 'Mei Tanaka' } as PersonRow]]);
const desk = { me: { person: me, name: 'Ada Okafor' }, people } as unknown as Desk;

beforeAll(loadLocale);

describe('the name of an author', () => {
	it.each([
		[mei, 'Mei Tanaka'],
		[me, 'Ada Okafor'],
		[gone, 'Somebody'],
		['~import', 'Mail import'],
		['~rules', 'Automation']
	])('%s is %s', (by, name) => {
		expect(personName(desk, by ?? '')).toBe(name);
	});

	it('is “You” where it is oneself', () => {
		expect([me, mei].map((by) => whoName(desk, by ?? ''))).toEqual(['You', 'Mei Tanaka']);
	});
});

it('whoever has a ticket is named with those who help', () => {
	const nameOf = (person: string) => personName(desk, person);
	const named = (assignee: PersonId | null | undefined, ...helpers: (PersonId | undefined)[]) =>
		holderName(
			{ assignee: assignee ?? null, collaborators: helpers.flatMap((one) => one ?? []) },
			nameOf
		);
	expect([named(null), named(mei), named(mei, mei)]).toEqual([
		'Nobody',
		'Mei Tanaka',
		'Mei Tanaka'
	]);
	expect(named(mei, me, gone)).toBe('Mei Tanaka, assisted by Ada Okafor and Somebody');
});
