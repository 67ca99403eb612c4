import {
	TicketTally,
	type ReportQuestion,
	type TicketReport
} from '#lib/domain/metrics/ticket-report.ts';
import { outcomesOf } from '#lib/domain/sla/outcomes.ts';
import type { ServiceLevels } from '#lib/domain/sla/service-levels.ts';
import type { Breathe } from './breathe.ts';
import type { ReportFacts } from './report-facts.ts';

export interface TeamsQuestion extends ReportQuestion {
	/** Only tickets that are in one of these teams now. */
	readonly teams: ReadonlySet<string>;
	/** What was promised when. */
	readonly levels: ServiceLevels;
}

/** Counts the tickets of teams, of whatever age, and asks `breathe` after each. */
export async function ticketReport(
	facts: ReportFacts,
	question: TeamsQuestion,
	breathe: Breathe
): Promise<TicketReport> {
	const tally = new TicketTally(question);
	const { period, before, nowMs, teams, levels } = question;
	const bounds = { beforeMs: period.toMs, sinceMs: before.fromMs };
	for (const ticket of facts.tickets(bounds, (team) => teams.has(team))) {
		tally.add(ticket, outcomesOf(levels, ticket, ticket.answers, nowMs));
		await breathe();
	}
	return tally.report;
}
