import type { RowScope } from '#lib/session/desk/views.ts';

/** More teams than these are not gone through one by one. */
export const MOST_TEAMS = 20;

/** How much waits in a team, or in all that is mine. */
export interface UnitCount {
	/** What the view shows that opens there. */
	readonly all: number;
	/** Unsolved tickets that nobody has. */
	readonly unassigned: number;
}

/** The name under which a scope is counted. */
export const scopeKey = (scope: RowScope): string => (scope === 'mine' ? 'mine' : scope.team);

/** The counts with one of them put in. */
export function withCount(
	counts: ReadonlyMap<string, UnitCount>,
	scope: RowScope,
	count: UnitCount
): ReadonlyMap<string, UnitCount> {
	return new Map(counts).set(scopeKey(scope), count);
}
