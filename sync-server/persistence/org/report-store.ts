import { lastCountedMs } from '#lib/domain/metrics/samples.ts';
import type { ReadOn, ReportedTicket } from '#lib/domain/metrics/reported-ticket.ts';
import type { Database } from '../sqlite.ts';
import type { LogRow } from './org-store.ts';
import {
	toPosition,
	toReadOn,
	toReportedTicket,
	type ReportPosition
} from './report-ticket.decode.ts';

/** What is kept of a ticket; it grows with the code, and what is older is read anew. */
export const REPORT_SHAPE = 5;

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
const TYPES_READ: ReadonlySet<string> = new Set(TYPES);

/** Whether a row of the log may say something that reports tell. */
export const isReported = ({ type, target, refusal }: LogRow): boolean =>
	refusal === null && target.startsWith('ticket.') && TYPES_READ.has(type);

/** How far a ticket was read: up to which row of the log, and the newest stamp of those. */
interface Place {
	readonly seq: number;
	readonly at: string;
}

/** What is known of a ticket, and how to read on. */
export interface ReadTicket extends Place {
	readonly ticket: ReportedTicket;
	readonly readOn: ReadOn;
}

/** Nothing that was made from `beforeMs` on, or that counted for the last time before `sinceMs`. */
export interface Bounds {
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
		position: database.prepare<[], { value: string }>(
			"SELECT value FROM meta WHERE key = 'reports'"
		),
		setPosition: database.prepare(
			`INSERT INTO meta (key, value) VALUES ('reports', ?)
			ON CONFLICT DO UPDATE SET value = excluded.value`
		),
		forget: database.prepare("DELETE FROM meta WHERE key = 'reports'"),
		clear: database.prepare('DELETE FROM report_tickets'),
		targets: database.prepare<[string, number], { target: string }>(
			`SELECT target FROM threads WHERE target > ? AND target < 'ticket/' ORDER BY target LIMIT ?`
		),
		count: database.prepare<[string], { tickets: number }>(
			`SELECT count(*) AS tickets FROM threads WHERE target >= 'ticket.' AND target <= ?`
		),
		changes: database.prepare<[string, string, number], LogRow>(
			`SELECT * FROM changes WHERE target = ? AND at > ? AND refusal IS NULL
				AND type IN (${TYPES.map((type) => `'${type}'`).join(', ')}) ORDER BY at LIMIT ?`
		),
		known: database.prepare<[string], { seq: number; at: string; facts: string; read_on: string }>(
			'SELECT seq, at, facts, read_on FROM report_tickets WHERE target = ?'
		),
		keep: database.prepare<object>(
			`INSERT OR REPLACE INTO report_tickets
				(target, team, created_ms, last_ms, seq, at, facts, read_on)
			VALUES (@target, @team, @createdMs, @lastMs, @seq, @at, @facts, @readOn)`
		),
		read: database.prepare<[string, number, number, number], StoredTicket>(
			`SELECT target, team, facts FROM report_tickets WHERE target > ?
				AND created_ms < ? AND (last_ms IS NULL OR last_ms >= ?) ORDER BY target LIMIT ?`
		)
	};
	const setPosition = (position: ReportPosition) => stmts.setPosition.run(JSON.stringify(position));

	return {
		/** How far the facts have come; undefined where there are none yet. */
		position: (): ReportPosition | undefined => {
			const value = stmts.position.get()?.value;
			return value === undefined ? undefined : toPosition(value);
		},
		/** The next tickets after one, in the order of their targets. */
		targets: (after: string, limit: number): string[] =>
			stmts.targets.all(after, limit).map(({ target }) => target),
		/** How many tickets there are up to one. */
		count: (upTo: string): number => stmts.count.get(upTo)?.tickets ?? 0,
		/** The next accepted changes of a ticket after a stamp that reports look at, oldest first. */
		changes: (target: string, after: string, limit: number): LogRow[] =>
			stmts.changes.all(target, after, limit),
		known: (target: string): ReadTicket | undefined => {
			const row = stmts.known.get(target);
			if (row === undefined) return undefined;
			const { seq, at, facts, read_on: readOn } = row;
			return { seq, at, ticket: toReportedTicket(facts), readOn: toReadOn(readOn) };
		},
		/** Keeps what was read of tickets and how far that is, in place of all before if it `isNew`. */
		keep: database.transaction(
			(
				read: Iterable<readonly [target: string, read: ReadTicket]>,
				position: ReportPosition,
				isNew: boolean
			) => {
				if (isNew) stmts.clear.run();
				for (const [target, { ticket, readOn, seq, at }] of read)
					stmts.keep.run({
						...{ target, seq, at, team: ticket.team, createdMs: ticket.service.createdMs },
						lastMs: lastCountedMs(ticket),
						facts: JSON.stringify(ticket),
						readOn: JSON.stringify(readOn)
					});
				setPosition(position);
			}
		),
		/** What is kept of the next tickets after one, as text until it is wanted. */
		stored: (after: string, { beforeMs, sinceMs }: Bounds, limit: number): StoredTicket[] =>
			stmts.read.all(after, beforeMs, sinceMs, limit),
		ticket: ({ facts }: StoredTicket): ReportedTicket => toReportedTicket(facts),
		clear: () => {
			stmts.clear.run();
			stmts.forget.run();
		}
	};
}

export type ReportStore = ReturnType<typeof createReportStore>;
