import { readConfig } from './config.ts';
import { addOrganisationCommand } from './cli/add-organisation-command.ts';
import { backupCommand } from './cli/backup-command.ts';
import { importCommand } from './cli/import-command.ts';
import { rebuildCommand } from './cli/rebuild-command.ts';
import { CommandError, type Command } from './cli/command.ts';
import { resetPasswordCommand } from './cli/reset-password-command.ts';
import { restoreCommand } from './cli/restore-command.ts';
import { verifyCommand } from './cli/verify-command.ts';
import { startTrouble } from './start-trouble.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
	verify: verifyCommand,
	rebuild: rebuildCommand,
	backup: backupCommand,
	restore: restoreCommand,
	import: importCommand,
	'reset-password': resetPasswordCommand,
	'add-organisation': addOrganisationCommand
};

const USAGE = `Use one of:
  npm run verify  -- [--org SLUG]   checks the data of DATA_DIR; a server may be running
  npm run rebuild -- [--org SLUG]   makes all documents anew from the log; no server may be running
  npm run backup  [-- --list]       makes a backup; a server may be running
  npm run restore -- latest         puts a backup and what was saved after it back; no server may be running
  npm run import  -- mbox FILE --org SLUG --team NAME    brings mail in; run it again to resume
  npm run import  -- eml FOLDER --org SLUG --team NAME
  npm run reset-password -- NAME    prints a one-time link to a new password
  npm run add-organisation -- NAME --admin USER_NAME    makes another organisation; the server must be running`;

async function run(): Promise<number> {
	const [name = '', ...args] = process.argv.slice(2);
	const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
	if (command === undefined) throw new CommandError(USAGE);
	return command({
		args,
		config: readConfig(process.env),
		say: (line) => void process.stdout.write(`${line}\n`)
	});
}

run().then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		const known = error instanceof CommandError ? error.message : startTrouble(error);
		process.stderr.write(`${known ?? (error instanceof Error ? error.stack : String(error))}\n`);
		// The words of what nobody expected may quote people: whoever runs a command can tell.
		process.exitCode = known === undefined ? 2 : 1;
	}
);
