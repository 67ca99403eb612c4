import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDamaged, readableRows } from '../persistence/org/readable-rows.ts';
import type { LogRow } from '../persistence/org/org-store.ts';
import { readLogRow } from '../pipeline/record.ts';

/**
 * What can still be read of a log after a row, from a copy of a file that may be damaged. The rows
 * prove nothing by themselves: only those whose hashes follow from a backup are to be believed.
 */
export function salvage(file: string, afterSeq: number, scratch: string): LogRow[] {
	if (!existsSync(file)) return [];
	mkdirSync(scratch, { recursive: true, mode: 0o700 });
	const copy = join(scratch, 'salvage.sqlite');
	try {
		for (const suffix of ['', '-wal'])
			if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
		const database = openDamaged(copy);
		if (database === undefined) return [];
		try {
			return readableRows(database, afterSeq).filter(isSensible);
		} finally {
			database.close();
		}
	} finally {
		for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true });
	}
}

function isSensible(row: LogRow): boolean {
	try {
		readLogRow(row);
		return true;
	} catch {
		// Bytes that are no JSON any more.
		return false;
	}
}
