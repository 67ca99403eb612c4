import type { VisitWindow } from '#lib/domain/visits/visit-fields.ts';

const two = (value: number): string => String(value).padStart(2, '0');

interface Hours {
	readonly day: string;
	readonly from: string;
	readonly to: string;
}

const dayOf = (date: Date): string =>
	`${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const timeOf = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`;

/** Tomorrow morning, as fields of dates and times write it. */
export function usualHours(nowMs: number): Hours {
	const day = new Date(nowMs);
	day.setDate(day.getDate() + 1);
	return { day: dayOf(day), from: '09:00', to: '11:00' };
}

/** A window as such fields write it. */
export function hoursOf({ from, to }: VisitWindow): Hours {
	const [begin, end] = [new Date(from), new Date(to)];
	return { day: dayOf(begin), from: timeOf(begin), to: timeOf(end) };
}

/** A day and its hours as fields write them, by the clock here; undefined when they make no window. */
export function hoursIn({ day, from, to }: Hours): VisitWindow | undefined {
	const [begin, end] = [from, to].map((time) => new Date(`${day}T${time}`).getTime());
	return begin !== undefined && end !== undefined && begin < end
		? { from: begin, to: end }
		: undefined;
}
