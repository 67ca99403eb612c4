import { describe, expect, it } from 'vitest';
import { spacedWords } from '#lib/domain/query/words.ts';
import { parseQuery } from '#lib/domain/query/parse.ts';
import { aCatalogue } from '#lib/domain/query/testing.ts';
import { withMarks } from '#lib/domain/query/value-marks.ts';
import { alice, bob, support } from '#lib/domain/testing.ts';
import { MISSPELLINGS } from '../../../../tests/support/misspellings.ts';
import { ar, de, en } from '#lib/ui/messages/index.ts';
import type { RowText } from './messages.ts';
import { TextIndex, type StoredText } from './text-index.ts';

const row = (id: string, part: Partial<RowText> = {}): RowText => ({
	id,
	number: null,
	mark: `~${id.toUpperCase()}`,
	subject: '',
	team: support,
	status: 'open',
	class: 'open',
	priority: 'normal',
	type: null,
	section: null,
	category: null,
	tags: [],
	assignee: null,
	collaborators: [],
	createdBy: alice,
	requester: null,
	createdMs: 0,
	updatedMs: 0,
	due: null,
	tasks: null,
	merged: null,
	custom: {},
	service: null,
	messages: 0,
	last: null,
	...part
});
const text = (id: string, said: string): StoredText => ({
	id,
	row: row(id),
	text: spacedWords(said)
});
const marks = new Map([['read', 2]]);
const levels = { low: 1, normal: 2, high: 3 };

function ids(index: TextIndex, words: string, limit = 10): string[] {
	const asked = parseQuery(words);
	if (!asked.ok) throw new Error(asked.problem.code);
	const place = {
		me: alice,
		nowMs: 1_000,
		timeZone: 'UTC',
		levels,
		promises: { entries: [], teams: [] },
		marks
	};
	return index
		.find({ query: withMarks(asked.query, aCatalogue()), ...place }, limit)
		.map(({ id }) => id);
}

it('[QY5] finds the texts of fields that the organisation defined', () => {
	const custom = { serial: 'AB-12', built: 1_774_700_000_000, keeper: alice };
	const index = anIndex(row('one', { custom }), row('two'));
	expect(ids(index, '"ab 12"')).toEqual(['one']);
	for (const none of ['1774', alice]) expect(ids(index, none)).toEqual([]);
});

it('[QY9] finds choices by what they are called, and numbers, in fields that the organisation defined', () => {
	const index = anIndex(
		row('small', { custom: { size: 'small', weight: 4711 } }),
		row('large', { custom: { size: 'large', weight: 2.5, built: 4711 } }),
		row('other', { custom: { serial: 'x' } })
	);
	for (const [words, found] of Object.entries({
		KLEIN: ['small'],
		groß: ['large'],
		'"klein"': ['small'],
		'klein OR gross': ['small', 'large'],
		'-klein': ['large', 'other'],
		'4711': ['small'],
		'2.5': ['large'],
		'4711 klein': ['small'],
		kl: [],
		size: []
	}))
		expect(ids(index, words).sort(), words).toEqual([...found].sort());
});

it('[QY9] finds a tag that is defined by any of its names, however it was written', () => {
	const index = anIndex(
		row('code', { tags: ['club-member', 'vip'] }),
		row('words', { tags: ['Club Member'] }),
		row('other', { subject: 'Club, member of', tags: ['club', 'طابعة'] })
	);
	for (const [words, found] of Object.entries({
		stammgast: ['code', 'words'],
		'"regular guest"': ['code', 'words'],
		'gast vip': ['code'],
		'-stammgast': ['other'],
		طابعة: ['other'],
		club: ['code', 'other', 'words']
	}))
		expect(ids(index, words).sort(), words).toEqual([...found].sort());
});

it('[QY5] finds what I have not read in what is mine', () => {
	const heard = { messages: 3, last: { by: bob }, assignee: alice };
	const index = anIndex(
		row('new', heard),
		row('helping', { ...heard, assignee: bob, collaborators: [alice] }),
		row('own', { ...heard, last: { by: alice } }),
		row('other', { ...heard, assignee: bob }),
		row('read', { ...heard, messages: 2 })
	);
	expect(ids(index, 'is:unread').sort()).toEqual(['helping', 'new']);
});

function anIndex(...rows: RowText[]): TextIndex {
	const index = new TextIndex();
	for (const one of rows) index.putRow(one);
	return index;
}

describe('a search on this device', () => {
	it('puts a number first, then subjects, requesters, and what was written', () => {
		const index = anIndex(
			row('text'),
			row('asker', { requester: 'Anna 17', tags: ['vip'] }),
			row('subject', { subject: 'Room 17' }),
			row('number', { number: 17 })
		);
		index.putText(text('text', 'the lamp in room 17'));
		index.putText(text('elsewhere', 'door 17'));
		expect(ids(index, '17')).toEqual(['number', 'subject', 'asker', 'text', 'elsewhere']);
		expect(ids(index, '#17')[0]).toBe('number');
	});

	it('finds the words of a query wherever they stand, without case and accents', () => {
		const index = anIndex(
			row('a', { subject: 'Drucker', requester: 'Jörg Größe', tags: ['vip'] }),
			row('b')
		);
		expect(ids(index, 'GROSSE')).toEqual(['a']);
		expect(ids(index, 'jorg')).toEqual(['a']);
		expect(ids(index, 'vip drucker')).toEqual(['a']);
	});

	it('shows the newest first and no more than asked for', () => {
		const all = [1, 3, 2].map((updatedMs) => row(`r${updatedMs}`, { subject: 'Lift', updatedMs }));
		expect(ids(anIndex(...all), 'lift', 2)).toEqual(['r3', 'r2']);
	});

	it('finds a temporary mark with or without its sign, by four letters at least', () => {
		const index = anIndex(row('abcdef'));
		expect(ids(index, '~abcd')).toEqual(['abcdef']);
		expect(ids(index, 'abcd')).toEqual(['abcdef']);
	});

	it('forgets what went', () => {
		const index = anIndex(row('a', { subject: 'Lift' }));
		index.putText(text('b', 'lift'));
		index.removeRow('a');
		index.removeText('b');
		expect(ids(index, 'lift')).toEqual([]);
	});

	it('takes the operators of the server', () => {
		const index = anIndex(
			row('mine', { subject: 'Lift', assignee: alice, priority: 'high', tags: ['vip'] }),
			row('done', { subject: 'Lift', class: 'done', status: 'solved' })
		);
		index.putText(text('old', 'the lift, long ago'));
		for (const [words, found] of Object.entries({
			'lift assignee:me': ['mine'],
			'lift is:done': ['done'],
			'lift -tag:vip': ['done', 'old'],
			'priority:>normal': ['mine'],
			'"long ago"': ['old'],
			'"ago long" OR tag:vip': ['mine'],
			'is:open -lift': []
		}))
			expect(ids(index, words), words).toEqual(found);
	});

	it('[QY7] forgives slips where little is found as it was typed', () => {
		const index = anIndex(row('a', { subject: 'Printer' }), row('b', { subject: 'Pritner' }));
		expect(ids(index, 'pritner')).toEqual(['b', 'a']);
		expect(ids(index, '"pritner"')).toEqual(['b']);
		expect(ids(index, 'lift -pritner')).toEqual([]);
	});

	it('[SE5] finds what was meant by nine in ten words spelled wrongly', () => {
		const meant = [...new Set(MISSPELLINGS.map((one) => one.meant))];
		const index = anIndex(...meant.map((word) => row(word, { subject: `About ${word}` })));
		for (const said of [en, de, ar].flatMap((texts) => Object.values(texts)))
			index.putText(text(said, said));
		const missed = MISSPELLINGS.filter((one) => !ids(index, one.typed).includes(one.meant));
		for (const language of ['en', 'de', 'ar']) {
			const [all, lost] = [MISSPELLINGS, missed].map(
				(list) => list.filter((one) => one.language === language).length
			);
			expect(1 - (lost ?? 0) / (all ?? 1), language).toBeGreaterThanOrEqual(0.9);
		}
	});
});
