import { locale } from './messages.svelte.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

// Making an Intl formatter costs far more than using one; a list formats hundreds of times.
const dateFormats: Record<string, Intl.DateTimeFormat> = {};

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = locale.tag + JSON.stringify(options);
	return (dateFormats[key] ??= new Intl.DateTimeFormat(locale.tag, options));
}

const numberFormats: Record<string, Intl.NumberFormat> = {};

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
	const key = locale.tag + JSON.stringify(options);
	return (numberFormats[key] ??= new Intl.NumberFormat(locale.tag, options));
}

function inZone(zone: string | undefined): Intl.DateTimeFormatOptions {
	return zone === undefined ? {} : { timeZone: zone };
}

/** `14:02` */
export function formatTime(ms: number, zone?: string): string {
	return dateFormat({
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
		...inZone(zone)
	}).format(ms);
}

/** `14:02:07` */
export function formatExactTime(ms: number, zone?: string): string {
	return dateFormat({ timeStyle: 'medium', hourCycle: 'h23', ...inZone(zone) }).format(ms);
}

/** `21 Nov 2026` */
export function formatDate(ms: number, zone?: string): string {
	return dateFormat({ day: 'numeric', month: 'short', year: 'numeric', ...inZone(zone) }).format(
		ms
	);
}

/** `Saturday, 21 November 2026, 14:02`: what hovering a relative time shows. */
export function formatFull(ms: number, zone?: string): string {
	const day = dateFormat({ dateStyle: 'full', ...inZone(zone) }).format(ms);
	return `${day}, ${formatTime(ms, zone)}`;
}

/** The name of a day of the week, Monday being 0. */
export function formatWeekday(day: number): string {
	// 5 January 1970 was a Monday.
	return dateFormat({ weekday: 'long', timeZone: 'UTC' }).format((4 + day) * dayMs);
}

// Rows that scroll ask for the same moments again and again; what they say holds for a day.
let shorts: Record<number, string> = {};
let shortsHold = '';
let lastNow = { ms: NaN, zone: '', tag: '', day: '' };

function dayOf(ms: number, zone: string | undefined): string {
	return dateFormat({ dateStyle: 'short', ...inZone(zone) }).format(ms);
}

function today(ms: number, zone = ''): string {
	const { tag } = locale;
	if (lastNow.ms !== ms || lastNow.zone !== zone || lastNow.tag !== tag)
		lastNow = { ms, zone, tag, day: dayOf(ms, zone || undefined) };
	return lastNow.day;
}

/** The shortest that is clear in a list: `14:02` today, `21 Nov` this year, else `21 Nov 2025`. */
export function formatShort(ms: number, now: number, zone?: string): string {
	const day = today(now, zone);
	const hold = `${locale.tag} ${zone} ${day}`;
	if (hold !== shortsHold) shorts = {};
	shortsHold = hold;
	return (shorts[ms] ??= writtenShort(ms, now, day, zone));
}

function writtenShort(ms: number, now: number, day: string, zone: string | undefined): string {
	if (dayOf(ms, zone) === day) return formatTime(ms, zone);
	if (Math.abs(now - ms) > 300 * dayMs) return formatDate(ms, zone);
	return dateFormat({ day: 'numeric', month: 'short', ...inZone(zone) }).format(ms);
}

/** `5 minutes ago`, `in 2 days`; beyond a week the date. */
export function formatRelative(ms: number, now: number, style: 'long' | 'narrow' = 'long'): string {
	const delta = ms - now;
	const distance = Math.abs(delta);
	if (distance > 7 * dayMs) return formatDate(ms);
	const relative = new Intl.RelativeTimeFormat(locale.tag, { numeric: 'auto', style });
	if (distance < minuteMs) return relative.format(0, 'second');
	if (distance < hourMs) return relative.format(Math.trunc(delta / minuteMs), 'minute');
	if (distance < dayMs) return relative.format(Math.trunc(delta / hourMs), 'hour');
	return relative.format(Math.trunc(delta / dayMs), 'day');
}

/** A length of time in its two largest units: `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
	const total = Math.max(0, ms);
	const days = Math.floor(total / dayMs);
	const hours = Math.floor((total % dayMs) / hourMs);
	const minutes = Math.floor((total % hourMs) / minuteMs);
	const unit = (value: number, name: 'day' | 'hour' | 'minute') =>
		numberFormat({ style: 'unit', unit: name, unitDisplay: 'narrow' }).format(value);
	if (days > 0) return [unit(days, 'day'), ...(hours > 0 ? [unit(hours, 'hour')] : [])].join(' ');
	if (hours > 0)
		return [unit(hours, 'hour'), ...(minutes > 0 ? [unit(minutes, 'minute')] : [])].join(' ');
	return unit(minutes, 'minute');
}

/** A length of time to the second, so that a column of them adds up: `3:59:40`. */
export function formatExactDuration(ms: number): string {
	const total = Math.round(ms / 1000);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${Math.floor(total / 3600)}:${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
}

export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
	return numberFormat(options).format(value);
}

/** `3.4 MB`, in powers of 1,000 as systems show sizes. */
export function formatBytes(bytes: number): string {
	const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), byteUnits.length - 1);
	const options = {
		style: 'unit',
		unit: byteUnits[power] ?? 'byte',
		unitDisplay: 'short'
	} as const;
	return formatNumber(bytes / 1000 ** power, {
		...options,
		maximumFractionDigits: power > 1 ? 1 : 0
	});
}

/** `Ann, Ben and Cem` */
export function formatList(items: readonly string[]): string {
	return new Intl.ListFormat(locale.tag, { type: 'conjunction' }).format(items);
}
