import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';

/** A probe holds its lock for an instant, and must not be taken for a process at work. */
const PROBE_MS = 500;

/**
 * Takes a file for this process alone; undefined when another has it. The operating system holds
 * the lock and lets go of it with the process, so that a crash leaves nothing behind and no
 * number of a process can be mistaken for another's.
 */
export function takeFile(path: string): (() => void) | undefined {
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	const file = new Sqlite(path, { timeout: PROBE_MS });
	try {
		file.exec('BEGIN EXCLUSIVE');
		return () => void file.close();
	} catch (error) {
		file.close();
		if (isBusy(error)) return undefined;
		throw error;
	}
}

/** Whether a process, this one included, has taken a file. */
export function isFileTaken(path: string): boolean {
	if (!existsSync(path)) return false;
	const file = new Sqlite(path, { readonly: true, timeout: 0 });
	try {
		file.prepare('SELECT count(*) FROM sqlite_schema').get();
		return false;
	} catch (error) {
		if (isBusy(error)) return true;
		throw error;
	} finally {
		file.close();
	}
}

function isBusy(error: unknown): boolean {
	return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
