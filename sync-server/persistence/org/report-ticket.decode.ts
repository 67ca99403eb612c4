import type { ReadOn, ReportedTicket } from '#lib/domain/metrics/reported-ticket.ts';

/** Reads what this code wrote of a ticket. */
export const toReportedTicket = (facts: string): ReportedTicket =>
	JSON.parse(facts) as ReportedTicket;

/** Reads how this code goes on with a ticket. */
export const toReadOn = (text: string): ReadOn => JSON.parse(text) as ReadOn;

/** How far reports have come: which shape the facts have, and up to where in the log they were read. */
export interface ReportPosition {
	readonly shape: number;
	readonly seq: number;
	/** While all tickets are read anew: the last of them that was. */
	readonly rebuiltTo: string | null;
}

export const toPosition = (text: string): ReportPosition => JSON.parse(text) as ReportPosition;
