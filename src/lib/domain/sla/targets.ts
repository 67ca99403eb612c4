import type { DefinitionOf } from '../catalogue/definitions.ts';
import type { Allowed } from './clocks.ts';

/** An entry of the catalogue of targets, under its code; or what a priority promises by itself, under its. */
export type Target = DefinitionOf<'target'> & { readonly code: string; readonly isOwn?: true };

/** What a ticket is measured by. */
export interface Served {
	readonly priority: string;
	readonly category: string | null;
	readonly team: string;
}

/** The same with the unit of its team, and the category that its own is a part of. */
export interface ServedIn extends Served {
	readonly unit: string | null;
	readonly above: string | null;
}

/** What holds where no target fits: an hour to answer, a day to solve, around the clock. */
export const DEFAULT_ALLOWED: Allowed = {
	firstResponse: 60,
	nextResponse: null,
	resolution: 24 * 60,
	warnAt: 75
};

/** What a priority promises by itself, as a target; undefined where it promises nothing. */
export function ownTarget(
	priority: DefinitionOf<'priority'> & { readonly code: string }
): Target | undefined {
	const { code, names, order, archived, firstResponse = null, nextResponse = null } = priority;
	const { resolution = null } = priority;
	if (firstResponse === null && nextResponse === null && resolution === null) return undefined;
	return {
		...{ code, names, order, archived, isOwn: true, firstResponse, nextResponse, resolution },
		...{ priority: code, category: null, team: null, unit: null, calendar: null },
		warnAt: DEFAULT_ALLOWED.warnAt
	};
}

/**
 * The target for a ticket: of those that fit, the most specific, where a priority weighs more than a
 * category, a category more than the one it is a part of, that one more than a team and a team more
 * than its unit; what a priority promises by itself comes after all that name it and before all others.
 * Of equal ones, the first in their order. Undefined when none fits.
 */
export function targetFor(served: ServedIn, targets: readonly Target[]): Target | undefined {
	return targets
		.filter((target) => (target.isOwn === true || !target.archived) && fits(target, served))
		.sort((a, b) => weight(b, served) - weight(a, served) || inOrder(a, b))[0];
}

/** A target in use that is for the very same tickets: of the two, only the first in their order counts. */
export function rivalOf(target: Target, targets: readonly Target[]): Target | undefined {
	if (target.archived) return undefined;
	return targets
		.filter((other) => !other.archived && other.code !== target.code && isAlike(other, target))
		.sort(inOrder)[0];
}

/** Whether the first of two that are for the same tickets is the one that counts. */
export const counts = (target: Target, rival: Target): boolean => inOrder(target, rival) < 0;

const inOrder = (a: Target, b: Target): number => a.order - b.order || (a.code < b.code ? -1 : 1);

function isAlike(a: Target, b: Target): boolean {
	return CONDITIONS.every((condition) => (a[condition] ?? null) === (b[condition] ?? null));
}

/** What a target names, a ticket must have: one without a category has none that a target names. */
function fits({ priority, category, team, unit = null }: Target, served: ServedIn): boolean {
	return (
		(priority === null || priority === served.priority) &&
		(category === null || category === served.category || category === served.above) &&
		(team === null || team === served.team) &&
		(unit === null || unit === served.unit)
	);
}

const CONDITIONS = ['priority', 'category', 'team', 'unit'] as const;
const WEIGHTS = { priority: 32, category: 8, above: 4, team: 2, unit: 1 } as const;
/** Less than any that names a priority, more than all that do not. */
const OWN_WEIGHT = 16;

function weight(target: Target, served: ServedIn): number {
	if (target.isOwn === true) return OWN_WEIGHT;
	const { priority, category, team, unit = null } = target;
	const named = category === served.category ? WEIGHTS.category : WEIGHTS.above;
	return (
		(priority === null ? 0 : WEIGHTS.priority) +
		(category === null ? 0 : named) +
		(team === null ? 0 : WEIGHTS.team) +
		(unit === null ? 0 : WEIGHTS.unit)
	);
}

/** A target whose response is promised for later than its solution promises nothing. */
export function isConsistent({
	firstResponse = null,
	resolution = null
}: Partial<Pick<Target, 'firstResponse' | 'resolution'>>): boolean {
	return firstResponse === null || resolution === null || firstResponse <= resolution;
}
