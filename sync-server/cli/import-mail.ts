import { basename } from 'node:path';
import { z } from 'zod';
import type { ImportService } from '../channels/mail/import-service.ts';
import type { ImportRow, ImportStore } from '../persistence/imports.ts';
import type { Directory } from '../pipeline/directory.ts';
import { CommandError, counted } from './command.ts';
import type { OrderCall } from './orders.ts';

export const wantedImport = z.object({
	kind: z.enum(['mbox', 'eml']),
	path: z.string(),
	org: z.string(),
	team: z.string()
});

/** Mail to bring in, as the terminal names it. */
export type WantedImport = z.infer<typeof wantedImport>;

/** Where mail is brought in: a running server, or files that nobody else works on. */
export interface ImportPlace {
	readonly imports: ImportService;
	readonly orgs: () => readonly { readonly id: string; readonly slug: string }[];
	readonly teamsOf: (org: string) => Directory['teams'];
}

const FAILURES_TOLD = 50;

/** Brings mail into tickets of a team; asked for again, it goes on where it was. */
export async function importMail(
	wanted: WantedImport,
	{ imports, orgs, teamsOf }: ImportPlace,
	{ say, signal }: OrderCall
): Promise<number> {
	const org = orgs().find(({ slug }) => slug === wanted.org)?.id;
	if (org === undefined) throw new CommandError(`There is no organisation "${wanted.org}" here.`);
	const id = begin(imports, org, { ...wanted, team: findTeam(teamsOf(org), wanted.team) });
	const pause = (): void => void imports.pause(org, id);
	if (signal.aborted) pause();
	signal.addEventListener('abort', pause, { once: true });
	try {
		const row = await imports.ended(org, id, tellProgress(say));
		return tellEnd(row, imports.store(org), say);
	} finally {
		signal.removeEventListener('abort', pause);
	}
}

function findTeam(all: Directory['teams'], wanted: string): string {
	const teams = [...all].filter(([, team]) => !team.archived);
	const name = wanted.toLowerCase();
	const found = teams.filter(([id, team]) => id === wanted || team.name.toLowerCase() === name);
	const [first, second] = found;
	if (first !== undefined && second === undefined) return first[0];
	const known = teams.map(([id, team]) => `${team.name} (${id})`).join(', ');
	const problem = second === undefined ? 'There is no team' : 'There is more than one team';
	throw new CommandError(`${problem} "${wanted}". There is: ${known}.`);
}

/** Takes up the import of this source that has not ended, or begins a new one. */
function begin(imports: ImportService, org: string, { kind, path, team }: WantedImport): string {
	const isSame = (row: ImportRow) =>
		row.state !== 'done' && row.path === path && row.kind === kind && row.team === team;
	const known = imports.store(org).list().find(isSame);
	if (known !== undefined) {
		imports.resume(org, known.id);
		return known.id;
	}
	const id = imports.newId();
	const label = basename(path);
	imports.start(org, id, { team, kind, path, label, uploaded: false, startedBy: '' });
	return id;
}

function tellProgress(say: (line: string) => void): (row: ImportRow) => void {
	let saidMs = -Infinity;
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
	'source-missing': 'It cannot be read. May the user under whom Offhook runs read it?',
	'unknown-team': 'The team takes no tickets any more. Choose another with --team.'
};
