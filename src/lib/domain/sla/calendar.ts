import {
	bad,
	good,
	integer,
	list,
	matching,
	text,
	type DecodedBy,
	type Decoder
} from '../schema.ts';
import { object } from '../object.decode.ts';

/** Minutes from local midnight; 1440 is the end of the day. */
const minute = integer(0, 1440);

const window = object({ from: minute, to: minute });
/** A stretch of a local day in which work is done, `from` included, `to` not. */
export type Window = DecodedBy<typeof window>;

/** The windows of one day: in order, none empty, none overlapping. */
const windows: Decoder<readonly Window[]> = (value) => {
	const decoded = list(window, 12)(value);
	if (!decoded.ok) return decoded;
	let end = -1;
	for (const [index, { from, to }] of decoded.value.entries()) {
		if (to <= from) return bad('must end after it begins', String(index));
		if (from < end) return bad('overlaps the one before', String(index));
		end = to;
	}
	return good(decoded.value);
};

const week: Decoder<readonly (readonly Window[])[]> = (value) => {
	const decoded = list(windows, 7)(value);
	if (!decoded.ok) return decoded;
	return decoded.value.length === 7 ? decoded : bad('must have seven days');
};

function isTimeZone(value: unknown): value is string {
	if (typeof value !== 'string' || value.length > 60) return false;
	try {
		new Intl.DateTimeFormat('en', { timeZone: value });
		return true;
	} catch {
		return false;
	}
}

/** A date of the Gregorian calendar, `YYYY-MM-DD`. */
function isDate(value: unknown): value is string {
	if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
	const ms = Date.parse(`${value}T00:00:00Z`);
	return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value);
}

/** The parts of a calendar's definition: when work is done, by local time. */
export const calendar = {
	/** IANA name, such as `Europe/Berlin`. */
	timeZone: matching(isTimeZone, 'must be a time zone'),
	/** Seven days, Monday first. */
	week,
	/** Days that differ from the week: none or other windows. */
	holidays: list(
		object({ date: matching(isDate, 'must be a date'), name: text(0, 80), windows }),
		400
	)
} as const;

/** When work is done. */
export interface Calendar {
	readonly timeZone: string;
	readonly week: readonly (readonly Window[])[];
	readonly holidays: readonly { readonly date: string; readonly windows: readonly Window[] }[];
}

/** Around the clock, every day. */
export const ALWAYS: Calendar = {
	timeZone: 'UTC',
	week: Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]),
	holidays: []
};
