import { dayAt, dayText } from '#lib/domain/metrics/period.ts';
import type { TicketReport } from '#lib/domain/metrics/ticket-report.ts';

/** The terms of the search for whose tickets a row counts. */
export interface Whose {
	readonly team?: string | null;
	/** A person's id, `none`, or `me`. */
	readonly assignee?: string;
}

const terms = ({ team, assignee }: Whose): string[] => [
	...(team ? [`team:${team}`] : []),
	...(assignee === undefined ? [] : [`assignee:${assignee}`])
];

const searchHref = (query: readonly string[]): string =>
	`/search?${new URLSearchParams({ q: query.join(' ') }).toString()}`;

/** The days that a report covers, by its time zone, both included. */
export function daysIn({ period, timeZone }: Pick<TicketReport, 'period' | 'timeZone'>): {
	readonly from: number;
	readonly to: number;
} {
	const from = dayAt(period.fromMs, timeZone);
	return { from, to: Math.max(from, dayAt(period.toMs - 1, timeZone)) };
}

/** The search for the tickets that were made in the period of a report. */
export function createdHref(report: TicketReport, whose: Whose): string {
	const { from, to } = daysIn(report);
	const days = from === to ? dayText(from) : `${dayText(from)}..${dayText(to)}`;
	return searchHref([...terms(whose), `created:${days}`]);
}

/** The search for what is open; undefined for a period that is over, of which nothing can be asked. */
export function backlogHref(report: TicketReport, whose: Whose): string | undefined {
	const { period, asOfMs } = report;
	return period.toMs < asOfMs ? undefined : searchHref([...terms(whose), 'is:unsolved']);
}
