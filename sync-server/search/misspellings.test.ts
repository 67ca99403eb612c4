import { expect, it } from 'vitest';
import type { EntityRef, TeamId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import { spacedWords } from '#lib/domain/query/words.ts';
import { ar, de, en } from '#lib/ui/messages/index.ts';
import { MISSPELLINGS } from '../../tests/support/misspellings.ts';
import { testOrg } from '../../tests/support/org.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { found } from '../pipeline/founding.ts';
import { searchTickets } from './search.ts';

const TEXTS_PER_TICKET = 20;
const FIRST_HITS = 10;

/** Everything the app says in three languages, as the words among which those meant are found. */
const others = [en, de, ar].flatMap((texts) => Object.values(texts));

it('[SE5] finds what was meant among thousands of other words', async () => {
	const { unit, device, clock, remove } = testOrg(11);
	const maker = device('x');
	const [team, person] = [maker.newId(), maker.newId()];
	await found(unit, {
		name: 'Test',
		people: [{ id: person, name: 'Ann', role: 'agent', userName: 'ann', email: null }],
		teams: [{ id: team, name: 'All', color: 0, members: [person], supervisors: [] }]
	});
	const create = (subject: string, text: string) => ({
		type: 'ticket.create' as const,
		target: `ticket.${maker.newId()}` satisfies EntityRef as EntityRef,
		body: { team: team as TeamId, subject, message: { kind: 'note', text } } as Json
	});
	const meant = [...new Set(MISSPELLINGS.map((one) => one.meant))];
	const drafts = meant.map((word) => create(`About ${word}`, 'Please help.'));
	for (let at = 0; at < others.length; at += TEXTS_PER_TICKET)
		drafts.push(create('Words', others.slice(at, at + TEXTS_PER_TICKET).join('\n')));
	await submitAutomation(unit, '~test', drafts);

	const actor = unit.world.directory.actor(person);
	const isFound = ({ meant: word, typed }: (typeof MISSPELLINGS)[number]): boolean => {
		if (actor === undefined) return false;
		const question = { text: typed, actor, nowMs: clock.now(), timeZone: 'UTC' };
		const searching = searchTickets(unit, question);
		const hits = searching.ok ? searching.answer.hits.slice(0, FIRST_HITS) : [];
		return hits.some(({ subject }) => spacedWords(subject).includes(spacedWords(word)));
	};
	const missed = MISSPELLINGS.filter((one) => !isFound(one));
	expect(MISSPELLINGS.length).toBeGreaterThanOrEqual(200);
	for (const language of ['en', 'de', 'ar'] as const) {
		const all = MISSPELLINGS.filter((one) => one.language === language);
		const lost = missed.filter((one) => one.language === language);
		const recall = 1 - lost.length / all.length;
		expect(recall, lost.map(({ typed }) => typed).join(' ')).toBeGreaterThanOrEqual(0.9);
	}
	await unit.close();
	remove();
});
