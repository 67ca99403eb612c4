import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { alice, testId } from '../testing.ts';
import type { TeamId } from '../ids.ts';
import { ROLES, roleHas } from './roles.ts';
import { actorOf, reachesTeam, teamsReached } from './scope.ts';

const team = (index: number) => testId(3, index) as TeamId;
const common = { names: { en: 'A' }, order: 1, archived: false };
const unit = (region: string | null, archived = false) => ({
	...common,
	...{ region, archived, calendar: null, networks: [] }
});

/** Two regions; the harbour and the mill lie in the north, the airport in the south, the archive nowhere. */
const catalogue = new Catalogue([
	[entryKey('region', 'north'), common],
	[entryKey('region', 'south'), common],
	[entryKey('unit', 'harbour'), unit('north')],
	[entryKey('unit', 'mill'), unit('north', true)],
	[entryKey('unit', 'airport'), unit('south')],
	[entryKey('unit', 'archive'), unit(null)]
]);
const TEAMS = ['harbour', 'harbour', 'mill', 'airport', 'archive', undefined, 'gone'];
const teams = TEAMS.map(
	(of, index) => [team(index), of === undefined ? {} : { unit: of }] as const
);
const [HARBOUR, OTHER_HARBOUR, MILL, AIRPORT, ARCHIVE, ALONE] = TEAMS.map((_, index) =>
	team(index)
);

interface Given {
	readonly units?: readonly string[];
	readonly regions?: readonly string[];
	readonly member?: readonly (TeamId | undefined)[];
	readonly supervises?: readonly (TeamId | undefined)[];
}
const known = (ids: readonly (TeamId | undefined)[] = []) => new Set(ids.flatMap((id) => id ?? []));
const actor = (role: (typeof ROLES)[number], { member, supervises, ...given }: Given) =>
	actorOf(
		alice,
		{ role, blocked: false, ...given },
		{ teams: known(member), supervises: known(supervises) },
		{ teams, catalogue }
	);

const ORDER: readonly (readonly [string, Given, readonly (TeamId | undefined)[]])[] = [
	['none where there is nothing', {}, []],
	['their own teams', { member: [ALONE], supervises: [MILL] }, [MILL, ALONE]],
	['the teams of a unit', { units: ['harbour'] }, [HARBOUR, OTHER_HARBOUR]],
	['those of an archived one', { units: ['mill'] }, [MILL]],
	['those of the units of a region', { regions: ['north'] }, [HARBOUR, OTHER_HARBOUR, MILL]],
	['of a region none that lies elsewhere', { regions: ['south'] }, [AIRPORT]],
	['nothing by a unit that has no team', { units: ['nowhere'], regions: ['nowhere'] }, []],
	[
		'all of it together',
		{ units: ['archive'], regions: ['south'], member: [ALONE] },
		[AIRPORT, ARCHIVE, ALONE]
	]
];

describe('the teams that somebody reaches', () => {
	it.each(ORDER)('[SC2] %s', (_what, given, expected) => {
		for (const role of ROLES) {
			const one = actor(role, given);
			expect([...teamsReached(one)].sort()).toEqual([...known(expected)].sort());
			const all = teams.map(([id]) => id);
			const reached = all.filter((id) => reachesTeam(one, id));
			expect(reached).toEqual(
				role === 'org-admin' ? all : all.filter((id) => known(expected).has(id))
			);
		}
	});

	it('[SC3] are not theirs where they reach them by a unit or a region', () => {
		const one = actor('agent', { units: ['harbour'], member: [ALONE] });
		expect([...one.teams]).toEqual([ALONE]);
		expect([...one.supervises]).toEqual([]);
	});

	it('[SC2] follow from each of them alone, whatever the others are', () => {
		const codes = ['harbour', 'mill', 'airport', 'archive', 'gone'];
		const some = fc.record({
			role: fc.constantFrom(...ROLES),
			units: fc.subarray(codes),
			regions: fc.subarray(['north', 'south', 'gone']),
			member: fc.subarray(teams.map(([id]) => id)),
			supervises: fc.subarray(teams.map(([id]) => id))
		});
		fc.assert(
			fc.property(some, ({ role, ...given }) => {
				const one = actor(role, given);
				for (const [index, [id]] of teams.entries()) {
					const of = TEAMS[index] ?? '';
					const region = catalogue.find('unit', of)?.region ?? '';
					const reaches =
						roleHas(role, 'org.all-teams') ||
						given.member.includes(id) ||
						given.supervises.includes(id) ||
						given.units.includes(of) ||
						given.regions.includes(region);
					expect(reachesTeam(one, id)).toBe(reaches);
				}
			})
		);
	});
});
