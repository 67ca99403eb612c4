import type { Json } from '#lib/domain/json.ts';
import { orgFile } from '../orgs/org-registry.ts';
import { ORG_MIGRATIONS } from '../persistence/org/migrations.ts';
import { openDatabase } from '../persistence/sqlite.ts';
import type { Difference } from '../pipeline/compare.ts';
import { verify, type Verification } from '../pipeline/rebuild.ts';
import { chosenOrgs, counted, progressOf, type CommandParts, type NamedOrg } from './command.ts';

const TOLD = 20;
const VALUE_LENGTH = 120;

/** Compares what is stored and what a new client would receive with what the log says. */
export function verifyCommand(parts: CommandParts): number {
	const results = chosenOrgs(parts).map((org) => verifyOrg(org, parts));
	return results.every((isFine) => isFine) ? 0 : 1;
}

function verifyOrg(org: NamedOrg, { config, say }: CommandParts): boolean {
	say(`${org.name} (${org.slug})`);
	const database = openDatabase(orgFile(config.dataDir, org.id), ORG_MIGRATIONS);
	try {
		// One reading transaction: a server that commits meanwhile changes nothing in what is read.
		const check = database.transaction(() => verify(org.id, database, progressOf(say)));
		return tell(check(), org, say);
	} finally {
		database.close();
	}
}

function tell(result: Verification, org: NamedOrg, say: (line: string) => void): boolean {
	const { changes, documents, registers, differences, brokenAt } = result;
	const read = `${counted(changes, 'change')}, ${counted(registers, 'register')}, ${counted(documents, 'document')}`;
	if (differences.length === 0 && brokenAt === undefined) {
		say(`  All is well: ${read}.`);
		return true;
	}
	say(`  Checked ${read}.`);
	if (brokenAt !== undefined)
		say(
			`  The log has been altered: from row ${brokenAt} on its hashes do not fit. Restore a backup.`
		);
	for (const difference of differences.slice(0, TOLD)) say(`  ${describe(difference)}`);
	if (differences.length > TOLD)
		say(`  … and ${counted(differences.length - TOLD, 'more difference')}.`);
	if (differences.length > 0)
		say(
			`  ${counted(differences.length, 'difference')} from the log. Stop the server and run: npm run rebuild -- --org ${org.slug}`
		);
	return false;
}

function describe({ document, root, key, expected, found }: Difference): string {
	return `${document} ${root}/${key}: the log says ${short(expected)}, stored is ${short(found)}`;
}

function short(value: Json | undefined): string {
	const text = value === undefined ? 'nothing' : JSON.stringify(value);
	return text.length <= VALUE_LENGTH ? text : `${text.slice(0, VALUE_LENGTH)}…`;
}
