import type { Database } from '../persistence/sqlite.ts';
import { createOrgStore } from '../persistence/org/org-store.ts';
import { followsFrom, readLogRow } from '../pipeline/record.ts';
import type { LogEnd } from './later-files.ts';

/** Reads a whole log and checks its hashes; the end, or the row from which on they do not fit. */
export function checkLog(database: Database): LogEnd | { readonly brokenAt: number } {
	let end: LogEnd = { seq: 0, chain: undefined };
	for (const row of createOrgStore(database).log()) {
		if (!followsFrom(end.chain, row, readLogRow(row))) return { brokenAt: row.seq };
		end = { seq: row.seq, chain: row.chain };
	}
	return end;
}
