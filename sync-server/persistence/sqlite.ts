import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { MachineError } from '../machine-error.ts';
import { storageTrouble } from './storage-trouble.ts';

export type Database = Sqlite.Database;

/** One step of a file's schema. Steps are never edited once released, only added. */
export interface Migration {
	readonly number: number;
	readonly name: string;
	readonly up: string | ((database: Database) => void);
}

export type StorageErrorCode =
	| 'cannot-open'
	| 'pragma-refused'
	| 'made-by-newer-version'
	| 'bad-migrations'
	| 'migration-failed'
	| 'damaged'
	| 'missing';

export class StorageError extends MachineError {
	readonly code: StorageErrorCode;

	constructor(code: StorageErrorCode, message: string, cause?: unknown) {
		super(message, { cause });
		this.name = 'StorageError';
		this.code = code;
	}
}

// SQLite silently keeps its old value when it cannot honour a pragma, so each is read back.
const requiredPragmas = [
	['journal_mode', 'WAL', 'wal'],
	['synchronous', 'FULL', 2],
	['secure_delete', 'ON', 1],
	['foreign_keys', 'ON', 1],
	['trusted_schema', 'OFF', 0],
	['busy_timeout', '5000', 5000],
	// In KiB when negative: a commit of many changes does not fit into the 2 MB that are the default.
	['cache_size', '-8000', -8_000],
	// In pages: a page that many commits write in turn is copied back once for all of them.
	['wal_autocheckpoint', '4000', 4_000]
] as const;

/**
 * Opens a database file (making its folder if need be), puts it into the one mode Offhook relies on
 * and brings its schema up to date. Everything that touches a file goes through here.
 */
export function openDatabase(path: string, migrations: readonly Migration[]): Database {
	const database = openFile(path);
	try {
		applyPragmas(database, path);
		migrate(database, path, migrations);
	} catch (error) {
		database.close();
		throw storageTrouble(error) === 'damaged' ? damaged(path, error) : error;
	}
	return database;
}

/**
 * Opens a file that must be there and be whole. Reading every page takes about a second and a half
 * per gigabyte that the system has in memory; what SQLite cannot see, the log's hashes show.
 */
export function openChecked(path: string, migrations: readonly Migration[]): Database {
	requirePresent(path);
	const database = openDatabase(path, migrations);
	try {
		checkPages(database, path);
	} catch (error) {
		database.close();
		throw error;
	}
	return database;
}

/** Throws unless a file is there and not empty: SQLite would begin a new one without a word. */
export function requirePresent(path: string): void {
	if (statSync(path, { throwIfNoEntry: false })?.size) return;
	throw new StorageError('missing', `${path} is missing or empty. ${RESTORE}`);
}

/** Throws unless the pages of a file fit together. */
export function checkPages(database: Database, path: string): void {
	let found: unknown;
	try {
		found = database.pragma('quick_check(1)', { simple: true });
	} catch (error) {
		if (storageTrouble(error) !== 'damaged') throw error;
		throw damaged(path, error);
	}
	if (found !== 'ok') throw damaged(path, new Error(String(found)));
	// What was read for this alone need not stay in memory.
	database.pragma('shrink_memory');
}

const RESTORE =
	'It is not served. Restore the newest backup and what was saved after it: npm run restore -- latest';

/** A file whose content is broken, and what to do about it. */
export function damaged(path: string, cause: unknown): StorageError {
	return new StorageError('damaged', `${path} is damaged (${detailOf(cause)}). ${RESTORE}`, cause);
}

const detailOf = (cause: unknown): string =>
	(cause instanceof Error ? cause.message : String(cause)).replaceAll('\n', ' ');

/** Throws unless this connection is durable, erases what it deletes and checks its references. */
export function assertPragmas(database: Database, path: string): void {
	for (const [name, , expected] of requiredPragmas) {
		const actual = database.pragma(name, { simple: true });
		if (actual !== expected) {
			throw new StorageError(
				'pragma-refused',
				`${path}: SQLite keeps ${name} = ${String(actual)}, but ${String(expected)} is needed. ` +
					'The folder may be on a file system without shared memory (a network drive).'
			);
		}
	}
}

function openFile(path: string): Database {
	try {
		mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
		return new Sqlite(path);
	} catch (cause) {
		throw new StorageError(
			'cannot-open',
			`${path}: the database file cannot be opened (${detailOf(cause)}).`,
			cause
		);
	}
}

function applyPragmas(database: Database, path: string): void {
	for (const [name, wanted] of requiredPragmas) database.pragma(`${name} = ${wanted}`);
	assertPragmas(database, path);
}

function migrate(database: Database, path: string, migrations: readonly Migration[]): void {
	migrations.forEach((migration, index) => {
		if (migration.number === index + 1) return;
		const message = `Migration ${migration.name} must carry number ${index + 1}.`;
		throw new StorageError('bad-migrations', message);
	});
	const current = Number(database.pragma('user_version', { simple: true }));
	if (current > migrations.length) {
		throw new StorageError(
			'made-by-newer-version',
			`${path} was written by a newer version of Offhook (schema ${current}, this one knows ` +
				`${migrations.length}). Start the newer version, or restore a backup made before it.`
		);
	}
	for (const migration of migrations.slice(current)) runMigration(database, path, migration);
}

function runMigration(database: Database, path: string, { number, name, up }: Migration): void {
	const step = database.transaction(() => {
		if (typeof up === 'string') database.exec(up);
		else up(database);
		database.pragma(`user_version = ${number}`);
	});
	try {
		step.immediate();
	} catch (cause) {
		const message = `${path}: schema step ${number} (${name}) failed (${detailOf(cause)}); the file is unchanged.`;
		throw new StorageError('migration-failed', message, cause);
	}
}
