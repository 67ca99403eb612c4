import { parseArgs } from 'node:util';
import { makeBackup } from '../backup/make-backup.ts';
import { BackupError, listBackups } from '../backup/manifest.ts';
import { CommandError, counted, type CommandParts } from './command.ts';

const USAGE = 'Use: npm run backup [-- --list]';

/** Makes a backup; a server may be running. With `--list`, says which there are. */
export async function backupCommand({ args, config, say }: CommandParts): Promise<number> {
	const { dir, keep } = config.backup;
	if (readList(args)) {
		const backups = listBackups(dir);
		for (const { name, folder } of backups) say(`${name}  ${folder}`);
		if (backups.length === 0) say(`There is no backup in ${dir} yet.`);
		return 0;
	}
	const startedMs = performance.now();
	try {
		const made = await makeBackup({ dataDir: config.dataDir, backupDir: dir, keep, now: Date.now });
		const { databases, blobs } = made.manifest;
		const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
		say(`${made.folder}`);
		say(
			`  ${counted(databases.length, 'database')} (${megabytes(made.bytes)}), ` +
				`${counted(blobs.length, 'attachment')} (${made.newBlobs} new), read back and whole, in ${seconds} s.`
		);
		return 0;
	} catch (error) {
		if (error instanceof BackupError) throw new CommandError(error.message);
		throw error;
	}
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

function readList(args: readonly string[]): boolean {
	try {
		const options = { list: { type: 'boolean' } } as const;
		return parseArgs({ args: [...args], options }).values.list === true;
	} catch (error) {
		throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
	}
}
