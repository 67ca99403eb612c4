import { describe, expect, it } from 'vitest';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { testId } from '#lib/domain/testing.ts';
import type { TeamRow } from '#lib/documents/workspace-doc.ts';
import { countTogether, teamPlaces } from './team-places.ts';

const [desk, port, mill, alone] = [1, 2, 3, 4].map((index) => testId(3, index)) as [
	TeamId,
	TeamId,
	TeamId,
	TeamId
];
const common = { names: { en: 'A' }, archived: false };
const unit = (order: number, region: string | null) => ({
	...common,
	...{ order, region, calendar: null, networks: [] }
});
const catalogue = new Catalogue([
	[entryKey('region', 'north'), { ...common, order: 1 }],
	[entryKey('unit', 'mill'), unit(1, null)],
	[entryKey('unit', 'port'), unit(3, 'north')],
	[entryKey('unit', 'head'), unit(2, 'north')]
]);
const row = (of?: string): TeamRow => ({
	name: 'T',
	color: 0,
	archived: false,
	...(of !== undefined && { unit: of }),
	members: [],
	supervisors: [],
	heads: []
});
const teams = new Map([
	[desk, row('head')],
	[port, row('port')],
	[mill, row('mill')],
	[alone, row('gone')]
]);
const shown = (mine: readonly TeamId[]) =>
	teamPlaces(mine, { teams, catalogue })
		.filter((group) => group.length > 0)
		.map((group) => group.map(({ kind, id, level }) => `${level} ${kind} ${id}`));

describe('the teams of a list', () => {
	it('stand under their units and regions, those of none last', () => {
		expect(shown([alone, mill, port, desk])).toEqual([
			['0 region north', '1 unit head', `2 team ${desk}`, '1 unit port', `2 team ${port}`],
			['0 unit mill', `1 team ${mill}`],
			[`0 team ${alone}`]
		]);
	});

	it('stand under their unit alone where it is the only one of its region', () => {
		expect(shown([mill, port])).toEqual([
			['0 unit port', `1 team ${port}`],
			['0 unit mill', `1 team ${mill}`]
		]);
	});

	it('stand by themselves where all are of one unit, or of none', () => {
		expect(shown([desk])).toEqual([[`0 team ${desk}`]]);
		expect(shown([alone])).toEqual([[`0 team ${alone}`]]);
	});

	it('are counted together once all of them are counted', () => {
		const counts = new Map([
			[String(desk), { all: 3, unassigned: 1 }],
			[String(port), { all: 4, unassigned: 0 }]
		]);
		expect(countTogether(counts, [desk, port])).toEqual({ all: 7, unassigned: 1 });
		expect(countTogether(counts, [desk, mill])).toBeUndefined();
	});
});
