import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { MachineError } from '../machine-error.ts';
import type { LogEnd } from './later-files.ts';

/** What a backup holds, with the check sums to prove it. */
const manifestSchema = z.object({
	version: z.literal(1),
	createdMs: z.int(),
	orgs: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string() })),
	databases: z.array(
		z.object({
			/** As in the data folder: `platform.sqlite`, `orgs/<id>.sqlite`, and so for imports and uploads. */
			path: z.string().regex(/^(platform|(orgs|imports|uploads)\/[0-9a-z-]+)\.sqlite$/),
			bytes: z.int(),
			sha256: z.string(),
			/** Of an organisation: the last row of its log, and the hash that vouches for all of them. */
			log: z.object({ seq: z.int(), chain: z.string() }).nullable()
		})
	),
	/** Attachments, as `<organisation>/<sha-256>`; they lie once for all backups in `blobs`. */
	blobs: z.array(z.string().regex(/^[0-9a-z-]{1,64}\/[0-9a-f]{64}$/))
});
export type Manifest = z.infer<typeof manifestSchema>;
export type SavedDatabase = Manifest['databases'][number];

export interface Backup {
	readonly folder: string;
	readonly name: string;
	readonly manifest: Manifest;
}

export const MANIFEST = 'manifest.json';
const NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;

/** A backup's name is when it was made: sorted by name they are sorted by time. */
export const backupName = (ms: number): string =>
	new Date(ms).toISOString().replaceAll(/[:.]/g, '-');

export class BackupError extends MachineError {
	constructor(message: string, cause?: unknown) {
		super(message, { cause });
		this.name = 'BackupError';
	}
}

/** Complete backups, oldest first. One without a readable manifest does not count. */
export function listBackups(backupDir: string): Backup[] {
	return namesIn(backupDir)
		.filter((name) => NAME.test(name))
		.sort()
		.flatMap((name) => tryRead(join(backupDir, name)) ?? []);
}

/** When the newest complete backup was made; 0 when there is none. */
export function newestBackupMs(backupDir: string): number {
	const newest = namesIn(backupDir)
		.filter((name) => NAME.test(name))
		.sort()
		.at(-1);
	const [day, time = ''] = newest?.split('T') ?? [];
	const [h, m, s, ms] = time.replace('Z', '').split('-');
	return day === undefined ? 0 : Date.parse(`${day}T${h}:${m}:${s}.${ms}Z`);
}

/** The same for those who watch: 0 also while the disk for backups is away. */
export function seenBackupMs(backupDir: string): number {
	try {
		return newestBackupMs(backupDir);
	} catch {
		return 0;
	}
}

/** Where the newest backup ends an organisation's log; undefined when it does not have it. */
export function endInNewest(backupDir: string): (org: string) => LogEnd | undefined {
	let newest: Backup | undefined;
	return (org) => {
		newest ??= listBackups(backupDir).at(-1);
		const saved = newest?.manifest.databases.find(({ path }) => path === `orgs/${org}.sqlite`);
		if (!saved?.log) return undefined;
		return { seq: saved.log.seq, chain: Buffer.from(saved.log.chain, 'hex') };
	};
}

/** The backup in a folder, or whose manifest a file is. */
export function readBackup(path: string): Backup {
	const folder = basename(path) === MANIFEST ? dirname(resolve(path)) : resolve(path);
	try {
		const text = readFileSync(join(folder, MANIFEST), 'utf8');
		return { folder, name: basename(folder), manifest: manifestSchema.parse(JSON.parse(text)) };
	} catch (cause) {
		throw new BackupError(`${folder} holds no backup: ${MANIFEST} is missing or damaged.`, cause);
	}
}

function tryRead(folder: string): Backup | undefined {
	try {
		return readBackup(folder);
	} catch (error) {
		if (error instanceof BackupError) return undefined;
		throw error;
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
