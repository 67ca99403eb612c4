import { expect, it } from 'vitest';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import type { RowView } from '#lib/session/desk/views.ts';
import { columnsOf, neighbour } from './columns.ts';

const catalogue = new Catalogue([]);
const row = (id: string, status: string) =>
	({ id, status, class: catalogue.find('status', status)?.class ?? 'open' }) as RowView;
const rows = [row('a', 'open'), row('b', 'waiting'), row('c', 'open'), row('d', 'merged')];

it('a board by status has a column for each that can be chosen, and for others with cards', () => {
	const columns = columnsOf(rows, 'status', catalogue);
	const of = (key: string) => columns.find((column) => column.key === key);
	expect(of('open')?.rows.map(({ id }) => id)).toEqual(['a', 'c']);
	expect(of('solved')).toMatchObject({ rows: [], status: 'solved' });
	expect(of('merged')).toMatchObject({ status: undefined });
	expect(columnsOf([], 'status', catalogue).some(({ key }) => key === 'merged')).toBe(false);
});

it('a board by class has three columns, each with the usual status of its class', () => {
	const columns = columnsOf(rows, 'class', catalogue);
	expect(columns.map(({ key, status, rows: own }) => [key, status, own.length])).toEqual([
		['open', 'open', 2],
		['paused', 'waiting', 1],
		['done', 'solved', 1]
	]);
	const status = { names: { en: 'Asleep' }, order: 1, archived: false, class: 'paused' };
	const own = new Catalogue([
		[entryKey('status', 'asleep'), { ...status, color: 1, requires: null, visible: true }]
	]);
	expect(columnsOf([], 'class', own)[1]?.status).toBe('asleep');
});

it('keys lead to the next card, over columns without any', () => {
	const columns = [['a', 'b', 'c'], [], ['d', 'e']];
	expect(neighbour(columns, 'a', [0, 1])).toBe('b');
	expect(neighbour(columns, 'a', [0, -1])).toBeUndefined();
	expect(neighbour(columns, 'c', [1, 0])).toBe('e');
	expect(neighbour(columns, 'd', [-1, 0])).toBe('a');
	expect(neighbour(columns, 'd', [1, 0])).toBeUndefined();
	expect(neighbour(columns, 'x', [1, 0])).toBeUndefined();
});
