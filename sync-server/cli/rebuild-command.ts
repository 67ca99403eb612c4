import { randomInt } from 'node:crypto';
import { orgFile } from '../orgs/org-registry.ts';
import { ORG_MIGRATIONS } from '../persistence/org/migrations.ts';
import { openDatabase } from '../persistence/sqlite.ts';
import { rebuild } from '../pipeline/rebuild.ts';
import {
	chosenOrgs,
	counted,
	progressOf,
	workAlone,
	type CommandParts,
	type NamedOrg
} from './command.ts';

/** Makes registers and documents anew from the log, each document in a new generation. */
export async function rebuildCommand(parts: CommandParts): Promise<number> {
	const orgs = chosenOrgs(parts);
	const alone = {
		name: 'npm run rebuild',
		instead: 'Stop it first: it keeps documents in memory that would no longer fit.'
	};
	await workAlone(parts.config.dataDir, alone, () => {
		for (const org of orgs) rebuildOrg(org, parts);
	});
	return 0;
}

function rebuildOrg(org: NamedOrg, { config, say }: CommandParts): void {
	say(`${org.name} (${org.slug})`);
	const database = openDatabase(orgFile(config.dataDir, org.id), ORG_MIGRATIONS);
	try {
		const randomClient = () => randomInt(1, 0xffff_ffff);
		const documents = rebuild(org.id, database, {
			randomClient,
			now: Date.now,
			onProgress: progressOf(say)
		});
		say(`  ${counted(documents, 'document')} made anew from the log.`);
	} finally {
		database.close();
	}
}
