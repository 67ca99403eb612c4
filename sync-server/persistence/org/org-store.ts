import type { Database } from '../sqlite.ts';
import { contactRows } from './contact-rows.ts';
import { deviceRows } from './device-rows.ts';
import { numberRows } from './number-rows.ts';
import { replyRows } from './reply-rows.ts';
import {
	toCell,
	toThread,
	type RegisterRow,
	type ThreadFacts,
	type ThreadRow
} from './thread-rows.decode.ts';
import type { Cell } from '#lib/domain/crdt/cells.ts';
import { NO_HISTORY } from '#lib/domain/sla/history.ts';
import type { Stamp } from '#lib/domain/stamp.ts';

/** A change as it stands in the log, bodies still as JSON text. */
export interface LogRow {
	readonly seq: number;
	readonly rev: number;
	readonly id: string;
	readonly type: string;
	readonly v: number;
	readonly target: string;
	readonly at: string;
	readonly saw: string;
	readonly body: string;
	readonly redo: string | null;
	readonly author: string;
	readonly device: string;
	readonly arrived_ms: number;
	readonly refusal: string | null;
	readonly detail: string | null;
	readonly assigned: string | null;
	readonly sent_at: string | null;
	readonly body_hash: Buffer;
	readonly chain: Buffer;
}

/** A change that waits for its target; `raw` is the change as sent, as JSON. */
export interface ParkedRow {
	readonly id: string;
	readonly target: string;
	readonly at: string;
	readonly raw: string;
	readonly author: string;
	readonly device: string;
	readonly arrived_ms: number;
}

/** The SQL of an organisation's log, registers and threads. */
export function createOrgStore(database: Database) {
	const stmts = {
		getMeta: database.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?'),
		setMeta: database.prepare(
			'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'
		),
		hasChange: database.prepare<[string], { refusal: string | null }>(
			'SELECT refusal FROM changes WHERE id = ?'
		),
		getChange: database.prepare<[string], LogRow>('SELECT * FROM changes WHERE id = ?'),
		hasStamp: database.prepare<[string], { id: string }>('SELECT id FROM changes WHERE at = ?'),
		refusedAt: database.prepare<[string], { saw: string }>(
			'SELECT saw FROM changes WHERE at = ? AND refusal IS NOT NULL'
		),
		rewrittenFrom: database.prepare<[string, string], { at: string }>(
			'SELECT at FROM changes WHERE sent_at = ? AND device = ?'
		),
		lastChain: database.prepare<[], { chain: Buffer; at: string }>(
			'SELECT chain, at FROM changes ORDER BY seq DESC LIMIT 1'
		),
		addChange: database.prepare(
			`INSERT INTO changes (rev, id, type, v, target, at, saw, body, redo, author, device,
				arrived_ms, refusal, detail, assigned, sent_at, body_hash, chain)
			VALUES (@rev, @id, @type, @v, @target, @at, @saw, @body, @redo, @author, @device,
				@arrived_ms, @refusal, @detail, @assigned, @sent_at, @body_hash, @chain)`
		),
		isParked: database.prepare<[string], { id: string }>('SELECT id FROM parked WHERE id = ?'),
		park: database.prepare(
			`INSERT INTO parked (id, target, at, raw, author, device, arrived_ms)
			VALUES (@id, @target, @at, @raw, @author, @device, @arrived_ms)`
		),
		parkedFor: database.prepare<[string], ParkedRow>(
			'SELECT * FROM parked WHERE target = ? ORDER BY at'
		),
		allParked: database.prepare<[], ParkedRow>('SELECT * FROM parked ORDER BY at'),
		unpark: database.prepare('DELETE FROM parked WHERE id = ? AND author = ?'),
		eachChange: database.prepare<[], LogRow>('SELECT * FROM changes ORDER BY seq'),
		changesAfter: database.prepare<[number, number], LogRow>(
			'SELECT * FROM changes WHERE seq > ? ORDER BY seq LIMIT ?'
		),
		chainAt: database.prepare<[number], { chain: Buffer }>(
			'SELECT chain FROM changes WHERE seq = ?'
		),
		lastSeq: database.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM changes'),
		highestRev: database.prepare<[], { rev: number | null }>('SELECT max(rev) AS rev FROM changes'),
		restoreChange: database.prepare(
			`INSERT INTO changes (seq, rev, id, type, v, target, at, saw, body, redo, author, device,
				arrived_ms, refusal, detail, assigned, sent_at, body_hash, chain)
			VALUES (@seq, @rev, @id, @type, @v, @target, @at, @saw, @body, @redo, @author, @device,
				@arrived_ms, @refusal, @detail, @assigned, @sent_at, @body_hash, @chain)`
		),
		unparkLogged: database.prepare('DELETE FROM parked WHERE id IN (SELECT id FROM changes)'),
		changesOf: database.prepare<[string, string, number], LogRow>(
			`SELECT * FROM changes WHERE target = ? AND refusal IS NULL AND at < ?
				ORDER BY at DESC LIMIT ?`
		),
		turnsOf: database.prepare<[string, string, number], LogRow>(
			`SELECT * FROM changes WHERE target = ? AND refusal IS NULL
				AND type IN (SELECT value FROM json_each(?)) ORDER BY at DESC LIMIT ?`
		),
		requestsOf: database.prepare<[string, string, number], { target: string; at: string }>(
			`SELECT target, at FROM registers WHERE key = 'asked' AND value = ? AND at < ?
				AND target >= 'ticket.' AND target < 'ticket/' ORDER BY at DESC LIMIT ?`
		),
		registersNamed: database.prepare<
			[string, number],
			{ target: string; value: string; at: string }
		>(`SELECT target, value, at FROM registers WHERE key = ? ORDER BY at DESC LIMIT ?`),
		headRegisters: database.prepare<[string], RegisterRow>(
			`SELECT key, value, at FROM registers WHERE target = ? AND (key < 'm/' OR key >= 'm0')`
		),
		registersLike: database.prepare<[string, string, string], RegisterRow>(
			'SELECT key, value, at FROM registers WHERE target = ? AND key >= ? AND key < ?'
		),
		messagesBetween: database.prepare<[string, number, number], { key: string }>(
			`SELECT key FROM registers WHERE target = ? AND key >= 'm/' AND key < 'm0'
				AND key LIKE '%/seq' AND CAST(value AS INTEGER) >= ? AND CAST(value AS INTEGER) < ?`
		),
		allRegisters: database.prepare<[string], RegisterRow>(
			'SELECT key, value, at FROM registers WHERE target = ?'
		),
		targetsOfKind: database.prepare<[string, string], { target: string }>(
			// An organisation is not created by a change: its name is there from the start.
			`SELECT DISTINCT target FROM registers WHERE target >= ? AND target < ?
				AND (key = 'created' OR (target >= 'org.' AND target < 'org/'))`
		),
		setRegister: database.prepare(
			`INSERT INTO registers (target, key, value, at) VALUES (?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET value = excluded.value, at = excluded.at`
		),
		getThread: database.prepare<[string], ThreadRow>('SELECT * FROM threads WHERE target = ?'),
		setThread: database.prepare(
			`INSERT INTO threads (target, seq, frontier, updated_ms, last, rev, listed, service)
			VALUES (@target, @seq, @frontier, @updatedMs, @last, @rev, @listed, @service)
			ON CONFLICT DO UPDATE SET seq = excluded.seq, frontier = excluded.frontier,
				updated_ms = excluded.updated_ms, last = excluded.last, rev = excluded.rev,
				listed = excluded.listed, service = excluded.service`
		),
		staleThreads: database.prepare<[number], { target: string }>(
			'SELECT target FROM threads WHERE listed = 1 AND updated_ms < ?'
		),
		listedTickets: database.prepare<[], { target: string }>(
			`SELECT target FROM threads WHERE listed = 1 AND target >= 'ticket.' AND target < 'ticket/'`
		),
		ticketsSince: database.prepare<[number], { target: string }>(
			`SELECT target FROM threads WHERE (listed = 1 OR updated_ms >= ?)
				AND target >= 'ticket.' AND target < 'ticket/'`
		),
		changesByRules: database.prepare<[number], LogRow>(
			`SELECT * FROM changes WHERE author LIKE '~rule:%' ORDER BY seq DESC LIMIT ?`
		),
		clearDerived: database.prepare('DELETE FROM registers'),
		clearThreads: database.prepare('DELETE FROM threads')
	};

	return {
		database,
		meta: (key: string): string | undefined => stmts.getMeta.get(key)?.value,
		setMeta: (key: string, value: string) => stmts.setMeta.run(key, value),

		/** Undefined when the id is new; otherwise how the change was judged (null: accepted). */
		judgedAs: (id: string): string | null | undefined => stmts.hasChange.get(id)?.refusal,
		change: (id: string): LogRow | undefined => stmts.getChange.get(id),
		refused: (id: string): { author: string; target: string } | undefined => {
			const row = stmts.getChange.get(id);
			return row?.refusal ? { author: row.author, target: row.target } : undefined;
		},
		isStampTaken: (at: string): boolean => stmts.hasStamp.get(at) !== undefined,
		sawOfRefused: (at: string): Stamp[] | undefined => {
			const row = stmts.refusedAt.get(at);
			return row && (JSON.parse(row.saw) as Stamp[]);
		},
		rewritten: (sentAt: string, device: string): Stamp | undefined =>
			stmts.rewrittenFrom.get(sentAt, device)?.at as Stamp | undefined,
		lastChain: () => stmts.lastChain.get()?.chain,
		addChange: (row: Omit<LogRow, 'seq'>) => stmts.addChange.run(row),
		isParked: (id: string): boolean => stmts.isParked.get(id) !== undefined,
		park: (row: ParkedRow) => stmts.park.run(row),
		parkedFor: (target: string): ParkedRow[] => stmts.parkedFor.all(target),
		parked: (): ParkedRow[] => stmts.allParked.all(),
		unpark: (id: string, author: string) => stmts.unpark.run(id, author),
		log: (): IterableIterator<LogRow> => stmts.eachChange.iterate(),
		/** The next rows of the log after one, in order. */
		changesAfter: (seq: number, limit: number): LogRow[] => stmts.changesAfter.all(seq, limit),
		chainAt: (seq: number): Buffer | undefined => stmts.chainAt.get(seq)?.chain,
		lastSeq: (): number => stmts.lastSeq.get()?.seq ?? 0,
		highestRev: (): number => stmts.highestRev.get()?.rev ?? 0,
		/** Puts a row of the log back where it was. */
		restoreChange: (row: LogRow) => stmts.restoreChange.run(row),
		/** What was settled since no longer waits. */
		unparkLogged: () => stmts.unparkLogged.run(),
		/** The newest accepted changes of a target by stamp, or the newest before one, newest first. */
		recentChanges: (target: string, limit: number, before = '~'): LogRow[] =>
			stmts.changesOf.all(target, before, limit),

		/** The newest accepted changes of a target that are of some types, newest first. */
		turnsOf: (target: string, types: readonly string[], limit: number): LogRow[] =>
			stmts.turnsOf.all(target, JSON.stringify(types), limit),

		headCells: (target: string): [string, Cell][] => stmts.headRegisters.all(target).map(toCell),
		/** The cells whose keys begin with `prefix`. */
		cellsUnder: (target: string, prefix: string): [string, Cell][] =>
			stmts.registersLike.all(target, prefix, `${prefix}\uffff`).map(toCell),
		/** Ids of the messages numbered from `from` up to but not including `before`. */
		messagesBetween: (target: string, from: number, before: number): string[] =>
			stmts.messagesBetween
				.all(target, from, before)
				.map(({ key }) => key.slice('m/'.length, -'/seq'.length)),
		allCells: (target: string): [string, Cell][] => stmts.allRegisters.all(target).map(toCell),
		targets: (kind: string): string[] =>
			stmts.targetsOfKind.all(`${kind}.`, `${kind}/`).map((row) => row.target),
		/** Tickets in which somebody asked, newest first, below a stamp. */
		/** One register of everything that has it, newest first. */
		registersNamed: (key: string, limit: number): { target: string; value: string; at: string }[] =>
			stmts.registersNamed.all(key, limit),
		requestsOf: (person: string, before = '~', limit: number): { target: string; at: string }[] =>
			stmts.requestsOf.all(JSON.stringify(person), before, limit),
		setCell: (target: string, key: string, [value, at]: Cell) =>
			stmts.setRegister.run(target, key, JSON.stringify(value), at),

		thread: (target: string): ThreadFacts | undefined => {
			const row = stmts.getThread.get(target);
			return row && toThread(row);
		},
		setThread: (target: string, facts: ThreadFacts) =>
			stmts.setThread.run({
				target,
				seq: facts.seq,
				frontier: JSON.stringify(facts.frontier),
				updatedMs: facts.updatedMs,
				last: facts.last && JSON.stringify(facts.last),
				rev: facts.rev,
				listed: facts.listed ? 1 : 0,
				service: facts.service === NO_HISTORY ? null : JSON.stringify(facts.service)
			}),
		threadsBefore: (ms: number): string[] => stmts.staleThreads.all(ms).map((row) => row.target),
		/** Tickets that stand in lists. */
		listedTickets: (): string[] => stmts.listedTickets.all().map((row) => row.target),
		/** Tickets that stand in lists, or that something has happened to since. */
		ticketsSince: (ms: number): string[] => stmts.ticketsSince.all(ms).map((row) => row.target),
		/** What rules did or were refused, newest first. */
		changesByRules: (limit: number): LogRow[] => stmts.changesByRules.all(limit),
		clearDerived: () => {
			stmts.clearDerived.run();
			stmts.clearThreads.run();
		},

		...deviceRows(database),
		...contactRows(database),
		...replyRows(database),
		...numberRows(database)
	};
}

export type OrgStore = ReturnType<typeof createOrgStore>;
