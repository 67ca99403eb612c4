import { formatDuration } from '#lib/ui/format.svelte.ts';

/** Minutes as people read them. */
export function durationWords(minutes: number): string {
	return formatDuration(minutes * 60_000);
}

/** `HH:MM` of minutes since midnight; the end of the day is `24:00`. */
export function clockOf(minutes: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Minutes since midnight of `H:MM`; undefined when it is no time of day. */
export function minutesOf(clock: string): number | undefined {
	const match = /^(\d{1,2}):(\d{2})$/.exec(clock.trim());
	const [hours, minutes] = [Number(match?.[1]), Number(match?.[2])];
	const total = hours * 60 + minutes;
	return match !== null && minutes < 60 && total <= 1440 ? total : undefined;
}

/** The windows of a day as written: `09:00–12:00, 13:00–17:00`. */
export function windowsText(windows: readonly { from: number; to: number }[]): string {
	return windows.map(({ from, to }) => `${clockOf(from)}–${clockOf(to)}`).join(', ');
}

/** At most so many stretches of work in a day. */
const MOST_WINDOWS = 12;

/** Reads the windows of a day, in any order; undefined when they are not written like that, or overlap. */
export function readWindows(text: string): { from: number; to: number }[] | undefined {
	if (text.trim() === '') return [];
	const windows = text.split(',').map((part) => {
		const [from, to] = part.split(/[–—-]/).map(minutesOf);
		return from !== undefined && to !== undefined && from < to ? { from, to } : undefined;
	});
	const known = windows.filter((window) => window !== undefined).sort((a, b) => a.from - b.from);
	const isApart = known.every(
		({ from }, index) => index === 0 || from >= (known[index - 1]?.to ?? 0)
	);
	const isWhole = known.length === windows.length && known.length <= MOST_WINDOWS;
	return isWhole && isApart ? known : undefined;
}
