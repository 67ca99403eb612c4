import Sqlite from 'better-sqlite3';
import type { Database } from '../sqlite.ts';
import { storageTrouble } from '../storage-trouble.ts';
import type { LogRow } from './org-store.ts';

/** Opens a file that may be damaged; undefined when not even its first page can be read. */
export function openDamaged(path: string): Database | undefined {
	const database = new Sqlite(path);
	try {
		database.prepare('SELECT seq FROM changes LIMIT 1').get();
		return database;
	} catch {
		database.close();
		return undefined;
	}
}

/** The rows of the log after one, from both ends up to where the file cannot be read. */
export function readableRows(database: Database, afterSeq: number): LogRow[] {
	const rows = new Map<number, LogRow>();
	for (const order of ['ASC', 'DESC'])
		for (const row of read(database, `SELECT * FROM changes WHERE seq > ? ORDER BY seq ${order}`))
			rows.set(row.seq, row);
	return [...rows.values()].sort((a, b) => a.seq - b.seq);

	function* read(from: Database, sql: string): Iterable<LogRow> {
		try {
			for (const row of from.prepare<[number], LogRow>(sql).iterate(afterSeq)) {
				if (rows.has(row.seq)) return;
				yield row;
			}
		} catch (error) {
			if (storageTrouble(error) === undefined) throw error;
		}
	}
}
