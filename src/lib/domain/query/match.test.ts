import { describe, expect, it } from 'vitest';
import { alice, bob, support } from '../testing.ts';
import { compileQuery, type Asker, type Searched } from './match.ts';
import { fieldsIn } from './custom.ts';
import { parseQuery } from './parse.ts';
import { simplified } from './simplify.ts';
import { aCatalogue } from './testing.ts';
import { needleOf, spacedWords } from './words.ts';

const noon = Date.UTC(2026, 2, 29, 12);
const hour = 3_600_000;
const asker: Asker = {
	me: alice,
	nowMs: noon,
	timeZone: 'Europe/Berlin',
	levelOf: (code) => ['low', 'normal', 'high'].indexOf(code),
	standing: () => ({ clock: 'resolution', startedMs: 0, warnMs: noon - 1, dueMs: noon + 1 })
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
	tasks: { all: 2, done: 1, people: [alice] },
	followUps: [
		{ atMs: noon + hour, person: bob },
		{ atMs: noon + 30 * hour, person: alice }
	],
	merged: null,
	custom: {
		weight: 12.5,
		size: 'large',
		built: Date.UTC(2026, 2, 28),
		serial: 'AB-12',
		keeper: alice
	},
	service: null
};

function fits(text: string, part: Partial<Searched> = {}): boolean {
	const asked = parseQuery(text, fieldsIn(aCatalogue()));
	if (!asked.ok) throw new Error(asked.problem.code);
	const says = ({ subject }: Searched, term: Parameters<typeof needleOf>[0]) =>
		spacedWords(subject).includes(needleOf(term) ?? ' ');
	const whole = { ...row, ...part };
	const answers = [asked.query, simplified(asked.query)].map((query) =>
		compileQuery(query, asker, { says, isUnread: ({ due }) => due !== null })(whole)
	);
	expect(new Set(answers).size, text).toBe(1);
	return answers[0] === true;
}

describe('a ticket fits a query', () => {
	it.each([
		['status:waiting', 'status:open,new'],
		['status:new,waiting', '-status:waiting'],
		['is:paused', 'is:open'],
		['is:unsolved', 'is:done'],
		['is:overdue', 'is:unassigned'],
		['is:mine assignee:me', 'assignee:none'],
		['is:unread,open due:2026', '-is:unread'],
		['creator:' + bob, 'creator:me'],
		['with:none', 'with:me'],
		['type:none', 'type:incident'],
		['tag:vip', '-tag:VIP'],
		['tag:"Night Shift"', 'tag:night'],
		['tag:none OR tag:vip', 'tag:none'],
		['has:tasks has:due', 'is:merged'],
		['task:me', `task:none,${bob}`],
		['requester:jorg', 'requester:none'],
		['subject:grosse', 'subject:klein'],
		['priority:>normal', 'priority:>high'],
		['priority:>=high', 'priority:<high'],
		['priority:<=high', 'priority:low,normal'],
		['category:Lamps', 'category:none'],
		['aufzug grösse', 'aufzug -grösse'],
		['"des aufzugs"', '"des aufzug"'],
		['nothing OR aufzug', 'nothing OR is:open'],
		['(nothing OR aufzug) is:paused', '(nothing OR aufzug) is:open'],
		['(is:open tag:vip) OR is:paused', '(is:open OR nothing) OR (tag:vip nothing)'],
		['-(is:open OR nothing)', '-(tag:vip is:paused)'],
		['-(tag:vip (is:open OR nothing))', '-(nothing OR -(is:open))'],
		['is:at-risk', 'is:late'],
		['weight:12.5', 'weight:12'],
		['weight:10..13', 'weight:13..20'],
		['weight:>12 weight:>=12.5', 'weight:>12.5'],
		['weight:<١٣', 'weight:<=12'],
		['-weight:none', 'weight:none'],
		['size:large', 'size:small,none'],
		['built:2026-03-28', 'built:2026-03-27'],
		['built:yesterday built:>=2026-03', 'built:>yesterday'],
		['built:<today', 'built:<2026-03-28'],
		['due-2:none', '-due-2:none'],
		['serial:"ab 12"', 'serial:ab-13'],
		['tested:no', 'tested:yes'],
		['keeper:me', 'keeper:none'],
		['has:follow-up', '-has:follow-up'],
		['follow-up:today', 'follow-up:yesterday'],
		['follow-up:>today', 'follow-up:<today'],
		['my-follow-up:tomorrow', 'my-follow-up:today'],
		['-my-follow-up:none', 'my-follow-up:<tomorrow']
	])('[QY5] %s, and not %s', (yes, no) => {
		expect([fits(yes), fits(no)]).toEqual([true, false]);
	});

	it('[QY5] by what is left to do: of what is done, nothing', () => {
		expect(fits('is:overdue', { class: 'done' })).toBe(false);
		expect(fits('is:overdue', { due: noon })).toBe(false);
		expect(fits('has:tasks', { tasks: { all: 2, done: 2 } })).toBe(false);
		expect(fits('has:tasks', { tasks: null })).toBe(false);
	});

	it('[QY5] only if it was not deleted, unless that is asked for', () => {
		const part = { isRemoved: true };
		expect(['is:paused', 'aufzug', '-is:open'].map((text) => fits(text, part))).toEqual([
			false,
			false,
			false
		]);
		expect([fits('is:deleted', part), fits('is:deleted')]).toEqual([true, false]);
		expect(fits('is:paused is:deleted', part)).toBe(true);
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
