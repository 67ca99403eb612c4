import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { MachineError } from '../machine-error.ts';
import type { LogRow, OrgStore } from '../persistence/org/org-store.ts';
import {
	laterFileName,
	listLater,
	readLastRow,
	readLater,
	rowsFollowing,
	type LaterFile,
	type LogEnd
} from './later-files.ts';
import { toLine } from './later-line.decode.ts';

export interface LaterLogParts {
	readonly folder: string;
	readonly store: Pick<OrgStore, 'changesAfter' | 'chainAt' | 'lastSeq' | 'meta'>;
	/** Where the newest backup ends; from there on the later log must be whole. */
	readonly backedUp: () => LogEnd | undefined;
	readonly now: () => number;
	readonly after: (ms: number, run: () => void) => void;
	readonly report: (error: unknown, where: string) => void;
}

/** So long after a commit at most, its changes are in the later log as well. */
const WITHIN_MS = 1_000;
const RETRY_MS = 10_000;
const ROWS_AT_ONCE = 300;
const FILE_BYTES = 16_777_216;

/**
 * Copies what is committed to text files beside the backups, outside the commit's way: should the
 * database be lost, a restore reads on from the backup there.
 */
export class LaterLog {
	readonly #parts: LaterLogParts;
	#file: FileHandle | undefined;
	#bytes = 0;
	#seq: number | undefined;
	#isArmed = false;
	#isClosed = false;
	#hasFailed = false;
	#work: Promise<void> = Promise.resolve();

	constructor(parts: LaterLogParts) {
		this.#parts = parts;
		this.committed();
	}

	/** Something was committed; it is copied soon. */
	committed(): void {
		this.#arm(WITHIN_MS);
	}

	/** Copies what is left, and ends. */
	async close(): Promise<void> {
		this.#isClosed = true;
		this.#work = this.#work.then(() => this.#copy());
		await this.#work;
		await this.#file?.close();
	}

	#arm(ms: number): void {
		if (this.#isArmed || this.#isClosed) return;
		this.#isArmed = true;
		this.#parts.after(ms, () => {
			this.#isArmed = false;
			if (!this.#isClosed) this.#work = this.#work.then(() => this.#copy());
		});
	}

	async #copy(): Promise<void> {
		try {
			let rows = this.#next();
			while (rows.length > 0) {
				await this.#append(rows);
				rows = this.#next();
			}
			this.#hasFailed = false;
		} catch (error) {
			// Told once; whether the disk is back is tried again and again.
			if (!this.#hasFailed) this.#parts.report(error, 'later log');
			this.#hasFailed = true;
			await this.#endFile();
			this.#arm(RETRY_MS);
		}
	}

	#next(): LogRow[] {
		// Not before it is needed: a disk for backups that is away keeps no server from starting.
		this.#seq ??= whereToGoOn(this.#parts);
		return this.#parts.store.changesAfter(this.#seq, ROWS_AT_ONCE);
	}

	async #append(rows: readonly LogRow[]): Promise<void> {
		const file = this.#file ?? (await this.#begin());
		const bytes = Buffer.from(rows.map(toLine).join(''));
		await file.appendFile(bytes);
		await file.datasync();
		this.#bytes += bytes.byteLength;
		this.#seq = rows.at(-1)?.seq ?? this.#seq;
		if (this.#bytes > FILE_BYTES) await this.#endFile();
	}

	async #begin(): Promise<FileHandle> {
		const { folder, now } = this.#parts;
		await mkdir(folder, { recursive: true, mode: 0o700 });
		const newest = listLater(folder).at(-1)?.beganMs ?? 0;
		const name = laterFileName(Math.max(now(), newest + 1));
		this.#file = await open(join(folder, name), 'ax', 0o600);
		this.#bytes = 0;
		return this.#file;
	}

	async #endFile(): Promise<void> {
		const file = this.#file;
		this.#file = undefined;
		await file?.close().catch((error: unknown) => this.#parts.report(error, 'later log'));
	}
}

/** The later log has changes that were saved, and that the database does not have any more. */
export class LostChangesError extends MachineError {
	readonly code = 'changes-lost';

	constructor(count: number) {
		super(`${count} changes of the later log are missing: npm run restore -- latest`);
		this.name = 'LostChangesError';
	}
}

/** How many changes a file goes on beyond the database's end, as when its `-wal` was deleted. */
function lostAfter(store: LaterLogParts['store'], file: LaterFile): number {
	// After a restore without the later log, they are missing on purpose.
	if (Number(store.meta('restored_ms') ?? 0) > file.beganMs) return 0;
	const seq = store.lastSeq();
	return rowsFollowing({ seq, chain: store.chainAt(seq) }, [readLater(file)]).length;
}

/** The row up to which the later log, or the backup before it, has what the database has. */
function whereToGoOn(parts: LaterLogParts): number {
	const { folder, store, report } = parts;
	const backup = parts.backedUp();
	const isHere = ({ seq, chain }: LogEnd): boolean =>
		chain !== undefined && store.chainAt(seq)?.equals(chain) === true;
	for (const file of listLater(folder).reverse()) {
		const last = readLastRow(file);
		if (last === undefined) continue;
		const lost = last.seq > store.lastSeq() ? lostAfter(store, file) : 0;
		if (lost > 0) report(new LostChangesError(lost), 'later log');
		// Another branch, from before a restore: what followed the backup is written anew.
		if (!isHere(last)) break;
		return last.seq;
	}
	return backup !== undefined && isHere(backup) ? backup.seq : 0;
}
