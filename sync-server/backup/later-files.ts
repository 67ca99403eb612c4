import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { LogRow } from '../persistence/org/org-store.ts';
import { followsFrom, readLogRow } from '../pipeline/record.ts';
import { readLine } from './later-line.decode.ts';

/**
 * The later log: what was committed since a backup, as text files beside the backups, one folder an
 * organisation. Each file begins when a server starts, or when the one before is large enough; its
 * name is the time it began, in milliseconds.
 */
const NAME = /^(\d{14})\.log$/;

export const laterFolder = (backupDir: string, org: string): string => join(backupDir, 'log', org);

export const laterFileName = (beganMs: number): string =>
	`${String(beganMs).padStart(14, '0')}.log`;

export interface LaterFile {
	readonly path: string;
	readonly beganMs: number;
}

/** The files of a later log, oldest first. */
export function listLater(folder: string): LaterFile[] {
	return namesIn(folder)
		.sort()
		.flatMap((name) => {
			const beganMs = NAME.exec(name)?.[1];
			return beganMs === undefined ? [] : [{ path: join(folder, name), beganMs: Number(beganMs) }];
		});
}

/** The whole rows of a file, in order; a line that was cut or altered is left out. */
export function readLater(file: LaterFile): LogRow[] {
	const lines = readFileSync(file.path, 'utf8').split('\n');
	return lines.flatMap((line) => readLine(line) ?? []);
}

/** Read from a file's end at first; as much again and again while no whole row is in it. */
const END_BYTES = 65_536;

/** The last whole row of a file: what `readLater` gives last, without reading all before it. */
export function readLastRow(file: LaterFile): LogRow | undefined {
	const descriptor = openSync(file.path, 'r');
	try {
		const { size } = fstatSync(descriptor);
		for (let length = Math.min(END_BYTES, size); ; length = Math.min(length * 4, size)) {
			const row = lastRowIn(readEnd(descriptor, size - length, length));
			if (row !== undefined || length === size) return row;
		}
	} finally {
		closeSync(descriptor);
	}
}

function readEnd(descriptor: number, from: number, length: number): string {
	const bytes = Buffer.alloc(length);
	return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, length, from));
}

/** The first of these lines may be the end of a longer one, which no check sum fits. */
function lastRowIn(text: string): LogRow | undefined {
	for (const line of text.split('\n').reverse()) {
		const row = readLine(line);
		if (row !== undefined) return row;
	}
	return undefined;
}

/** Where a log stands: the last row and its hash, which vouches for all rows before it. */
export interface LogEnd {
	readonly seq: number;
	readonly chain: Uint8Array | undefined;
}

/**
 * The rows that follow an end, one after the other, each proved by its hash. `sources` hold rows of
 * the same log, of which a restore may have made branches: where two rows fit, the one from the
 * earlier source counts.
 */
export function rowsFollowing(end: LogEnd, sources: readonly (readonly LogRow[])[]): LogRow[] {
	const candidates = new Map<number, LogRow[]>();
	for (const row of sources.flat()) {
		if (row.seq <= end.seq) continue;
		const known = candidates.get(row.seq);
		if (known === undefined) candidates.set(row.seq, [row]);
		else known.push(row);
	}
	const rows: LogRow[] = [];
	let { seq, chain } = end;
	for (;;) {
		seq += 1;
		const next = candidates.get(seq)?.find((row) => followsFrom(chain, row, readLogRow(row)));
		if (next === undefined) return rows;
		rows.push(next);
		chain = next.chain;
	}
}

function namesIn(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
		throw error;
	}
}
