import { standingState, type Standing } from '#lib/domain/sla/service-levels.ts';
import type { RowView } from '#lib/session/desk/views.ts';

/** An open ticket and the clock of it that presses most. */
export interface Watched {
	readonly row: RowView;
	readonly standing: Standing;
}

export interface Counts {
	readonly late: number;
	readonly warning: number;
	readonly running: number;
	readonly paused: number;
}

/** How many tickets are late, at risk, in time and on hold at `nowMs`. */
export function countStandings(watched: Iterable<Watched>, nowMs: number): Counts {
	const counts = { late: 0, warning: 0, running: 0, paused: 0 };
	for (const { standing } of watched) counts[standingState(standing, nowMs)] += 1;
	return counts;
}

/** What runs out first, or ran out longest ago, on top. */
export function pressingFirst(watched: readonly Watched[]): Watched[] {
	return watched.toSorted(
		(a, b) =>
			(a.standing.dueMs ?? Infinity) - (b.standing.dueMs ?? Infinity) ||
			a.row.createdMs - b.row.createdMs
	);
}
