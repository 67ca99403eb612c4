import { describe, expect, it } from 'vitest';
import { alice, bob, support } from '../testing.ts';
import { compileQuery, type Asker, type Searched } from './match.ts';
import { parseQuery } from './parse.ts';
import { needleOf, spacedWords } from './words.ts';

const noon = Date.UTC(2026, 2, 29, 12);
const hour = 3_600_000;
const asker: Asker = {
	me: alice,
	nowMs: noon,
	timeZone: 'Europe/Berlin',
	levelOf: (code) => ['low', 'normal', 'high'].indexOf(code)
};
const row: Searched = {
	subject: 'Größe des Aufzugs',
	team: support,
	status: 'waiting',
	class: 'paused',
	priority: 'high',
	type: null,
	section: null,
	category: 'Lamps',
	tags: ['VIP', 'night shift'],
	assignee: alice,
	collaborators: [],
	createdBy: bob,
	requester: 'Jörg',
	createdMs: noon - 13 * hour,
	updatedMs: noon - hour,
	due: noon - 1,
	tasks: { all: 2, done: 1 },
	merged: null
};

function fits(text: string, part: Partial<Searched> = {}): boolean {
	const asked = parseQuery(text);
	if (!asked.ok) throw new Error(asked.problem.code);
	const says = ({ subject }: Searched, term: Parameters<typeof needleOf>[0]) =>
		spacedWords(subject).includes(needleOf(term) ?? ' ');
	return compileQuery(asked.query, asker, says)({ ...row, ...part });
}

describe('a ticket fits a query', () => {
	it.each([
		['status:waiting', 'status:open,new'],
		['status:new,waiting', '-status:waiting'],
		['is:paused', 'is:open'],
		['is:unsolved', 'is:done'],
		['is:overdue', 'is:unassigned'],
		['is:mine assignee:me', 'assignee:none'],
		['creator:' + bob, 'creator:me'],
		['with:none', 'with:me'],
		['type:none', 'type:incident'],
		['tag:vip', '-tag:VIP'],
		['tag:"Night Shift"', 'tag:night'],
		['tag:none OR tag:vip', 'tag:none'],
		['has:tasks has:due', 'is:merged'],
		['requester:jorg', 'requester:none'],
		['subject:grosse', 'subject:klein'],
		['priority:>normal', 'priority:>high'],
		['priority:>=high', 'priority:<high'],
		['priority:<=high', 'priority:low,normal'],
		['category:Lamps', 'category:none'],
		['aufzug grösse', 'aufzug -grösse'],
		['"des aufzugs"', '"des aufzug"'],
		['nothing OR aufzug', 'nothing OR is:open']
	])('[QY5] %s, and not %s', (yes, no) => {
		expect([fits(yes), fits(no)]).toEqual([true, false]);
	});

	it('[QY5] by days that begin at midnight where the asker is, also when the clocks change', () => {
		// In Berlin, that day began at 23:00 UTC and is 23 hours long.
		for (const created of ['2026-03-29', 'today', '2026-03', '2026', '-1d..tomorrow', '>=today'])
			expect(fits(`created:${created}`), created).toBe(true);
		for (const created of ['yesterday', '<today', '>2026-03-29', '+1d', 'none'])
			expect(fits(`created:${created}`), created).toBe(false);
		expect(fits('created:>=today', { createdMs: noon - 13 * hour - 1 })).toBe(false);
		expect(fits('created:<=today', { createdMs: noon + 10 * hour - 1 })).toBe(true);
		expect(fits('created:<=today', { createdMs: noon + 10 * hour })).toBe(false);
		expect(fits('due:none', { due: null })).toBe(true);
		expect(fits('updated:-1w', { updatedMs: noon - 7 * 24 * hour })).toBe(true);
	});

	it('[QY6] whatever the case, the accents, ß, and the letters Arabic writes for each other', () => {
		const subject =
			'GROSSE Straße, \u0627\u0644\u0637\u0627\u0628\u0639\u0629 \u0645\u0639\u0637\u0651\u0644\u0629 \u0661\u0662';
		for (const text of [
			'größe -x OR große',
			'strasse',
			'\u0637\u0627\u0628\u0639\u0647',
			'\u0645\u0639\u0637\u0644\u0629',
			'12'
		])
			expect(fits(text, { subject }), text).toBe(true);
	});
});
