import type { ImportService } from '../channels/mail/import-service.ts';
import type { Config } from '../config.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import { holdFolder } from '../process-lock.ts';
import { addOrganisation, wantedOrganisation, type OrganisationPlace } from './add-organisation.ts';
import { importMail, wantedImport } from './import-mail.ts';
import { openOrderDesk } from './order-desk.ts';
import type { RunOrder } from './orders.ts';

export interface TerminalParts extends Pick<OrganisationPlace, 'access' | 'random'> {
	readonly config: Pick<Config, 'dataDir'>;
	readonly platform: Platform;
	readonly orgs: OrgRegistry;
	readonly imports: ImportService;
	readonly report: (error: unknown, where: string) => void;
}

/** The data folder in this server's hands, and the way in for commands of the terminal. */
export interface Terminal {
	/** Tells commands where this server is. */
	announce(address: string): void;
	/** Stops what commands have asked for. */
	stop(): Promise<void>;
	/** Lets another process have the folder. */
	release(): void;
}

/** Takes the data folder for this server and listens to commands. */
export async function openTerminal(parts: TerminalParts): Promise<Terminal> {
	const { dataDir } = parts.config;
	const folder = holdFolder(dataDir);
	try {
		const desk = await openOrderDesk({ dataDir, orders: ordersOf(parts), report: parts.report });
		return {
			announce: (address) => folder.announce(address, desk.place),
			stop: () => desk.close(),
			release: () => folder.release()
		};
	} catch (error) {
		folder.release();
		throw error;
	}
}

function ordersOf(parts: TerminalParts): Readonly<Record<string, RunOrder>> {
	const { platform, orgs, imports } = parts;
	const place = {
		imports,
		orgs: () => platform.orgs.listReady(),
		teamsOf: (org: string) => orgs.get(org).unit.world.directory.teams
	};
	return {
		import: (input, call) => importMail(wantedImport.parse(input), place, call),
		'add-organisation': (input, call) =>
			addOrganisation(wantedOrganisation.parse(input), parts, call)
	};
}
