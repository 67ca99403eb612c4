import { byPlace } from '#lib/domain/visits/time-on-site.ts';
import type { VisitPlan } from '#lib/domain/visits/visits.ts';
import type { RowView } from '#lib/session/desk/views.ts';

/** A planned visit with the ticket it belongs to. */
export interface VisitLine {
	readonly plan: VisitPlan;
	readonly row: RowView;
}

/** The visits of one day; `startMs` is its midnight here, null for what is left from before. */
export interface Day {
	readonly startMs: number | null;
	readonly lines: readonly VisitLine[];
}

/** The midnight at which a day begins where this device is. */
export function midnight(ms: number): number {
	return new Date(ms).setHours(0, 0, 0, 0);
}

const isOver = ({ plan }: VisitLine): boolean =>
	plan.state === 'done' || plan.state === 'could-not';

/** Today and the days to come, each in its order; before them what earlier days have left open. */
export function daysOf(lines: readonly VisitLine[], nowMs: number): Day[] {
	const today = midnight(nowMs);
	const dayOf = ({ plan }: VisitLine) => {
		const day = midnight(plan.window.from);
		return day < today ? null : day;
	};
	const shown = lines.filter((line) => dayOf(line) !== null || !isOver(line));
	return [...Map.groupBy(shown, dayOf)]
		.map(([startMs, all]) => ({
			startMs,
			lines: all.toSorted((a, b) => byPlace(a.plan, b.plan))
		}))
		.sort((a, b) => (a.startMs ?? 0) - (b.startMs ?? 0));
}
