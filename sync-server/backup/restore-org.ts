import { effectsOf, PROMISED_KINDS } from '../effects/effect.ts';
import { createEffectStore } from '../persistence/org/effect-store.ts';
import { ORG_MIGRATIONS } from '../persistence/org/migrations.ts';
import { createOrgStore, type LogRow } from '../persistence/org/org-store.ts';
import { openDatabase, type Database } from '../persistence/sqlite.ts';
import { readLogRow } from '../pipeline/record.ts';
import { rebuild } from '../pipeline/rebuild.ts';
import { rowsFollowing } from './later-files.ts';

export interface RestoredOrg {
	readonly org: string;
	/** Changes the backup had, and those that came after it and were found elsewhere. */
	readonly saved: number;
	readonly later: number;
	/** Effects that wait for an administrator. */
	readonly held: number;
}

export interface OrgParts {
	readonly org: string;
	/** The copy of the backup, which is brought up to date. */
	readonly path: string;
	/** Rows that may follow, most trusted source first. */
	readonly sources: (afterSeq: number) => readonly (readonly LogRow[])[];
	readonly now: () => number;
	readonly randomClient: () => number;
}

/** Adds what was committed after the backup, and makes every document anew in a later generation. */
export function restoreOrg({ org, path, sources, now, randomClient }: OrgParts): RestoredOrg {
	const database = openDatabase(path, ORG_MIGRATIONS);
	try {
		const store = createOrgStore(database);
		const seq = store.lastSeq();
		const rows = rowsFollowing({ seq, chain: store.chainAt(seq) }, sources(seq));
		database.transaction(() => addRows(database, rows, now())).immediate();
		rebuild(org, database, { now, randomClient });
		const held = createEffectStore(database).count('held');
		database.pragma('wal_checkpoint(TRUNCATE)');
		return { org, saved: seq, later: rows.length, held };
	} finally {
		database.close();
	}
}

/** Nobody knows which effects have happened since the backup: a person decides about each. */
function addRows(database: Database, rows: readonly LogRow[], nowMs: number): void {
	const store = createOrgStore(database);
	const effects = createEffectStore(database);
	effects.holdAll(PROMISED_KINDS);
	for (const row of rows) {
		store.restoreChange(row);
		for (const effect of effectsOf(readLogRow(row))) effects.add(effect, nowMs, 'held');
	}
	store.unparkLogged();
	store.setMeta('rev', String(Math.max(Number(store.meta('rev') ?? 0), store.highestRev())));
	store.setMeta('restored_ms', String(nowMs));
}
