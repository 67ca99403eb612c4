import { describe, expect, it } from 'vitest';
import type { RowText } from './messages.ts';
import { TextIndex } from './text-index.ts';

const row = (id: string, part: Partial<RowText> = {}): RowText => ({
	id,
	number: null,
	mark: `~${id.toUpperCase()}`,
	subject: '',
	about: [''],
	updatedMs: 0,
	...part
});
const ids = (index: TextIndex, query: string, limit = 10) =>
	index.find(query, limit).map(({ id }) => id);

function anIndex(...rows: RowText[]): TextIndex {
	const index = new TextIndex();
	for (const one of rows) index.putRow(one);
	return index;
}

describe('a search on this device', () => {
	it('puts a number first, then subjects, requesters, and what was written', () => {
		const index = anIndex(
			row('text'),
			row('asker', { about: ['Anna 17', 'vip'] }),
			row('subject', { subject: 'Room 17' }),
			row('number', { number: 17 })
		);
		const written = { number: null, subject: '', updatedMs: 0 };
		index.putText({ ...written, id: 'text', text: 'the lamp in room 17' });
		index.putText({ ...written, id: 'elsewhere', text: 'door 17' });
		expect(ids(index, '17')).toEqual(['number', 'subject', 'asker', 'text', 'elsewhere']);
		expect(ids(index, '#17')[0]).toBe('number');
	});

	it('finds the words of a query wherever they stand, without case and accents', () => {
		const index = anIndex(row('a', { subject: 'Drucker', about: ['Jörg Größe', 'vip'] }), row('b'));
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
		index.putText({ id: 'b', number: null, subject: 'x', updatedMs: 0, text: 'lift' });
		index.removeRow('a');
		index.removeText('b');
		expect(ids(index, 'lift')).toEqual([]);
	});
});
