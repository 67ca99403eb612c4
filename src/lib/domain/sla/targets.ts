import type { DefinitionOf } from '../catalogue/definitions.ts';
import type { Allowed } from './clocks.ts';

/** An entry of the catalogue of targets, under its code. */
export type Target = DefinitionOf<'target'> & { readonly code: string };

/** What a ticket is measured by. */
export interface Served {
	readonly priority: string;
	readonly category: string | null;
	readonly team: string;
}

/** What holds where no target fits: an hour to answer, a day to solve, around the clock. */
export const DEFAULT_ALLOWED: Allowed = {
	firstResponse: 60,
	nextResponse: null,
	resolution: 24 * 60,
	warnAt: 75
};

/**
 * The target for a ticket: of those that fit, the most specific, where a category weighs more than
 * a team and a priority more than both; equal ones by code. Undefined when none fits.
 */
export function targetFor(served: Served, targets: readonly Target[]): Target | undefined {
	return targets
		.filter((target) => !target.archived && fits(target, served))
		.sort((a, b) => weight(b) - weight(a) || (a.code < b.code ? -1 : 1))[0];
}

function fits(target: Target, served: Served): boolean {
	return (
		(target.priority === null || target.priority === served.priority) &&
		(target.category === null || target.category === served.category) &&
		(target.team === null || target.team === served.team)
	);
}

function weight({ priority, category, team }: Target): number {
	return (priority === null ? 0 : 4) + (category === null ? 0 : 2) + (team === null ? 0 : 1);
}

/** A target whose response is promised for later than its solution promises nothing. */
export function isConsistent(target: Pick<Target, 'firstResponse' | 'resolution'>): boolean {
	const { firstResponse, resolution } = target;
	return firstResponse === null || resolution === null || firstResponse <= resolution;
}
