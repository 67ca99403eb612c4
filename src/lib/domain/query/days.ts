import { offsetsOf } from '../time-zone.ts';
import { NONE } from './query.ts';

/** A local day of the Gregorian calendar, as its number since 1970-01-01. */
type Day = number;

/** What a date in a query names: the days from `from` up to but not including `to`, given today. */
export type Days = (today: Day) => { readonly from: Day; readonly to: Day };

const DAY_MS = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30 };
const NAMED: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };
const AROUND = /^([+-])(\d{1,4})([dwm])$/;
const WRITTEN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/**
 * Reads a date: `2026-03-14`, `2026-03`, `2026`, `today`, `yesterday`, `tomorrow`, so many days,
 * weeks or months of thirty days ago or from now (`-7d`, `+2w`), two of these with `..` between
 * them, or `none`. Undefined when it is none of these.
 */
export function readDays(text: string): Days | 'none' | undefined {
	if (text === NONE) return 'none';
	const dots = text.indexOf('..');
	if (dots === -1) return readOne(text);
	const [first, last] = [readOne(text.slice(0, dots)), readOne(text.slice(dots + 2))];
	if (first === undefined || last === undefined) return undefined;
	return (today) => ({ from: first(today).from, to: last(today).to });
}

function readOne(text: string): Days | undefined {
	const named = Object.hasOwn(NAMED, text) ? NAMED[text] : undefined;
	if (named !== undefined) return (today) => ({ from: today + named, to: today + named + 1 });
	const [, sign, many = '', unit = ''] = AROUND.exec(text) ?? [];
	if (sign !== undefined) {
		const days = Number(many) * (UNITS[unit] ?? 1) * (sign === '-' ? -1 : 1);
		return (today) => ({ from: today + days, to: today + days + 1 });
	}
	return readWritten(text);
}

function readWritten(text: string): Days | undefined {
	const [, year, month, date] = WRITTEN.exec(text) ?? [];
	if (year === undefined) return undefined;
	const from = dayOf(Number(year), Number(month ?? 1), Number(date ?? 1));
	if (from === undefined) return undefined;
	const [y, m] = [Number(year), Number(month ?? 1)];
	const to =
		date !== undefined ? from + 1 : month !== undefined ? firstOf(y, m + 1) : firstOf(y + 1, 1);
	return () => ({ from, to });
}

const firstOf = (year: number, month: number): Day => Date.UTC(year, month - 1, 1) / DAY_MS;

function dayOf(year: number, month: number, date: number): Day | undefined {
	const day = new Date(Date.UTC(year, month - 1, date));
	// A date that is not there lies in another month.
	const isReal = year >= 1970 && day.getUTCMonth() === month - 1;
	return isReal ? day.getTime() / DAY_MS : undefined;
}

/** The days of one place: which it is now, and when each begins. */
export interface LocalDays {
	readonly today: Day;
	/** The instant at which a day begins, ms since 1970. */
	readonly startOf: (day: Day) => number;
}

/** The days of an IANA time zone. */
export function localDays(timeZone: string, nowMs: number): LocalDays {
	const offset = offsetsOf(timeZone);
	return {
		today: Math.floor((nowMs + offset(nowMs)) / DAY_MS),
		startOf: (day) => {
			const local = day * DAY_MS;
			const first = local - offset(local);
			const second = local - offset(first);
			// Where the clocks skip midnight, the day begins with its first instant.
			return second + offset(second) >= local ? second : first;
		}
	};
}
