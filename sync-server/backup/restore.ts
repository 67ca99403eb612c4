import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { openPlatform } from '../persistence/platform/platform.ts';
import { platformMigrations } from '../persistence/platform/migrations.ts';
import { openChecked, StorageError } from '../persistence/sqlite.ts';
import { copyWhole, settle, sha256Of } from './disk.ts';
import { laterFolder, listLater, readLater, type LaterFile } from './later-files.ts';
import { backupName, BackupError, type Backup, type SavedDatabase } from './manifest.ts';
import { restoreOrg, type RestoredOrg } from './restore-org.ts';
import { salvage } from './salvage.ts';

export interface RestoreParts {
	readonly dataDir: string;
	readonly backupDir: string;
	readonly backup: Backup;
	/** Only this organisation's files; all there are when left out. */
	readonly org?: string;
	/** Whether what was committed after the backup is added, as far as it is found. */
	readonly withLater: boolean;
	/** Whether logins go back as well, though those here are whole; sessions end with that. */
	readonly withLogins: boolean;
	readonly now: () => number;
	readonly randomClient: () => number;
}

export interface Restored {
	readonly orgs: readonly RestoredOrg[];
	/** Logins come from the backup, and everybody signs in again. */
	readonly hasOldLogins: boolean;
	/** Where the files lie that were replaced. */
	readonly aside: string;
	readonly missingBlobs: number;
}

const PLATFORM = 'platform.sqlite';

/**
 * Puts a backup in the place of the data, with what was committed after it. Everything is made ready
 * and checked beside the data before the first file is replaced, and nothing is deleted.
 */
export async function restore(parts: RestoreParts): Promise<Restored> {
	const { dataDir, backup, now } = parts;
	const moment = backupName(now());
	const stage = join(dataDir, `restoring-${moment}`);
	const aside = join(dataDir, `replaced-${moment}`);
	try {
		const chosen = backup.manifest.databases.filter((database) => isWanted(parts, database));
		if (chosen.length === 0) throw new BackupError('The backup has nothing of that organisation.');
		const orgs: RestoredOrg[] = [];
		for (const database of chosen) {
			const path = await stageDatabase(backup, database, stage);
			if (database.path.startsWith('orgs/')) orgs.push(bringUpToDate(parts, path, stage));
			if (database.path === PLATFORM) endSessions(path);
		}
		const missingBlobs = await restoreBlobs(parts);
		for (const { path } of chosen) await replace({ dataDir, stage, aside, path });
		await settle(dataDir);
		const hasOldLogins = chosen.some(({ path }) => path === PLATFORM);
		return { orgs, hasOldLogins, aside, missingBlobs };
	} finally {
		await rm(stage, { recursive: true, force: true });
	}
}

/**
 * Logins that are whole stay as they are: they are newer than the backup, and going back would bring
 * ended sessions and changed passwords to life again.
 */
function isWanted(parts: RestoreParts, { path }: SavedDatabase): boolean {
	if (path !== PLATFORM) return parts.org === undefined || basename(path, '.sqlite') === parts.org;
	if (parts.withLogins) return true;
	return !hasSoundLogins(parts);
}

function hasSoundLogins({ dataDir, backup }: RestoreParts): boolean {
	try {
		openChecked(join(dataDir, PLATFORM), platformMigrations).close();
		const platform = openPlatform(join(dataDir, PLATFORM));
		const known = new Set<string>(platform.orgs.listReady().map(({ id }) => id));
		platform.close();
		const paths = backup.manifest.databases.filter(({ path }) => path.startsWith('orgs/'));
		return known.size > 0 && paths.some(({ path }) => known.has(basename(path, '.sqlite')));
	} catch (error) {
		if (error instanceof StorageError) return false;
		throw error;
	}
}

async function stageDatabase(
	backup: Backup,
	{ path, sha256 }: SavedDatabase,
	stage: string
): Promise<string> {
	const from = join(backup.folder, path);
	const to = join(stage, path);
	if (!existsSync(from) || (await sha256Of(from)) !== sha256)
		throw new BackupError(
			`${from} is not as it was when the backup was made. Choose another: npm run backup -- --list`
		);
	await mkdir(dirname(to), { recursive: true, mode: 0o700 });
	await copyFile(from, to);
	return to;
}

function bringUpToDate(parts: RestoreParts, path: string, stage: string): RestoredOrg {
	const { dataDir, withLater, now, randomClient } = parts;
	const org = basename(path, '.sqlite');
	const sources = (afterSeq: number) =>
		withLater
			? [
					salvage(join(dataDir, 'orgs', `${org}.sqlite`), afterSeq, stage),
					...laterFiles(parts, org).map(readLater)
				]
			: [];
	return restoreOrg({ org, path, sources, now, randomClient });
}

/** Newest first, from beside the backup, wherever that lies now, and from where backups go. */
function laterFiles({ backupDir, backup }: RestoreParts, org: string): LaterFile[] {
	const folders = new Set([backupDir, dirname(backup.folder)]);
	return [...folders]
		.flatMap((folder) => listLater(laterFolder(folder, org)))
		.sort((a, b) => b.beganMs - a.beganMs);
}

/** A session that was ended after the backup must not open anything again. */
function endSessions(path: string): void {
	const platform = openPlatform(path);
	platform.sessionRows.forgetAll();
	platform.close();
}

/** Attachments never change: those that are here stay, and those that are not are copied. */
async function restoreBlobs({ dataDir, backup, backupDir, org }: RestoreParts): Promise<number> {
	let missing = 0;
	for (const name of backup.manifest.blobs) {
		const [owner = '', sha256 = ''] = name.split('/');
		if (org !== undefined && owner !== org) continue;
		const path = join('blobs', owner, sha256.slice(0, 2), sha256.slice(2));
		const from = [join(dirname(backup.folder), path), join(backupDir, path)].find(existsSync);
		if (existsSync(join(dataDir, path))) continue;
		if (from === undefined || (await sha256Of(from)) !== sha256) missing += 1;
		else await copyWhole(from, join(dataDir, path));
	}
	return missing;
}

interface Place {
	readonly dataDir: string;
	readonly stage: string;
	readonly aside: string;
	readonly path: string;
}

async function replace({ dataDir, stage, aside, path }: Place): Promise<void> {
	const target = join(dataDir, path);
	await mkdir(dirname(join(aside, path)), { recursive: true, mode: 0o700 });
	await mkdir(dirname(target), { recursive: true, mode: 0o700 });
	await settle(join(stage, path));
	// First what would be taken for changes of the new file.
	for (const suffix of ['-wal', '-shm', ''])
		if (existsSync(target + suffix)) await rename(target + suffix, join(aside, path) + suffix);
	await rename(join(stage, path), target);
	await settle(dirname(target));
}
