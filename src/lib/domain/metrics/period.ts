import type { Catalogue } from '../catalogue/catalogue.ts';
import { localDays } from '../query/days.ts';
import { offsetsOf } from '../time-zone.ts';

/** A stretch of time, ms since 1970, `fromMs` included, `toMs` not. */
export interface Period {
	readonly fromMs: number;
	readonly toMs: number;
}

/** Whole days, both included, as `YYYY-MM-DD`. */
export interface DayRange {
	readonly from: string;
	readonly to: string;
}

const DAY = 86_400_000;
const HOUR = DAY / 24;
const QUARTER = HOUR / 4;
/** Longest that a report looks back at once: three years. */
export const MOST_DAYS = 1_100;

/** The time zone of an organisation: that of its first calendar; undefined where it has none. */
export function deskTimeZone(catalogue: Catalogue): string | undefined {
	return catalogue.current('calendar')[0]?.timeZone;
}

/** The number of a day since 1970-01-01; undefined for what is no day of the Gregorian calendar. */
export function dayNumber(text: string): number | undefined {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
	const ms = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(ms) && dayText(ms / DAY) === text ? ms / DAY : undefined;
}

/** `YYYY-MM-DD` of a day by its number. */
export function dayText(day: number): string {
	return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The number of the day that it is at an instant in a time zone. */
export function dayAt(ms: number, timeZone: string): number {
	return localDays(timeZone, ms).today;
}

/**
 * The period that days of a time zone make, up to now at most, and the one just before that is as
 * long: as many days earlier, and of a day that is not over as much of it.
 */
export function periodsOf(
	{ from, to }: { readonly from: number; readonly to: number },
	timeZone: string,
	nowMs: number
): { readonly period: Period; readonly before: Period } {
	const days = localDays(timeZone, nowMs);
	const last = Math.max(from, Math.min(to, days.today));
	const fromMs = days.startOf(from);
	const toMs = Math.max(fromMs, Math.min(days.startOf(last + 1), nowMs));
	const beforeMs = days.startOf(from - (last - from + 1));
	return {
		period: { fromMs, toMs },
		before: { fromMs: beforeMs, toMs: Math.min(fromMs, beforeMs + (toMs - fromMs)) }
	};
}

/** Whether an instant lies in a period; its end is not part of it. */
export const isWithin = ({ fromMs, toMs }: Period, ms: number): boolean =>
	ms >= fromMs && ms < toMs;

/** Reads the hour of the day that clocks of a time zone show at an instant. */
export function hourReader(timeZone: string): (ms: number) => number {
	const offsetAt = offsetsOf(timeZone);
	return (ms) => Math.floor(((ms + offsetAt(ms)) % DAY) / HOUR);
}

/**
 * How often each hour of the day lies in a period: on the day on which clocks go forward one hour is
 * not there, on the day on which they go back one is there twice. Parts of an hour count as parts.
 */
export function hoursIn({ fromMs, toMs }: Period, timeZone: string): number[] {
	const often = Array.from({ length: 24 }, () => 0);
	const hourAt = hourReader(timeZone);
	const offsetAt = offsetsOf(timeZone);
	const add = (hour: number, hours: number) => {
		often[hour] = (often[hour] ?? 0) + hours;
	};
	let ms = fromMs;
	while (ms < toMs) {
		// A day without a change of the clocks has each hour once, and need not be walked through.
		if (ms + DAY <= toMs && offsetAt(ms) === offsetAt(ms + DAY)) {
			for (let hour = 0; hour < 24; hour += 1) add(hour, 1);
			ms += DAY;
		} else {
			const next = Math.min(toMs, (Math.floor(ms / QUARTER) + 1) * QUARTER);
			add(hourAt(ms), (next - ms) / HOUR);
			ms = next;
		}
	}
	return often;
}
