import { regionOf } from '#lib/domain/policy/scope.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { UnitCount } from './unit-count.ts';

/** A line of the list of teams: a team, or the code of what several belong to; under so many others. */
export type TeamPlace =
	| { readonly kind: 'team'; readonly id: TeamId; readonly level: number }
	| {
			readonly kind: 'region' | 'unit';
			readonly id: string;
			readonly level: number;
			/** Those that are counted together here. */
			readonly teams: readonly TeamId[];
	  };

type Where = Pick<Desk, 'teams' | 'catalogue'>;

/**
 * Teams under their units, and these under the regions that several of them lie in, in the order of
 * the catalogues and teams of none last: one group for each at the top. All are in one group where
 * they do not lie in several units.
 */
export function teamPlaces(mine: readonly TeamId[], where: Where): TeamPlace[][] {
	const { catalogue, teams } = where;
	const codes = catalogue.all('unit').map(({ code }) => code);
	const byUnit = new Map<string | null, TeamId[]>();
	for (const team of mine) {
		const code = teams.get(team)?.unit ?? null;
		const unit = code !== null && codes.includes(code) ? code : null;
		byUnit.set(unit, [...(byUnit.get(unit) ?? []), team]);
	}
	if (byUnit.size < 2) return [linesOf(mine, 0)];
	const inUnit = (code: string) => byUnit.get(code) ?? [];
	const known = catalogue.all('region').map(({ code }) => code);
	const regions = [...known, null];
	const regionIn = (unit: string) =>
		known.find((code) => code === regionOf(catalogue, unit)) ?? null;
	const placed = regions.flatMap((region) => {
		const units = codes.filter((code) => byUnit.has(code) && regionIn(code) === region);
		return region === null || units.length < 2
			? units.map((unit) => unitLines(unit, inUnit(unit), 0))
			: [
					regionLines(
						region,
						units.map((unit) => [unit, inUnit(unit)] as const)
					)
				];
	});
	return [...placed, linesOf(byUnit.get(null) ?? [], 0)];
}

function regionLines(
	id: string,
	units: readonly (readonly [unit: string, teams: readonly TeamId[]])[]
): TeamPlace[] {
	const teams = units.flatMap(([, inUnit]) => inUnit);
	return [
		{ kind: 'region', id, level: 0, teams },
		...units.flatMap(([unit, inUnit]) => unitLines(unit, inUnit, 1))
	];
}

const linesOf = (teams: readonly TeamId[], level: number): TeamPlace[] =>
	teams.map((id) => ({ kind: 'team', id, level }));

const unitLines = (id: string, teams: readonly TeamId[], level: number): TeamPlace[] => [
	{ kind: 'unit', id, level, teams },
	...linesOf(teams, level + 1)
];

/** What waits in several teams together; undefined until all of them are counted. */
export function countTogether(
	counts: ReadonlyMap<string, UnitCount>,
	teams: readonly TeamId[]
): UnitCount | undefined {
	let [all, unassigned] = [0, 0];
	for (const team of teams) {
		const count = counts.get(team);
		if (count === undefined) return undefined;
		all += count.all;
		unassigned += count.unassigned;
	}
	return { all, unassigned };
}
