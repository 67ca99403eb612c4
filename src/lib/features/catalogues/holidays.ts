import type { DefinitionOf } from '#lib/domain/catalogue/definitions.ts';
import { readWindows, windowsText } from './minutes.ts';

type Holidays = DefinitionOf<'calendar'>['holidays'];

/** Holidays as written: one a line, `2027-12-24 09:00–12:00 Christmas Eve`; without times it is off. */
export function holidaysText(holidays: Holidays): string {
	return holidays
		.map(({ date, name, windows }) =>
			[date, windowsText(windows).replaceAll(' ', ''), name].filter(Boolean).join(' ')
		)
		.join('\n');
}

/** At most so many days of which a calendar says that they differ. */
export const MOST_HOLIDAYS = 400;

/** Reads what is written like that, or with `24.12.2027`; undefined when a line is not, or there are too many. */
export function readHolidays(text: string): Holidays | undefined {
	const lines = text.split('\n').map((line) => withYearFirst(line.trim()));
	const read = lines.filter(Boolean).map(readHoliday);
	const known = read.filter((holiday) => holiday !== undefined);
	return known.length === read.length && read.length <= MOST_HOLIDAYS ? known : undefined;
}

/** With dots the day comes first wherever dates are written like that. */
const withYearFirst = (line: string): string =>
	line.replace(
		/^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?=\s|$)/,
		(_date, day: string, month: string, year: string) =>
			`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
	);

function readHoliday(line: string): Holidays[number] | undefined {
	const match = /^(\d{4}-\d{2}-\d{2})(?:\s+(\d[\d:,–—-]*))?(?:\s+(.*))?$/.exec(line);
	const windows = readWindows(match?.[2] ?? '');
	const [date, ms] = [match?.[1], Date.parse(`${match?.[1]}T00:00:00Z`)];
	if (date === undefined || windows === undefined || Number.isNaN(ms)) return undefined;
	if (!new Date(ms).toISOString().startsWith(date)) return undefined;
	return { date, name: (match?.[3] ?? '').slice(0, 80), windows };
}
