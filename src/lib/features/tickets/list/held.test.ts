import { describe, expect, it } from 'vitest';
import type { RowView } from '#lib/session/desk/views.ts';
import { holdBack, lost, withHeads } from './held.ts';
import type { Entry } from './order.ts';

const row = (id: string, subject = '') => ({ id, subject }) as unknown as RowView;
const entry = (id: string, group = '', subject = ''): Entry => ({
	id,
	row: row(id, subject),
	key: null,
	group,
	groupKey: null
});

describe('a list that somebody is reading', () => {
	const shown = [entry('a'), entry('b')];

	it('changes a row where it stands and lets no row in or out', () => {
		const held = holdBack(
			{ shown, waiting: new Set() },
			new Map([
				['b', row('b', 'changed')],
				['a', undefined],
				['c', row('c')]
			]),
			(id) => id === 'c' || id === 'b'
		);
		expect(held.shown.map((one) => [one.id, one.row.subject])).toEqual([
			['a', ''],
			['b', 'changed']
		]);
		expect([...held.waiting]).toEqual(['c']);
	});

	it('forgets a new row that went again', () => {
		const held = holdBack(
			{ shown, waiting: new Set(['c']) },
			new Map([['c', undefined]]),
			() => false
		);
		expect(held.waiting.size).toBe(0);
	});
});

describe('groups', () => {
	it('have a head with their count', () => {
		const items = withHeads([entry('a', 'x'), entry('b', 'x'), entry('c', 'y')]);
		expect(
			items.map((item) => ('count' in item ? `${item.group}:${item.count}` : item.id))
		).toEqual(['x:2', 'a', 'b', 'y:1', 'c']);
	});

	it('leave an ungrouped list alone', () => {
		const entries = [entry('a')];
		expect(withHeads(entries)).toBe(entries);
	});
});

describe('what is selected', () => {
	it('is lost where it is not in the list any more', () => {
		expect(lost(new Set(), ['a'])).toEqual([]);
		expect(lost(new Set(['a', 'c']), ['a', 'b', 'c'])).toEqual([]);
		expect(lost(new Set(['a', 'c', 'd']), ['a', 'b'])).toEqual(['c', 'd']);
	});
});
