import { offsetsOf } from '../time-zone.ts';
import type { Calendar, Window } from './calendar.ts';

/** A stretch of time, ms since 1970, `from` included, `to` not. */
export interface Stretch {
	readonly from: number;
	readonly to: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** A target further away than this in working time is never reached: ten years of days. */
const HORIZON_DAYS = 3_660;

/**
 * Working time of a calendar. Local times become instants as RFC 5545, section 3.3.5, says: one
 * that the clocks skip is as much later as they skip, one that comes twice is the first. Days are
 * worked out once and kept.
 */
export class WorkingTime {
	readonly #calendar: Calendar;
	readonly #holidays: ReadonlyMap<string, readonly Window[]>;
	readonly #offsets: (ms: number) => number;
	readonly #days = new Map<number, readonly Stretch[]>();

	constructor(calendar: Calendar) {
		this.#calendar = calendar;
		this.#holidays = new Map(calendar.holidays.map(({ date, windows }) => [date, windows]));
		this.#offsets = offsetsOf(calendar.timeZone);
	}

	/** The working stretches between two instants, clipped to them, oldest first. */
	stretches(fromMs: number, toMs: number): Stretch[] {
		const found: Stretch[] = [];
		// A local day can begin 14 hours before its date does in UTC and end 12 hours after.
		const last = Math.floor(toMs / DAY) + 1;
		for (let day = Math.floor(fromMs / DAY) - 1; day <= last; day += 1)
			for (const { from, to } of this.#day(day)) {
				const clipped = { from: Math.max(from, fromMs), to: Math.min(to, toMs) };
				if (clipped.from < clipped.to) found.push(clipped);
			}
		return found;
	}

	/** Working time between two instants, in ms; 0 when they are in the wrong order. */
	between(fromMs: number, toMs: number): number {
		return this.stretches(fromMs, toMs).reduce((sum, { from, to }) => sum + (to - from), 0);
	}

	/** The instant at which `workMs` of working time have passed since `fromMs`; null if never. */
	after(fromMs: number, workMs: number): number | null {
		let left = workMs;
		const first = Math.floor(fromMs / DAY) - 1;
		for (let day = first; day < first + HORIZON_DAYS; day += 1)
			for (const { from, to } of this.#day(day)) {
				const begin = Math.max(from, fromMs);
				if (begin >= to) continue;
				if (to - begin >= left) return begin + left;
				left -= to - begin;
			}
		return null;
	}

	/** The stretches of the local date that is `day` days after 1 January 1970. */
	#day(day: number): readonly Stretch[] {
		const known = this.#days.get(day);
		if (known !== undefined) return known;
		const utc = day * DAY;
		// 1 January 1970 was a Thursday; the week begins on Monday.
		const weekday = (((day + 3) % 7) + 7) % 7;
		const date = new Date(utc).toISOString().slice(0, 10);
		const windows = this.#holidays.get(date) ?? this.#calendar.week[weekday] ?? [];
		const stretches = windows
			.map(({ from, to }) => ({
				from: this.#instant(utc + from * MINUTE),
				to: this.#instant(utc + to * MINUTE)
			}))
			.filter(({ from, to }) => from < to);
		this.#days.set(day, stretches);
		return stretches;
	}

	/** The instant at which local clocks show `localMs`, read as if it were UTC. */
	#instant(localMs: number): number {
		const before = this.#offsets(localMs - DAY);
		const after = this.#offsets(localMs + DAY);
		const early = localMs - before;
		if (before === after || this.#offsets(early) === before) return early;
		const late = localMs - after;
		return this.#offsets(late) === after ? late : early;
	}
}
