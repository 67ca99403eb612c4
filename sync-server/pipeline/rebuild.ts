import { must } from '#lib/domain/assert.ts';
import { cellValue, type Cells } from '#lib/domain/crdt/cells.ts';
import * as Y from 'yjs';
import { readContent, type Content } from '#lib/documents/records.ts';
import type { Database } from '../persistence/sqlite.ts';
import { createOrgStore } from '../persistence/org/org-store.ts';
import { createProjectionStore } from '../persistence/org/projection-store.ts';
import { createReportStore } from '../persistence/org/report-store.ts';
import { createSearchStore } from '../persistence/org/search-store.ts';
import { Projector } from '../projections/projector.ts';
import { indexTickets } from '../search/index-tickets.ts';
import { compareContents, type Difference } from './compare.ts';
import { replayLog } from './replay.ts';

export interface Verification {
	readonly changes: number;
	readonly documents: number;
	readonly registers: number;
	readonly differences: readonly Difference[];
	/** The log's row from which on its hashes do not fit, if any. */
	readonly brokenAt: number | undefined;
}

/**
 * Reads the log, makes everything anew in memory and compares: registers with registers, and each
 * document with what a new client would be sent. Writes nothing.
 */
export function verify(
	org: string,
	database: Database,
	onProgress?: (changes: number) => void
): Verification {
	const store = createOrgStore(database);
	const replayed = replayLog(org, store, onProgress);
	const projector = new Projector(
		createProjectionStore(database),
		() => 1,
		() => 0
	);
	const names = new Set([...replayed.documents.names(), ...projector.names()]);
	const differences: Difference[] = [];
	for (const name of names)
		differences.push(
			...compareContents(name, replayed.documents.content(name), asReceived(projector, name))
		);
	let registers = 0;
	for (const [target, cells] of replayed.store.all()) {
		const found: Cells = Object.fromEntries(store.allCells(target));
		registers += cells.size;
		differences.push(
			...compareContents(
				`registers of ${target}`,
				cellContent(Object.fromEntries(cells)),
				cellContent(found)
			)
		);
	}
	return {
		changes: replayed.changes,
		documents: names.size,
		registers,
		differences,
		brokenAt: replayed.brokenAt
	};
}

/** The shape of the documents and of what is kept beside the registers; it grows with the code. */
const SHAPE = '12';

/**
 * Makes everything derived anew when it was made by code that gave it another shape; true when it
 * did. The log is what lasts: a new version never needs to read an older one's documents.
 */
export function renewShape(
	org: string,
	database: Database,
	parts: { readonly randomClient: () => number; readonly now: () => number }
): boolean {
	const store = createOrgStore(database);
	if (store.meta('shape') === SHAPE) return false;
	const isUsed = Number(store.meta('rev') ?? 0) > 0;
	if (isUsed) rebuild(org, database, parts);
	store.setMeta('shape', SHAPE);
	return isUsed;
}

/** Makes registers, documents and the search anew from the log, each document in a new generation. */
export function rebuild(
	org: string,
	database: Database,
	parts: {
		readonly randomClient: () => number;
		readonly now: () => number;
		readonly onProgress?: (changes: number) => void;
	}
): number {
	const store = createOrgStore(database);
	const { randomClient, now, onProgress } = parts;
	const projector = new Projector(createProjectionStore(database), randomClient, now);
	const replayed = replayLog(org, store, onProgress);
	const rebuildAll = database.transaction(() => {
		const rev = Number(store.meta('rev') ?? 0) + 1;
		store.clearDerived();
		for (const [target, cells] of replayed.store.all())
			for (const [key, cell] of cells) store.setCell(target, key, cell);
		for (const [target, thread] of replayed.store.threads()) store.setThread(target, thread);
		store.clearContacts();
		for (const [target, contact] of replayed.store.contacts()) store.setContact(target, contact);
		const search = createSearchStore(database);
		search.clear();
		createReportStore(database).clear();
		indexTickets(search, replayed.world, replayed.store.all());
		for (const name of replayed.documents.names())
			projector.rewrite(name, replayed.documents.content(name), rev);
		store.setMeta('next_number', String(highestNumber(replayed.store.all()) + 1));
		store.setMeta('rev', String(rev));
	});
	rebuildAll.immediate();
	return replayed.documents.names().length;
}

function highestNumber(entities: Iterable<[string, ReadonlyMap<string, Cells[string]>]>): number {
	let highest = 0;
	for (const [, cells] of entities)
		highest = Math.max(highest, Number(cellValue(Object.fromEntries(cells), 'number') ?? 0));
	return highest;
}

/** A document as a client that has nothing of it receives it. */
function asReceived(projector: Projector, name: string): Content {
	const answer = projector.answer(name, () => 0);
	if (answer === undefined) return {};
	const doc = new Y.Doc();
	for (const update of answer.updates) Y.applyUpdate(doc, update);
	const isWhole = doc.store.pendingStructs === null && doc.store.pendingDs === null;
	const content = readContent(rooted(doc));
	doc.destroy();
	return must(isWhole ? content : undefined, `${name}: updates are missing in between`);
}

/** Yjs knows the type of a root only once it is asked for. */
function rooted(doc: Y.Doc): Y.Doc {
	for (const root of doc.share.keys()) doc.getMap(root);
	return doc;
}

const cellContent = (cells: Cells): Content => ({
	cells: Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, [...cell]]))
});
