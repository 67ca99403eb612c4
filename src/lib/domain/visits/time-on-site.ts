import type { Press, VisitPlan } from './visits.ts';

/** How long somebody was there, and since when they are now. */
interface TimeOnSite {
	/** What lies between a start and its stop, in ms; the one that runs now not included. */
	readonly spentMs: number;
	/** When the clock was started that still runs; null while none does. */
	readonly runningSinceMs: number | null;
}

/**
 * The time between starts and stops, which are in the order in which they were pressed. A second
 * start while the clock runs changes nothing, nor does a stop while it stands.
 */
export function timeOnSite(clock: readonly Press[]): TimeOnSite {
	let spentMs = 0;
	let runningSinceMs: number | null = null;
	for (const { kind, ms } of clock) {
		if (kind === 'start') runningSinceMs ??= ms;
		else if (runningSinceMs !== null) {
			spentMs += ms - runningSinceMs;
			runningSinceMs = null;
		}
	}
	return { spentMs, runningSinceMs };
}

type Placed = Pick<VisitPlan, 'id' | 'window' | 'order'>;

/** Where a visit stands in its day: where it was put, else where its window puts it. */
export function placeOf({ order, window }: Placed): number {
	return order ?? window.from;
}

/** The order of a day. */
export function byPlace(a: Placed, b: Placed): number {
	return placeOf(a) - placeOf(b) || (a.id < b.id ? -1 : 1);
}

/**
 * The place of a visit that is moved to `index` among the others of its day, which are in order:
 * between its neighbours, so that nothing else has to move.
 */
export function placeAt(others: readonly Placed[], index: number): number {
	const [before, after] = [others[index - 1], others[index]].map(
		(visit) => visit && placeOf(visit)
	);
	if (before === undefined) return (after ?? 0) - 60_000;
	return after === undefined ? before + 60_000 : (before + after) / 2;
}
