import type { PersonId, TeamId } from '../ids.ts';
import type { Actor } from './actor.ts';
import { roleHas, type Role } from './roles.ts';

/** The units and regions that a person is given; absent where there are none. */
interface ScopedPerson {
	readonly units?: readonly string[];
	readonly regions?: readonly string[];
}

/** Where the region of a unit is known. */
interface Units {
	find(catalogue: 'unit', code: string): { readonly region: string | null } | undefined;
}

/** What scope depends on besides the person. */
export interface ScopePlace {
	readonly teams: Iterable<readonly [TeamId, { readonly unit?: string | null }]>;
	readonly catalogue: Units;
}

/**
 * The teams that a person reaches by the units they are given, and by the units of the regions they
 * are given. What is archived goes on meaning what it meant.
 */
export function teamsInScope(person: ScopedPerson, { teams, catalogue }: ScopePlace): Set<TeamId> {
	const { units = [], regions = [] } = person;
	const reached = new Set<TeamId>();
	if (units.length + regions.length === 0) return reached;
	for (const [id, { unit }] of teams) {
		if (unit === undefined || unit === null) continue;
		const region = regionOf(catalogue, unit);
		if (units.includes(unit) || (region !== null && regions.includes(region))) reached.add(id);
	}
	return reached;
}

/** The region that a unit lies in; null for none. */
export function regionOf(catalogue: Units, unit: string): string | null {
	return catalogue.find('unit', unit)?.region ?? null;
}

/** The unit, or the region, that a team of this unit belongs to; null for none. */
export function placeOfUnit(
	catalogue: Units,
	kind: 'unit' | 'region',
	unit: string | null | undefined
): string | null {
	if (unit === null || unit === undefined) return null;
	return kind === 'unit' ? unit : regionOf(catalogue, unit);
}

/**
 * All teams whose tickets a person may reach without being on them, but for whoever reaches every
 * team: their own, and those of their scope.
 */
export function teamsReached({ teams, supervises, scope }: Actor): Set<TeamId> {
	return new Set([...teams, ...supervises, ...scope]);
}

/** Whether somebody reaches a team: administrators all, others their own and those of their scope. */
export function reachesTeam({ role, teams, supervises, scope }: Actor, team: TeamId): boolean {
	return (
		teams.has(team) || supervises.has(team) || scope.has(team) || roleHas(role, 'org.all-teams')
	);
}

/** A person as policy sees them, from their row and from where people and teams are. */
export function actorOf(
	person: PersonId,
	row: ScopedPerson & { readonly role: Role; readonly blocked: boolean },
	own: Pick<Actor, 'teams' | 'supervises'>,
	place: ScopePlace
): Actor {
	const { role, blocked } = row;
	return { person, role, blocked, ...own, scope: teamsInScope(row, place) };
}
