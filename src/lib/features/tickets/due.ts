const two = (value: number) => String(value).padStart(2, '0');

/** A moment as a `datetime-local` field writes it, in the person's own zone. */
export function toFieldTime(ms: number | null): string {
	if (ms === null) return '';
	const at = new Date(ms);
	const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
	return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What such a field holds, in ms since 1970; null when it is empty. */
export function fromFieldTime(text: string): number | null {
	const ms = text === '' ? NaN : new Date(text).getTime();
	return Number.isNaN(ms) || ms < 0 ? null : ms;
}
