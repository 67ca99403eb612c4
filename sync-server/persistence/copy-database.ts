import Sqlite from 'better-sqlite3';
import { damaged, type Database } from './sqlite.ts';
import { storageTrouble } from './storage-trouble.ts';

const PAGES_AT_ONCE = 1_000;

/**
 * Copies a database as it is at this moment into one new file, while others go on writing to it:
 * the reading transaction that stays open holds the moment.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
	const source = new Sqlite(from, { readonly: true, fileMustExist: true });
	try {
		source.exec('BEGIN');
		source.prepare('SELECT count(*) FROM sqlite_schema').get();
		await source.backup(to, { progress: () => PAGES_AT_ONCE });
	} catch (error) {
		throw storageTrouble(error) === 'damaged' ? damaged(from, error) : error;
	} finally {
		source.close();
	}
	// Without a write-ahead log it is one file, and reading it writes nothing beside it.
	const copy = new Sqlite(to);
	try {
		copy.pragma('journal_mode = DELETE');
	} finally {
		copy.close();
	}
}

/** Opens a database to look into it, and never to write. */
export function openToRead(path: string): Database {
	return new Sqlite(path, { readonly: true, fileMustExist: true });
}
