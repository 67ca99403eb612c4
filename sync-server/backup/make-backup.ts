import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copyDatabase, openToRead } from '../persistence/copy-database.ts';
import { readOrgs } from '../persistence/platform/read-orgs.ts';
import { checkPages } from '../persistence/sqlite.ts';
import { checkLog } from './check-log.ts';
import { copyWhole, namesIn, settle, sha256Of } from './disk.ts';
import {
	backupName,
	BackupError,
	listBackups,
	MANIFEST,
	type Manifest,
	type SavedDatabase
} from './manifest.ts';
import { prune } from './prune.ts';

export interface BackupParts {
	readonly dataDir: string;
	readonly backupDir: string;
	/** So many backups are kept, the newest ones. */
	readonly keep: number;
	readonly now: () => number;
}

export interface MadeBackup {
	readonly folder: string;
	readonly manifest: Manifest;
	readonly bytes: number;
	readonly newBlobs: number;
}

const DATABASE = /^[0-9a-z-]+\.sqlite$/;

/**
 * Makes a backup of a data folder, whether a server works on it or not. It has its name only once
 * everything in it has been read back and found whole.
 */
export async function makeBackup(parts: BackupParts): Promise<MadeBackup> {
	const { dataDir, backupDir, keep, now } = parts;
	if (!existsSync(join(dataDir, 'platform.sqlite')))
		throw new BackupError(`There is no Offhook data in ${dataDir}.`);
	const createdMs = now();
	const folder = join(backupDir, backupName(createdMs));
	const partial = `${folder}.partial`;
	await mkdir(partial, { recursive: true, mode: 0o700 });
	try {
		const databases = await saveDatabases(dataDir, partial);
		const { blobs, added } = await saveBlobs(dataDir, backupDir);
		const orgs = readOrgs(join(partial, 'platform.sqlite'));
		const manifest: Manifest = { version: 1, createdMs, orgs, databases, blobs };
		await writeFile(join(partial, MANIFEST), `${JSON.stringify(manifest, null, '\t')}\n`, {
			mode: 0o600,
			flush: true
		});
		await settle(partial);
		await rename(partial, folder);
		await settle(backupDir);
		await prune(backupDir, listBackups(backupDir), keep);
		const bytes = databases.reduce((sum, database) => sum + database.bytes, 0);
		return { folder, manifest, bytes, newBlobs: added };
	} catch (error) {
		await rm(partial, { recursive: true, force: true });
		throw error;
	}
}

/**
 * Each file is copied as of a moment, what depends on another before it: an import says what stands
 * in the log, and an effect that is done stands in the logins. So a backup never has the mark of
 * something without the thing itself.
 */
async function saveDatabases(dataDir: string, partial: string): Promise<SavedDatabase[]> {
	const saved = new Map<string, SavedDatabase>();
	const save = async (path: string): Promise<void> => {
		if (!saved.has(path)) saved.set(path, await saveDatabase(dataDir, partial, path));
	};
	for (const path of await databasesIn(dataDir, 'imports')) await save(path);
	for (const path of await databasesIn(dataDir, 'orgs')) await save(path);
	// A message whose file came meanwhile has it; one that is not in the log yet harms nobody.
	for (const path of await databasesIn(dataDir, 'uploads')) await save(path);
	await save('platform.sqlite');
	// An organisation that was set up meanwhile, and that the logins know already.
	for (const path of await databasesIn(dataDir, 'orgs')) await save(path);
	return [...saved.values()];
}

async function databasesIn(dataDir: string, folder: string): Promise<string[]> {
	const names = await namesIn(join(dataDir, folder));
	return names.filter((name) => DATABASE.test(name)).map((name) => `${folder}/${name}`);
}

async function saveDatabase(
	dataDir: string,
	partial: string,
	path: string
): Promise<SavedDatabase> {
	const to = join(partial, path);
	await mkdir(dirname(to), { recursive: true, mode: 0o700 });
	await copyDatabase(join(dataDir, path), to);
	const log = checkCopy(join(dataDir, path), to, path.startsWith('orgs/'));
	await settle(to);
	const { size } = await stat(to);
	return { path, bytes: size, sha256: await sha256Of(to), log };
}

/** Reads a copy back. What is wrong with it is wrong with the original, too. */
function checkCopy(original: string, copy: string, hasLog: boolean): SavedDatabase['log'] {
	const database = openToRead(copy);
	try {
		checkPages(database, original);
		if (!hasLog) return null;
		const end = checkLog(database);
		if ('brokenAt' in end)
			throw new BackupError(
				`${original}: the log has been altered, from row ${end.brokenAt} on its hashes do not fit. ` +
					'No backup was made of it. Restore an earlier one: npm run restore -- latest'
			);
		return { seq: end.seq, chain: Buffer.from(end.chain ?? []).toString('hex') };
	} finally {
		database.close();
	}
}

/** Attachments never change, so each is copied once; changes that name them were copied before. */
async function saveBlobs(
	dataDir: string,
	backupDir: string
): Promise<{ blobs: string[]; added: number }> {
	const blobs: string[] = [];
	let added = 0;
	for (const org of await namesIn(join(dataDir, 'blobs')))
		for (const shelf of await namesIn(join(dataDir, 'blobs', org))) {
			if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
			for (const rest of await namesIn(join(dataDir, 'blobs', org, shelf))) {
				if (!/^[0-9a-f]{62}$/.test(rest)) continue;
				const path = join('blobs', org, shelf, rest);
				if (!existsSync(join(backupDir, path))) added += 1;
				await saveBlob(join(dataDir, path), join(backupDir, path), shelf + rest);
				blobs.push(`${org}/${shelf}${rest}`);
			}
		}
	return { blobs, added };
}

async function saveBlob(from: string, to: string, sha256: string): Promise<void> {
	if (existsSync(to)) return;
	await copyWhole(from, to);
	if ((await sha256Of(to)) === sha256) return;
	await rm(to, { force: true });
	throw new BackupError(`${from} is damaged: its content does not have the hash in its name.`);
}
