import { lastCountedMs } from '#lib/domain/metrics/samples.ts';
import type { ReportedTicket } from '#lib/domain/metrics/reported-ticket.ts';
import type { Database } from '../sqlite.ts';
import type { LogRow } from './org-store.ts';
import { toReportedTicket } from './report-ticket.decode.ts';

/** What is kept of a ticket; it grows with the code, and what is older is read anew. */
const SHAPE = 3;

/** The changes that reports look at. */
const TYPES = [
	'ticket.create',
	'ticket.field',
	'ticket.take',
	'ticket.assign',
	'ticket.transfer',
	'ticket.state',
	'ticket.approve',
	'ticket.reject',
	'ticket.merge',
	'ticket.unmerge',
	'ticket.remove',
	'ticket.rate',
	'ticket.seen',
	'message.add'
];

/** A ticket and whether what is kept of it is what its thread says now. */
export interface Kept {
	readonly target: string;
	/** The revision of its thread. */
	readonly rev: number;
	readonly isFresh: 0 | 1;
}

/** Of which tickets to read what is kept. */
export interface Wanted {
	/** From one target to another, both included. */
	readonly first: string;
	readonly last: string;
	/** Nothing that was made from then on, or that counted for the last time before. */
	readonly beforeMs: number;
	readonly sinceMs: number;
}

/** What is kept of a ticket, as text until it is wanted. */
export interface StoredTicket {
	readonly target: string;
	readonly team: string;
	readonly facts: string;
}

/** The SQL of what reports know of tickets. */
export function createReportStore(database: Database) {
	const stmts = {
		page: database.prepare<[number, string, number], Kept>(
			`SELECT t.target, t.rev, kept.rev IS t.rev AND kept.shape IS ? AS isFresh
			FROM threads AS t LEFT JOIN report_tickets AS kept ON kept.target = t.target
			WHERE t.target > ? AND t.target < 'ticket/' ORDER BY t.target LIMIT ?`
		),
		changes: database.prepare<[string, string, number], LogRow>(
			`SELECT * FROM changes WHERE target = ? AND at > ? AND refusal IS NULL
				AND type IN (${TYPES.map((type) => `'${type}'`).join(', ')}) ORDER BY at LIMIT ?`
		),
		keep: database.prepare<object>(
			`INSERT OR REPLACE INTO report_tickets
				(target, rev, shape, team, created_ms, last_ms, facts)
			VALUES (@target, @rev, ${SHAPE}, @team, @createdMs, @lastMs, @facts)`
		),
		read: database.prepare<object, StoredTicket>(
			`SELECT target, team, facts FROM report_tickets WHERE target BETWEEN @first AND @last
				AND created_ms < @beforeMs AND (last_ms IS NULL OR last_ms >= @sinceMs)`
		),
		clear: database.prepare('DELETE FROM report_tickets')
	};

	return {
		/** The next tickets after one, in the order of their targets. */
		page: (after: string, limit: number): Kept[] => stmts.page.all(SHAPE, after, limit),
		/** The next accepted changes of a ticket after a stamp that reports look at, oldest first. */
		changes: (target: string, after: string, limit: number): LogRow[] =>
			stmts.changes.all(target, after, limit),
		/** Keeps what was read of tickets, all of them or none. */
		keep: database.transaction(
			(read: readonly (readonly [Kept, ReportedTicket])[]) =>
				void read.forEach(([{ target, rev }, ticket]) => {
					const { team, service } = ticket;
					const facts = JSON.stringify(ticket);
					const lastMs = lastCountedMs(ticket);
					stmts.keep.run({ target, rev, team, createdMs: service.createdMs, lastMs, facts });
				})
		),
		/** What is kept of tickets, as text until it is wanted. */
		stored: (wanted: Wanted): StoredTicket[] => stmts.read.all(wanted),
		ticket: ({ facts }: StoredTicket): ReportedTicket => toReportedTicket(facts),
		clear: () => stmts.clear.run()
	};
}

export type ReportStore = ReturnType<typeof createReportStore>;
