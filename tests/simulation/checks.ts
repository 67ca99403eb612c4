import type * as Y from 'yjs';
import { canonicalJson } from '#lib/domain/json.ts';
import { readContent, rootMap } from '#lib/documents/records.ts';
import type { ThreadView } from '#lib/session/desk/views.ts';
import { ORG_MIGRATIONS } from '../../sync-server/persistence/org/migrations.ts';
import { openDatabase } from '../../sync-server/persistence/sqlite.ts';
import { verify } from '../../sync-server/pipeline/rebuild.ts';
import type { Tab } from './profile.ts';
import type { SimulatedServer } from './server.ts';

/** A ticket on the screen of a tab. */
export interface SeenTicket {
	readonly name: string;
	readonly view: ThreadView;
}

/** Changes that must be in the log. */
export interface DueChanges {
	readonly made: Iterable<string>;
	readonly receipted: Iterable<string>;
}

/** Whether each document that a tab holds is what the server has. */
export function compareDocuments({ device }: Tab, server: SimulatedServer): string[] {
	const problems: string[] = [];
	for (const replica of device.replicas.allOpen()) {
		if (replica.doc === undefined || replica.name.startsWith('live.')) continue;
		const expected = server.unit.projector.content(replica.name);
		if (replica.status !== 'ready') continue;
		if (!replica.isLive) problems.push(`${device.id} ${replica.name}: not live in peace`);
		const found = readContent(rooted(replica.doc));
		if (canonicalJson(expected as never) !== canonicalJson(found as never))
			problems.push(
				`${device.id} ${replica.name} g${replica.generation}: content differs: ${where(expected as never, found as never)}`
			);
	}
	return problems;
}

/** Whether a tab shows of each ticket what the server has. */
export function compareViews(
	{ device, desk }: Tab,
	views: readonly SeenTicket[],
	server: SimulatedServer
): string[] {
	const problems: string[] = [];
	for (const { name, view } of views) {
		const expected = server.unit.projector.content(name)?.cells;
		if (view.status === 'loading') problems.push(`${device.id} ${name}: loads for ever`);
		if (view.status !== 'ready') continue;
		if (canonicalJson(view.cells as never) !== canonicalJson((expected ?? {}) as never))
			problems.push(
				`${device.id} ${name}: what ${desk.me.name} sees differs from the server: ${difference(view.cells as never, (expected ?? {}) as never)}`
			);
	}
	const isSeen = views.some(({ name }) => server.mayRead(desk.me.person, name));
	if (isSeen && !views.some(({ view }) => view.status === 'ready'))
		problems.push(`${device.id}: sees nothing`);
	return problems;
}

/** Whether the log has everything once that it must have, and makes the same documents again. */
export function compareLog(org: string, file: string, due: DueChanges): string[] {
	const database = openDatabase(file, ORG_MIGRATIONS);
	const ids = database
		.prepare<[], { id: string }>('SELECT id FROM changes UNION ALL SELECT id FROM parked')
		.all()
		.map(({ id }) => id);
	const known = new Set(ids);
	const problems: string[] = [];
	if (known.size !== ids.length) problems.push('a change stands in the log twice');
	for (const id of due.receipted) if (!known.has(id)) problems.push(`receipted and lost: ${id}`);
	for (const id of due.made) if (!known.has(id)) problems.push(`made and lost: ${id}`);
	const numbers = database
		.prepare<[], { n: number }>(
			`SELECT json_extract(assigned, '$.number') AS n FROM changes WHERE type = 'ticket.create' AND refusal IS NULL`
		)
		.all();
	if (new Set(numbers.map(({ n }) => n)).size !== numbers.length)
		problems.push('two tickets have one number');
	const { differences, brokenAt } = verify(org, database);
	if (differences.length > 0) problems.push(`rebuilt otherwise: ${JSON.stringify(differences[0])}`);
	if (brokenAt !== undefined) problems.push(`the log's chain breaks at ${brokenAt}`);
	database.close();
	return problems;
}

function rooted(doc: Y.Doc): Y.Doc {
	for (const root of doc.share.keys()) rootMap(doc, root);
	return doc;
}

/** The first key in which two plain objects differ, with both values. */
function difference(found: Record<string, never>, expected: Record<string, never>): string {
	const keys = new Set([...Object.keys(found), ...Object.keys(expected)]);
	for (const key of keys)
		if (canonicalJson(found[key]) !== canonicalJson(expected[key]))
			return `${key}: ${canonicalJson(found[key])} instead of ${canonicalJson(expected[key])}`;
	return 'nothing';
}

/** The first root and key in which two contents differ. */
function where(
	expected: Record<string, Record<string, never>> | undefined,
	found: Record<string, Record<string, never>>
): string {
	for (const root of new Set([...Object.keys(expected ?? {}), ...Object.keys(found)])) {
		const text = difference(found[root] ?? {}, expected?.[root] ?? {});
		if (text !== 'nothing') return `${root}/${text}`;
	}
	return 'nothing';
}
