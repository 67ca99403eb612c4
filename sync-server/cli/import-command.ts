import { randomFillSync, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { newId } from '#lib/domain/ids.ts';
import type { SubmitDrafts } from '../channels/mail/job.ts';
import { createMailParser } from '../channels/mail/parse-pool.ts';
import { runImport } from '../channels/mail/run-import.ts';
import { openSource, type SourceKind } from '../channels/mail/source.ts';
import { orgFile } from '../orgs/org-registry.ts';
import { createBlobStore } from '../persistence/blobs.ts';
import { openImports, type ImportRow, type ImportStore } from '../persistence/imports.ts';
import { ORG_MIGRATIONS } from '../persistence/org/migrations.ts';
import { openDatabase } from '../persistence/sqlite.ts';
import { automationChange } from '../pipeline/intake.ts';
import { OrgUnit } from '../pipeline/org-unit.ts';
import { markRunning } from '../process-lock.ts';
import {
	CommandError,
	counted,
	listOrgs,
	refuseWhileServing,
	type CommandParts
} from './command.ts';

const USAGE = `Use: npm run import -- mbox FILE --org SLUG --team NAME
 or: npm run import -- eml FOLDER --org SLUG --team NAME`;
const FAILURES_TOLD = 50;

interface Wanted {
	readonly kind: SourceKind;
	readonly path: string;
	readonly org: string;
	readonly team: string;
}

/** Brings a file or folder of mail into tickets of a team; run again, it goes on where it was. */
export async function importCommand({ args, config, say }: CommandParts): Promise<number> {
	const { dataDir } = config;
	const wanted = readWanted(args);
	const org = listOrgs(dataDir).find(({ slug }) => slug === wanted.org);
	if (org === undefined) throw new CommandError(`There is no organisation "${wanted.org}" here.`);
	refuseWhileServing(dataDir, 'Stop it first, or import on its page for mail.');
	const unmark = markRunning(dataDir, 'npm run import');
	const unit = openUnit(dataDir, org.id);
	const store = openImports(join(dataDir, 'imports', `${org.id}.sqlite`));
	const stop = new AbortController();
	const onSignal = (): void => stop.abort();
	process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
	try {
		const id = importFor(store, wanted, findTeam(unit, wanted.team));
		const row = await run(id, { wanted, unit, store, dataDir, signal: stop.signal, say });
		return tellEnd(row, store, say);
	} finally {
		process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
		store.close();
		await unit.close();
		unmark();
	}
}

function readWanted(args: readonly string[]): Wanted {
	try {
		const options = { org: { type: 'string' }, team: { type: 'string' } } as const;
		const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
		const [kind, file, ...rest] = positionals;
		const { org, team } = values;
		const isKind = kind === 'mbox' || kind === 'eml';
		if (!isKind || !file || rest.length > 0 || !org || !team) throw new CommandError(USAGE);
		const path = resolve(file);
		if (existsSync(path)) return { kind, path, org, team };
	} catch (error) {
		if (error instanceof CommandError) throw error;
		throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
	}
	throw new CommandError(`There is no such file or folder: ${String(args[1])}`);
}

function openUnit(dataDir: string, org: string): OrgUnit {
	return new OrgUnit({
		org,
		database: openDatabase(orgFile(dataDir, org), ORG_MIGRATIONS),
		now: Date.now,
		defer: (run) => void setImmediate(run),
		randomClient: () => randomInt(1, 0xffff_ffff),
		onCommit: () => undefined
	});
}

function findTeam(unit: OrgUnit, wanted: string): string {
	const teams = [...unit.world.directory.teams].filter(([, team]) => !team.archived);
	const name = wanted.toLowerCase();
	const found = teams.filter(([id, team]) => id === wanted || team.name.toLowerCase() === name);
	const [first, second] = found;
	if (first !== undefined && second === undefined) return first[0];
	const known = teams.map(([id, team]) => `${team.name} (${id})`).join(', ');
	const problem = second === undefined ? 'There is no team' : 'There is more than one team';
	throw new CommandError(`${problem} "${wanted}". There is: ${known}.`);
}

/** The import of this source that has not ended, or a new one. */
function importFor(store: ImportStore, { kind, path }: Wanted, team: string): string {
	const isSame = (row: ImportRow) =>
		row.state !== 'done' && row.path === path && row.kind === kind && row.team === team;
	const known = store.list().find(isSame);
	if (known !== undefined) return known.id;
	const id = newId(randomFillSync);
	const label = basename(path);
	store.create({ id, team, kind, path, label, uploaded: false, startedBy: '' }, Date.now());
	return id;
}

interface Running {
	readonly wanted: Wanted;
	readonly unit: OrgUnit;
	readonly store: ImportStore;
	readonly dataDir: string;
	readonly signal: AbortSignal;
	readonly say: (line: string) => void;
}

async function run(id: string, parts: Running): Promise<ImportRow> {
	const { wanted, unit, store, dataDir, signal, say } = parts;
	const source = await openSource(wanted.kind, wanted.path);
	const parser = createMailParser();
	try {
		return await runImport({
			id,
			org: unit.org,
			store,
			source,
			parser,
			blobs: createBlobStore(join(dataDir, 'blobs')),
			submit: submitTo(unit),
			now: Date.now,
			signal,
			onProgress: tellProgress(say)
		});
	} finally {
		await parser.close();
		await source.close();
	}
}

function submitTo(unit: OrgUnit): SubmitDrafts {
	const sender = { author: '~import', device: '', revoked: false };
	return async (drafts) => {
		const entries = drafts.map((draft) => automationChange(unit.nextStamp(), draft));
		return (await unit.submit({ sender, entries })).map(({ verdict }) => verdict);
	};
}

function tellProgress(say: (line: string) => void): (row: ImportRow) => void {
	let saidMs = 0;
	return (row) => {
		if (performance.now() - saidMs < 2_000) return;
		saidMs = performance.now();
		const done = row.imported + row.duplicates + row.failed;
		if (row.state === 'importing') say(`${done} of ${counted(row.total, 'message')} …`);
		else say(`Looking for messages: ${row.total} …`);
	};
}

function tellEnd(row: ImportRow, store: ImportStore, say: (line: string) => void): number {
	const parts = [`${counted(row.imported, 'message')} imported`, `${row.duplicates} known before`];
	say(`${parts.join(', ')}, ${row.failed} not understood.`);
	for (const failure of store.failures(row.id, FAILURES_TOLD, -1))
		say(`  ${failure.name} byte ${failure.offset}: ${failure.reason} (${failure.detail})`);
	if (row.failed > FAILURES_TOLD) say(`  … and ${row.failed - FAILURES_TOLD} more.`);
	if (row.state === 'done') return 0;
	say(STOPPED[row.problem ?? ''] ?? 'Stopped. Run the same command again to go on from here.');
	return 1;
}

const STOPPED: Readonly<Record<string, string>> = {
	'nothing-found': 'There is no mail in it. Is it an mbox file, or a folder of .eml files?',
	'unknown-team': 'The team takes no tickets any more. Choose another with --team.'
};
