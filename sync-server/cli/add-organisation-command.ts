import { parseArgs } from 'node:util';
import { runningServer } from '../process-lock.ts';
import { addressOf } from './address-of.ts';
import { wantedOrganisation, type WantedOrganisation } from './add-organisation.ts';
import { CommandError, type CommandParts } from './command.ts';
import { sendOrder } from './send-order.ts';

const USAGE = `Use: npm run add-organisation -- NAME --admin USER_NAME [--full-name "NAME"] [--email ADDRESS]`;

/** Has the running server make another organisation, and prints how its administrator gets in. */
export async function addOrganisationCommand(parts: CommandParts): Promise<number> {
	const { config, say } = parts;
	const input = readWanted(parts.args, addressOf(config));
	const running = runningServer(config.dataDir);
	if (running?.orders === undefined)
		throw new CommandError(
			`No server works on ${config.dataDir}. Start it (npm start) and try again.`
		);
	const { signal } = new AbortController();
	return await sendOrder(running.orders, { order: 'add-organisation', input }, { say, signal });
}

function readWanted(args: readonly string[], address: string): WantedOrganisation {
	const { values, positionals } = parsed(args);
	const [name, ...rest] = positionals;
	const { admin: userName, 'full-name': fullName, email = null } = values;
	if (name === undefined || userName === undefined || rest.length > 0)
		throw new CommandError(USAGE);
	const admin = { userName, name: fullName ?? userName, email };
	const wanted = wantedOrganisation.safeParse({ name, admin, address });
	if (wanted.success) return wanted.data;
	const [problem] = wanted.error.issues;
	throw new CommandError(`${problem?.path.join('.') ?? ''}: ${problem?.message ?? ''}\n${USAGE}`);
}

function parsed(args: readonly string[]) {
	try {
		const options = {
			admin: { type: 'string' },
			'full-name': { type: 'string' },
			email: { type: 'string' }
		} as const;
		return parseArgs({ args: [...args], options, allowPositionals: true });
	} catch (error) {
		throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
	}
}
