import type { ReportedTicket } from '#lib/domain/metrics/reported-ticket.ts';

/** Reads what this code wrote of a ticket. */
export const toReportedTicket = (facts: string): ReportedTicket =>
	JSON.parse(facts) as ReportedTicket;
