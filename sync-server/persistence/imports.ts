import { deliveries, DELIVERY_SCHEMA, SENDER_PROOF_SCHEMA, type Deliveries } from './deliveries.ts';
import { mailMemory, type MailMemory, type MailRow } from './mail-memory.ts';
import { openDatabase, type Database, type Migration } from './sqlite.ts';

export const IMPORT_STATES = [
	'waiting',
	'reading',
	'importing',
	'paused',
	'stopped',
	'done'
] as const;
/** `paused`: by a person; `stopped`: something stood in the way. Both can go on where they were. */
export type ImportState = (typeof IMPORT_STATES)[number];

export interface ImportRow {
	readonly id: string;
	readonly team: string;
	readonly kind: 'mbox' | 'eml';
	/** Where the source lies on the server. */
	readonly path: string;
	/** What people call it: the file's own name. */
	readonly label: string;
	/** The server holds a copy that it deletes when the import is done. */
	readonly uploaded: boolean;
	readonly startedBy: string;
	readonly createdMs: number;
	readonly updatedMs: number;
	readonly state: ImportState;
	/** Why it stopped: a stable code. */
	readonly problem: string | null;
	readonly sourceMark: string;
	readonly total: number;
	readonly imported: number;
	readonly duplicates: number;
	readonly failed: number;
	readonly totalBytes: number;
	readonly doneBytes: number;
}

export interface EntryRow {
	readonly seq: number;
	readonly name: string;
	readonly offset: number;
	readonly length: number;
	readonly envelopeMs: number | null;
	/** By this the messages are taken in: when they were sent, as far as is known. */
	readonly orderMs: number;
}

export interface FailureRow {
	readonly seq: number;
	readonly name: string;
	readonly offset: number;
	readonly length: number;
	readonly reason: string;
	readonly detail: string;
	/** The raw source in the blob store; null only when it could not be read at all. */
	readonly sha256: string | null;
}

/** What one batch did, recorded in one transaction after its changes are durable. */
export interface BatchResult {
	readonly done: readonly EntryRow[];
	readonly mails: readonly MailRow[];
	readonly failures: readonly FailureRow[];
	readonly imported: number;
	readonly duplicates: number;
	readonly nowMs: number;
}

export interface ImportStore {
	create(
		row: Pick<ImportRow, 'id' | 'team' | 'kind' | 'path' | 'label' | 'uploaded' | 'startedBy'>,
		nowMs: number
	): ImportRow;
	get(id: string): ImportRow | undefined;
	list(): ImportRow[];
	setState(id: string, state: ImportState, problem: string | null, nowMs: number): void;
	/** Begins to read the source: whatever was found of it before is forgotten. */
	beginReading(id: string, mark: string, totalBytes: number): void;
	addEntries(id: string, entries: readonly EntryRow[]): void;
	/** The next entries to import, by date. */
	pending(id: string, limit: number, skip: number): EntryRow[];
	record(id: string, result: BatchResult): void;
	failures(id: string, limit: number, after: number): FailureRow[];
	failure(id: string, seq: number): FailureRow | undefined;
	/** Shared with what comes in and goes out by itself, so that threads go on across all of them. */
	readonly mails: MailMemory;
	readonly deliveries: Deliveries;
	/** Forgets which entries an import had; its counts and failures stay. */
	dropEntries(id: string): void;
	close(): void;
}

const MIGRATIONS: readonly Migration[] = [
	{
		number: 1,
		name: 'imports',
		up: `
			create table imports (
				id text primary key, team text not null, kind text not null, path text not null,
				label text not null, uploaded integer not null, started_by text not null,
				created_ms integer not null, updated_ms integer not null, state text not null,
				problem text, source_mark text not null default '', total integer not null default 0,
				imported integer not null default 0, duplicates integer not null default 0,
				failed integer not null default 0, total_bytes integer not null default 0,
				done_bytes integer not null default 0
			) strict;
			create table entries (
				import text not null references imports (id) on delete cascade, seq integer not null,
				name text not null, offset integer not null, length integer not null,
				envelope_ms integer, order_ms integer not null, done integer not null default 0,
				primary key (import, seq)
			) strict, without rowid;
			create index entries_to_do on entries (import, done, order_ms, seq);
			create table failures (
				import text not null references imports (id) on delete cascade, seq integer not null,
				name text not null, offset integer not null, length integer not null,
				reason text not null, detail text not null, sha256 text,
				primary key (import, seq)
			) strict, without rowid;
			create table mails (
				team text not null, key text not null, ticket text not null, fingerprint text,
				primary key (team, key)
			) strict, without rowid;
		`
	},
	{ number: 2, name: 'mail that comes in by itself', up: DELIVERY_SCHEMA },
	{ number: 3, name: 'whether senders were proven', up: SENDER_PROOF_SCHEMA }
];

const IMPORT_COLUMNS = `id, team, kind, path, label, uploaded, started_by as startedBy,
	created_ms as createdMs, updated_ms as updatedMs, state, problem, source_mark as sourceMark,
	total, imported, duplicates, failed, total_bytes as totalBytes, done_bytes as doneBytes`;

/** Opens the file in which an organisation's imports are remembered. */
export function openImports(path: string): ImportStore {
	const database = openDatabase(path, MIGRATIONS);
	const mails = mailMemory(database);
	return {
		...imports(database),
		...entries(database),
		...results(database, mails),
		mails,
		deliveries: deliveries(database)
	};
}

type Raw = Omit<ImportRow, 'uploaded'> & { uploaded: number };
const toRow = (raw: Raw): ImportRow => ({ ...raw, uploaded: raw.uploaded === 1 });

function imports(database: Database) {
	const one = database.prepare<[string], Raw>(`select ${IMPORT_COLUMNS} from imports where id = ?`);
	const all = database.prepare<[], Raw>(
		`select ${IMPORT_COLUMNS} from imports order by created_ms desc, id limit 200`
	);
	const insert = database.prepare(
		`insert into imports (id, team, kind, path, label, uploaded, started_by, created_ms, updated_ms, state)
		values (@id, @team, @kind, @path, @label, @uploaded, @startedBy, @nowMs, @nowMs, 'waiting')`
	);
	const setState = database.prepare<[string, string | null, number, string]>(
		'update imports set state = ?, problem = ?, updated_ms = ? where id = ?'
	);
	const get = (id: string): ImportRow | undefined => {
		const raw = one.get(id);
		return raw && toRow(raw);
	};
	return {
		create(row: Parameters<ImportStore['create']>[0], nowMs: number): ImportRow {
			insert.run({ ...row, uploaded: row.uploaded ? 1 : 0, nowMs });
			const created = get(row.id);
			if (created === undefined) throw new Error('the import was not written');
			return created;
		},
		get,
		list: () => all.all().map(toRow),
		setState(id: string, state: ImportState, problem: string | null, nowMs: number): void {
			setState.run(state, problem, nowMs, id);
		},
		close: () => void database.close()
	};
}

function entries(database: Database) {
	const clear = database.prepare<[string]>('delete from entries where import = ?');
	const reset = database.prepare<[string, number, string]>(
		`update imports set state = 'reading', source_mark = ?, total_bytes = ?, total = 0,
		done_bytes = 0, imported = 0, duplicates = 0, failed = 0 where id = ?`
	);
	const clearFailures = database.prepare<[string]>('delete from failures where import = ?');
	const insert = database.prepare<[string, number, string, number, number, number | null, number]>(
		'insert into entries (import, seq, name, offset, length, envelope_ms, order_ms) values (?, ?, ?, ?, ?, ?, ?)'
	);
	const count = database.prepare<[number, string]>(
		'update imports set total = total + ? where id = ?'
	);
	const pending = database.prepare<[string, number, number], EntryRow>(
		`select seq, name, offset, length, envelope_ms as envelopeMs, order_ms as orderMs from entries
		where import = ? and done = 0 order by order_ms, seq limit ? offset ?`
	);
	return {
		beginReading: database.transaction((id: string, mark: string, totalBytes: number) => {
			clear.run(id);
			clearFailures.run(id);
			reset.run(mark, totalBytes, id);
		}),
		addEntries: database.transaction((id: string, found: readonly EntryRow[]) => {
			for (const { seq, name, offset, length, envelopeMs, orderMs } of found)
				insert.run(id, seq, name, offset, length, envelopeMs, orderMs);
			count.run(found.length, id);
		}),
		pending: (id: string, limit: number, skip: number) => pending.all(id, limit, skip),
		dropEntries: (id: string) => void clear.run(id)
	};
}

function results(database: Database, mails: MailMemory) {
	const finish = database.prepare<[string, number]>(
		'update entries set done = 1 where import = ? and seq = ?'
	);
	const teamOf = database
		.prepare<[string], string>('select team from imports where id = ?')
		.pluck();
	const addFailure = database.prepare(
		`insert or replace into failures (import, seq, name, offset, length, reason, detail, sha256)
		values (@id, @seq, @name, @offset, @length, @reason, @detail, @sha256)`
	);
	const counts = database.prepare(
		`update imports set imported = imported + @imported, duplicates = duplicates + @duplicates,
		failed = failed + @failed, done_bytes = done_bytes + @bytes, updated_ms = @nowMs where id = @id`
	);
	const failureColumns = 'seq, name, offset, length, reason, detail, sha256';
	const failures = database.prepare<[string, number, number], FailureRow>(
		`select ${failureColumns} from failures where import = ? and seq > ? order by seq limit ?`
	);
	const failure = database.prepare<[string, number], FailureRow>(
		`select ${failureColumns} from failures where import = ? and seq = ?`
	);
	return {
		record: database.transaction((id: string, result: BatchResult) => {
			for (const { seq } of result.done) finish.run(id, seq);
			mails.remember(teamOf.get(id) ?? '', result.mails);
			for (const row of result.failures) addFailure.run({ id, ...row });
			const bytes = result.done.reduce((sum, { length }) => sum + length, 0);
			const { imported, duplicates, nowMs } = result;
			counts.run({ id, imported, duplicates, failed: result.failures.length, bytes, nowMs });
		}),
		failures: (id: string, limit: number, after: number) => failures.all(id, after, limit),
		failure: (id: string, seq: number) => failure.get(id, seq)
	};
}
