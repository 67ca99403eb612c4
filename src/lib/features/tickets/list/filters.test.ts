import { describe, expect, it } from 'vitest';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { RowView } from '#lib/session/desk/views.ts';
import { chosenFilters, filterOptions, toggleFilter } from './filters.ts';
import { matcher } from './order.ts';
import { DEFAULT_QUERY, isNarrowed, isPlaced } from './query.ts';

const common = (en: string) => ({ names: { en }, order: 0, archived: false });
const category = (en: string, parent: string | null) => ({ ...common(en), section: null, parent });
const unit = (en: string, region: string | null) => ({
	...common(en),
	...{ region, calendar: null, networks: [] }
});
const catalogue = new Catalogue([
	[entryKey('category', 'hardware'), category('Hardware', null)],
	[entryKey('category', 'printer'), category('Printers', 'hardware')],
	[entryKey('region', 'north'), common('North')],
	[entryKey('unit', 'mill'), unit('Mill', 'north')],
	[entryKey('unit', 'port'), unit('Port', 'north')],
	[
		entryKey('status', 'supplier'),
		{
			...common('With supplier'),
			...{ archived: true, class: 'paused', color: null, requires: null, visible: true }
		}
	]
]);
const teams = new Map([
	['a', { unit: 'mill' }],
	['b', { unit: 'port' }],
	['c', { unit: null }]
]);
const desk = { catalogue, teams, people: new Map(), me: { person: 'me', name: 'Me' } } as unknown;
const rows = (...of: string[]) =>
	of.map((team) => ({ team, assignee: null, tags: [], category: null }) as unknown as RowView);
const places = (...of: string[]) =>
	filterOptions(desk as Desk, rows(...of))
		.map(({ value }) => value)
		.filter((value) => /^(unit|region):/.test(value));

describe('filtering a list by unit and region', () => {
	it('is offered where its tickets lie in several', () => {
		expect(places('a', 'a')).toEqual([]);
		expect(places('a', 'b')).toEqual(['unit:mill', 'unit:port']);
		expect(places('a', 'c').toSorted()).toEqual([
			'region:none',
			'region:north',
			'unit:mill',
			'unit:none'
		]);
	});

	it('is chosen and left again', () => {
		const chosen = toggleFilter(DEFAULT_QUERY, 'unit:mill');
		expect([chosenFilters(chosen), isNarrowed(chosen), isPlaced(chosen)]).toEqual([
			['unit:mill'],
			true,
			true
		]);
		expect(toggleFilter(chosen, 'unit:mill')).toEqual(DEFAULT_QUERY);
	});
});

it('filters by a status that was archived as long as tickets are in it', () => {
	const offered = (status: string) =>
		filterOptions(
			desk as Desk,
			rows('a').map((row) => ({ ...row, status }))
		).some(({ value }) => value === 'status:supplier');
	expect([offered('open'), offered('supplier')]).toEqual([false, true]);
});

describe('filtering a list by category', () => {
	const row = (category: string | null) => ({ ...rows('a')[0], category }) as unknown as RowView;
	const offered = (...of: (string | null)[]) =>
		filterOptions(desk as Desk, of.map(row))
			.map(({ value }) => value)
			.filter((value) => value.startsWith('category:'));

	it('offers those of its tickets, and what they are parts of', () => {
		expect(offered(null, 'printer')).toEqual(['category:hardware', 'category:printer']);
		expect(offered('hardware', 'typed')).toEqual(['category:hardware', 'category:typed']);
	});

	it('[QY10] means their sub-categories, too', () => {
		const naming = {
			isAtRisk: () => false,
			categoryAbove: (code: string) => (code === 'printer' ? 'hardware' : null)
		};
		const shown = (...category: string[]) => {
			const query = { ...DEFAULT_QUERY, status: [], category };
			return [null, 'hardware', 'printer', 'typed'].filter((code) =>
				matcher(query, 0, naming)(row(code))
			);
		};
		expect(shown('hardware')).toEqual(['hardware', 'printer']);
		expect(shown('printer')).toEqual(['printer']);
		expect(shown('none', 'typed')).toEqual([null, 'typed']);
		expect(shown()).toHaveLength(4);
	});
});
