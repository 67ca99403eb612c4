import type { VisitWindow } from '#lib/domain/visits/visit-fields.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** The day after, as a date field writes it. */
export function tomorrow(nowMs: number): string {
	const day = new Date(nowMs);
	day.setDate(day.getDate() + 1);
	return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** A day and its hours as fields write them, by the clock here; undefined when they make no window. */
export function hoursIn({
	day,
	from,
	to
}: {
	readonly day: string;
	readonly from: string;
	readonly to: string;
}): VisitWindow | undefined {
	const [begin, end] = [from, to].map((time) => new Date(`${day}T${time}`).getTime());
	return begin !== undefined && end !== undefined && begin < end
		? { from: begin, to: end }
		: undefined;
}
