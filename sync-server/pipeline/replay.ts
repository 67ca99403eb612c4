import { decodeChange } from '#lib/domain/changes/change.ts';
import { patchesFor } from '../projections/patches.ts';
import { PlainDocuments } from '../projections/plain-documents.ts';
import type { OrgStore, ParkedRow } from '../persistence/org/org-store.ts';
import { parkedAsLogged } from './intake.ts';
import { MemoryStore } from './memory-store.ts';
import { followsFrom, readLogRow, type Logged } from './record.ts';
import { nothingTouched, World } from './world.ts';

/** What the log says: every entity and every document, made from nothing else. */
export interface Replayed {
	readonly world: World;
	readonly store: MemoryStore;
	readonly documents: PlainDocuments;
	/** The first row whose hash does not follow from the one before it. */
	readonly brokenAt: number | undefined;
	readonly changes: number;
}

/** Progress is told after so many changes. */
const PROGRESS_EVERY = 1_000;

/**
 * Replays the whole log in memory, commit by commit. The documents' content must come out as it
 * stands in the file and as a client receives it.
 */
export function replayLog(
	org: string,
	source: OrgStore,
	onProgress: (changes: number) => void = () => undefined
): Replayed {
	const store = new MemoryStore();
	const world = new World(org, store);
	const documents = new PlainDocuments();
	let batch: Logged[] = [];
	let chain: Uint8Array | undefined;
	let brokenAt: number | undefined;
	let changes = 0;
	for (const row of source.log()) {
		const logged = readLogRow(row);
		if (brokenAt === undefined && !followsFrom(chain, row, logged)) brokenAt = row.seq;
		chain = row.chain;
		changes += 1;
		if (changes % PROGRESS_EVERY === 0) onProgress(changes);
		if (batch[0] !== undefined && batch[0].rev !== logged.rev) {
			replayCommit(world, store, documents, batch);
			batch = [];
		}
		batch.push(logged);
	}
	replayCommit(world, store, documents, batch);
	replayParked(world, store, documents, source.parked());
	unlist(world, store, documents, source);
	return { world, store, documents, brokenAt, changes };
}

function replayCommit(
	world: World,
	store: MemoryStore,
	documents: PlainDocuments,
	batch: readonly Logged[]
): void {
	const rev = batch[0]?.rev;
	if (rev === undefined) return;
	const touched = nothingTouched();
	for (const logged of batch) {
		store.noteRefused(logged);
		world.absorb(logged, touched);
	}
	for (const [name, patches] of patchesFor(world, touched)) documents.write(name, patches, rev);
}

/** What waits for its target is not in the log, but its author sees it among the refused. */
function replayParked(
	world: World,
	store: MemoryStore,
	documents: PlainDocuments,
	parked: readonly ParkedRow[]
): void {
	const touched = nothingTouched();
	for (const row of parked) {
		const decoded = decodeChange(JSON.parse(row.raw));
		if (decoded.ok)
			world.absorb(parkedAsLogged(decoded.value, row.author, row.arrived_ms, 0), touched);
	}
	for (const [name, patches] of patchesFor(world, touched)) documents.write(name, patches, 0);
}

/** Rows that a sweep had taken out of the lists; a later change brings a ticket back. */
function unlist(
	world: World,
	store: MemoryStore,
	documents: PlainDocuments,
	source: OrgStore
): void {
	const cutoffMs = Number(source.meta('sweep_cutoff') ?? 0);
	const sweepRev = Number(source.meta('sweep_rev') ?? 0);
	const touched = nothingTouched();
	for (const [target, thread] of [...store.threads()]) {
		const ticket = world.ticket(target);
		if (!ticket?.final || thread.updatedMs >= cutoffMs || thread.rev > sweepRev) continue;
		world.entities.setThread(target, { ...thread, listed: false });
		touched.relisted.add(target);
	}
	for (const [name, patches] of patchesFor(world, touched)) documents.write(name, patches, 0);
}
