import { TicketReading, type ReportedTicket } from '#lib/domain/metrics/reported-ticket.ts';
import {
	TicketTally,
	type ReportQuestion,
	type TicketReport
} from '#lib/domain/metrics/ticket-report.ts';
import { outcomesOf } from '#lib/domain/sla/outcomes.ts';
import type { Kept, StoredTicket } from '../persistence/org/report-store.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { readLogRow } from '../pipeline/record.ts';

/** Tickets that are looked at together. */
const PAGE = 200;
/** Changes of one ticket that are read at a time: a long one must not hold up others either. */
const CHANGES = 100;

export interface TeamsQuestion extends ReportQuestion {
	/** Only tickets that are in one of these teams now. */
	readonly teams: ReadonlySet<string>;
}

/** Lets others have their turn when this one has taken long enough. */
export type Breathe = () => Promise<void> | undefined;

/**
 * Counts the tickets of teams, of whatever age. What counts of a ticket is read from its changes once
 * and kept; only tickets that have changed since are read again. It works piece by piece, and asks
 * `breathe` after each of them.
 */
export async function ticketReport(
	unit: OrgUnit,
	question: TeamsQuestion,
	breathe: Breathe
): Promise<TicketReport> {
	const { levels } = unit.world.directory;
	const tally = new TicketTally(question);
	const { period, before, nowMs } = question;
	const bounds = { beforeMs: period.toMs, sinceMs: before.fromMs };
	let after = 'ticket.';
	for (;;) {
		const page = unit.reports.page(after, PAGE);
		const [first, last] = [page[0], page.at(-1)];
		if (first === undefined || last === undefined) return tally.report;
		const anew = await readAnew(unit, page, breathe);
		const stored = unit.reports.stored({ first: first.target, last: last.target, ...bounds });
		for (const ticket of ticketsOf(unit, { stored, anew, teams: question.teams })) {
			tally.add(ticket, outcomesOf(levels, ticket, ticket.answers, nowMs));
			await breathe();
		}
		after = last.target;
	}
}

type ReadAnew = ReadonlyMap<string, ReportedTicket>;

interface Known {
	readonly stored: readonly StoredTicket[];
	readonly anew: ReadAnew;
	readonly teams: ReadonlySet<string>;
}

/** What was read a moment ago counts, whether it could be kept or not. */
function* ticketsOf(unit: OrgUnit, { stored, anew, teams }: Known): Generator<ReportedTicket> {
	for (const ticket of anew.values()) if (teams.has(ticket.team)) yield ticket;
	for (const one of stored)
		if (teams.has(one.team) && !anew.has(one.target)) yield unit.reports.ticket(one);
}

/** Reads the tickets anew that have changed since they were read. */
async function readAnew(unit: OrgUnit, page: readonly Kept[], breathe: Breathe): Promise<ReadAnew> {
	const anew = new Map<string, ReportedTicket>();
	const read: [Kept, ReportedTicket][] = [];
	for (const kept of page) {
		if (kept.isFresh === 1) continue;
		const ticket = await readTicket(unit, kept.target, breathe);
		if (ticket === undefined) continue;
		anew.set(kept.target, ticket);
		read.push([kept, ticket]);
	}
	if (read.length > 0 && unit.trouble === undefined) unit.reports.keep(read);
	await breathe();
	return anew;
}

async function readTicket(
	unit: OrgUnit,
	target: string,
	breathe: Breathe
): Promise<ReportedTicket | undefined> {
	const reading = new TicketReading();
	let after = '';
	for (;;) {
		const rows = unit.reports.changes(target, after, CHANGES);
		for (const row of rows) {
			const { typed } = readLogRow(row);
			if (typed !== undefined) reading.take(typed);
		}
		await breathe();
		after = rows.at(-1)?.at ?? '';
		if (rows.length < CHANGES) return reading.ticket;
	}
}

/** Work goes on for so long before others have their turn. */
const TURN_MS = 8;

/** Breathes once a turn has taken long, by a clock that counts ms. */
export function turns(nowMs: () => number): Breathe {
	let sinceMs = nowMs();
	return () => {
		if (nowMs() - sinceMs < TURN_MS) return undefined;
		return new Promise((resolve) =>
			setImmediate(() => {
				sinceMs = nowMs();
				resolve();
			})
		);
	};
}
