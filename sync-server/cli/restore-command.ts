import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { BackupError, listBackups, readBackup, type Backup } from '../backup/manifest.ts';
import { restore, type Restored } from '../backup/restore.ts';
import { CommandError, counted, workAlone, type CommandParts, type NamedOrg } from './command.ts';

const USAGE = `Use: npm run restore -- latest [--org SLUG]
 or: npm run restore -- FOLDER [--org SLUG] [--without-later] [--with-logins]
  --org            only this organisation
  --without-later  go back to the backup itself, without what was saved after it
  --with-logins    logins and passwords go back as well, and everybody signs in again`;

/** Puts a backup and what was saved after it in the place of the data. No server may be running. */
export async function restoreCommand({ args, config, say }: CommandParts): Promise<number> {
	const { dataDir } = config;
	const { file, ...wanted } = readWanted(args);
	const alone = { name: 'npm run restore', instead: 'Stop it first.' };
	try {
		const backup = chosenBackup(file, config.backup.dir);
		const { orgs } = backup.manifest;
		const org = wanted.org === undefined ? undefined : orgNamed(orgs, wanted.org);
		say(`From the backup ${backup.folder}`);
		const restored = await workAlone(dataDir, alone, () =>
			restore({
				dataDir,
				backupDir: config.backup.dir,
				backup,
				...(org && { org: org.id }),
				withLater: !wanted.isWithoutLater,
				withLogins: wanted.isWithLogins,
				now: Date.now,
				randomClient: () => randomInt(1, 0xffff_ffff)
			})
		);
		tell(restored, orgs, say);
		return restored.missingBlobs === 0 ? 0 : 1;
	} catch (error) {
		if (error instanceof BackupError) throw new CommandError(error.message);
		throw error;
	}
}

function readWanted(args: readonly string[]) {
	const options = {
		org: { type: 'string' },
		'without-later': { type: 'boolean' },
		'with-logins': { type: 'boolean' }
	} as const;
	try {
		const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
		const [file, ...rest] = positionals;
		if (file === undefined || rest.length > 0) throw new Error('Name one backup.');
		return {
			file,
			org: values.org,
			isWithoutLater: values['without-later'] === true,
			isWithLogins: values['with-logins'] === true
		};
	} catch (error) {
		throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
	}
}

function chosenBackup(file: string, backupDir: string): Backup {
	if (file !== 'latest') return readBackup(file);
	const newest = listBackups(backupDir).at(-1);
	if (newest !== undefined) return newest;
	throw new CommandError(
		`There is no backup in ${backupDir}. Name its folder instead of "latest".`
	);
}

function orgNamed(orgs: readonly NamedOrg[], slug: string): NamedOrg {
	const found = orgs.find((org) => org.slug === slug);
	if (found !== undefined) return found;
	const known = orgs.map((org) => org.slug).join(', ');
	throw new CommandError(`There is no organisation "${slug}" in this backup. There is: ${known}.`);
}

function tell(
	{ orgs, hasOldLogins, aside, missingBlobs }: Restored,
	named: readonly NamedOrg[],
	say: (line: string) => void
): void {
	for (const { org, saved, later, held } of orgs) {
		const name = named.find(({ id }) => id === org)?.name ?? org;
		say(`  ${name}: ${counted(saved, 'change')} of the backup, ${later} saved after it.`);
		if (held > 0)
			say(
				`  ${counted(held, 'effect')} may have happened already, and wait for an administrator: ` +
					'Administration, Organisation.'
			);
	}
	if (hasOldLogins)
		say('  Logins and passwords are those of the backup. Everybody signs in again.');
	if (missingBlobs > 0) say(`  ${counted(missingBlobs, 'attachment')} missing from the backup.`);
	say(`  What was there before lies in ${aside}.`);
	say('  Start the server. Devices bring back by themselves what they still have.');
}
