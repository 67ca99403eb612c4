import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn } from './disk.ts';
import { listLater } from './later-files.ts';
import type { Backup } from './manifest.ts';

const ABANDONED = /\.partial$/;

/** Takes away what no backup that is kept needs: old backups, their attachments, the log before. */
export async function prune(
	backupDir: string,
	backups: readonly Backup[],
	keep: number
): Promise<void> {
	const kept = backups.slice(-keep);
	const oldest = kept[0];
	if (oldest === undefined) return;
	for (const { folder } of backups.slice(0, -keep))
		await rm(folder, { recursive: true, force: true });
	for (const name of await namesIn(backupDir))
		if (ABANDONED.test(name) && name < oldest.name)
			await rm(join(backupDir, name), { recursive: true, force: true });
	await pruneBlobs(backupDir, new Set(kept.flatMap(({ manifest }) => manifest.blobs)));
	await pruneLater(backupDir, oldest.manifest.createdMs);
}

async function pruneBlobs(backupDir: string, needed: ReadonlySet<string>): Promise<void> {
	const root = join(backupDir, 'blobs');
	for (const org of await namesIn(root))
		for (const shelf of await namesIn(join(root, org)))
			for (const rest of await namesIn(join(root, org, shelf)))
				if (!needed.has(`${org}/${shelf}${rest}`))
					await rm(join(root, org, shelf, rest), { force: true });
}

/** A file of the later log may go when the next one had begun before the oldest backup was made. */
async function pruneLater(backupDir: string, oldestMs: number): Promise<void> {
	for (const org of await namesIn(join(backupDir, 'log'))) {
		const files = listLater(join(backupDir, 'log', org));
		for (const [index, { path }] of files.entries()) {
			const next = files[index + 1];
			if (next !== undefined && next.beganMs < oldestMs) await rm(path, { force: true });
		}
	}
}
