import { expect, it } from 'vitest';
import type { PersonId } from '#lib/domain/ids.ts';
import { testId } from '#lib/domain/testing.ts';
import type { RowView } from '#lib/session/desk/views.ts';
import { matcher } from './order.ts';
import { DEFAULT_QUERY } from './query.ts';

const row = (part: Partial<RowView>) =>
	({
		...{ number: null, mark: '~ABCDEF', subject: '', requester: null, tags: [], category: null },
		...{ status: 'open', class: 'open', priority: 'normal', assignee: null, createdBy: 'a' },
		...part
	}) as unknown as RowView;
const rows = {
	regular: row({ subject: 'Lift', tags: ['club-member'] }),
	said: row({ subject: 'A regular, in the lift' }),
	other: row({ subject: 'Lamp', number: 12 })
};

function found(text: string, isReaderHere = true): string[] {
	const means = (word: string) => (one: RowView) =>
		word === 'regular' && one.tags.includes('club-member');
	const naming = { isAtRisk: () => false, ...(isReaderHere && { means }) };
	const matches = matcher({ ...DEFAULT_QUERY, text }, 0, naming);
	return Object.entries(rows).flatMap(([name, one]) => (matches(one) ? [name] : []));
}

it('[QY9] a word above a list finds what it stands in and what is called by it', () => {
	expect(found('REGULAR')).toEqual(['regular', 'said']);
	expect(found('lift regular')).toEqual(['regular', 'said']);
	expect(found('lamp regular')).toEqual([]);
	expect(found('#12')).toEqual(['other']);
	expect(found(' ')).toEqual(['regular', 'said', 'other']);
});

it('a word above a list finds what it stands in before its reader is here', () => {
	expect(found('regular', false)).toEqual(['said']);
});

it('of tickets with open sub-tasks those of the reader are a list of their own', () => {
	const [me, other] = [testId(2, 1), testId(2, 2)] as [PersonId, PersonId];
	const isMine = matcher({ ...DEFAULT_QUERY, only: ['myTasks'] }, 0, { isAtRisk: () => false, me });
	const having = (tasks: RowView['tasks']) => isMine(row({ tasks }));
	expect(having({ all: 2, done: 1, people: [other, me] })).toBe(true);
	expect(having({ all: 2, done: 1, people: [other] })).toBe(false);
	expect(having({ all: 2, done: 2 })).toBe(false);
	expect(having(null)).toBe(false);
});
