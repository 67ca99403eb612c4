import { readFileSync } from 'node:fs';
import type { Json } from '#lib/domain/json.ts';
import { readHeads, type AuditHead } from '../observe/audit-heads.ts';
import { orgFile } from '../orgs/org-registry.ts';
import { ORG_MIGRATIONS } from '../persistence/org/migrations.ts';
import { createOrgStore } from '../persistence/org/org-store.ts';
import { openDatabase } from '../persistence/sqlite.ts';
import type { Difference } from '../pipeline/compare.ts';
import { verify, type Verification } from '../pipeline/rebuild.ts';
import {
	chosenOrgs,
	CommandError,
	counted,
	progressOf,
	type CommandParts,
	type NamedOrg
} from './command.ts';

const TOLD = 20;
const VALUE_LENGTH = 120;

/** Compares what is stored and what a new client would receive with what the log says. */
export function verifyCommand(parts: CommandParts): number {
	const { heads, args } = takeHeads(parts.args);
	const results = chosenOrgs({ ...parts, args }).map((org) => verifyOrg(org, heads, parts));
	return results.every((isFine) => isFine) ? 0 : 1;
}

/** What the server's log said of these logs, where a copy of it is named. */
function takeHeads(args: readonly string[]): { heads: AuditHead[]; args: readonly string[] } {
	const at = args.indexOf('--heads');
	if (at === -1) return { heads: [], args };
	const file = args[at + 1] ?? '';
	try {
		const heads = readHeads(readFileSync(file, 'utf8'));
		return { heads, args: args.toSpliced(at, 2) };
	} catch {
		throw new CommandError(
			`"${file}" cannot be read. After --heads comes a file with the server's log.`
		);
	}
}

function verifyOrg(
	org: NamedOrg,
	heads: readonly AuditHead[],
	{ config, say }: CommandParts
): boolean {
	say(`${org.name} (${org.slug})`);
	const database = openDatabase(orgFile(config.dataDir, org.id), ORG_MIGRATIONS);
	try {
		// One reading transaction: a server that commits meanwhile changes nothing in what is read.
		const check = database.transaction(() => verify(org.id, database, progressOf(say)));
		const own = heads.filter((head) => head.org === org.id);
		const isWell = tell(check(), org, say);
		return fitsHeads(createOrgStore(database).chainAt, own, say) && isWell;
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

/** Whether the log still has what the server told of it, while it ran. */
function fitsHeads(
	chainAt: (seq: number) => Buffer | undefined,
	heads: readonly AuditHead[],
	say: (line: string) => void
): boolean {
	const wrong = heads.find(({ seq, chain }) => chainAt(seq)?.toString('hex') !== chain);
	if (heads.length > 0 && wrong === undefined)
		say(`  It has what the server said of it at ${counted(heads.length, 'time')}.`);
	if (wrong !== undefined)
		say(
			`  Row ${wrong.seq} of the log is not what it was on ${wrong.time}: the log was written anew since, unless a backup was restored.`
		);
	return wrong === undefined;
}

function describe({ document, root, key, expected, found }: Difference): string {
	return `${document} ${root}/${key}: the log says ${short(expected)}, stored is ${short(found)}`;
}

function short(value: Json | undefined): string {
	const text = value === undefined ? 'nothing' : JSON.stringify(value);
	return text.length <= VALUE_LENGTH ? text : `${text.slice(0, VALUE_LENGTH)}…`;
}
