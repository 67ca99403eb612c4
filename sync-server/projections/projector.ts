import * as Y from 'yjs';
import { contentHash } from '#lib/documents/content-hash.ts';
import { readContent, writePatches, type Content, type Patch } from '#lib/documents/records.ts';
import { must } from '#lib/domain/assert.ts';
import { PROTOCOL_VERSION } from '#lib/protocol/limits.ts';
import type { ProjectionStore, StoredUpdate } from '../persistence/org/projection-store.ts';
import { generationAfter } from './generation.ts';
import { trimPatches } from './trim.ts';
import { changed, collectUpdate, metaPatches, ORIGIN, rootsOf } from './writing.ts';

/** A document in memory: what answers are prepared from and, when it is written, its Yjs state. */
interface Live {
	readonly name: string;
	readonly generation: number;
	readonly client: number;
	rev: number;
	clock: number;
	base: Uint8Array | null;
	baseClock: number;
	tail: StoredUpdate[];
	tailBytes: number;
	doc: Y.Doc | undefined;
	/** Of the content at `rev`, where that was asked for and no Yjs state is kept. */
	hash?: string | undefined;
}

/** What was written to one document by a commit. */
export interface Written {
	readonly name: string;
	readonly generation: number;
	readonly rev: number;
	readonly bytes: Uint8Array;
	/** The document has begun a new generation: open copies are to be replaced. */
	readonly isReplaced: boolean;
}

/** Everything a client lacks of a document, as encoded updates in order. */
export interface Answer {
	readonly generation: number;
	readonly rev: number;
	readonly client: number;
	readonly clock: number;
	readonly updates: readonly Uint8Array[];
}

/** The tail is folded into the base beyond these. */
const TAIL_LIMITS = { updates: 200, bytes: 262_144 } as const;
/** A state this many times its live content (and at least this large) begins a new generation. */
const COMPACTION = { factor: 4, bytes: 65_536 } as const;
/**
 * Documents kept in memory, least recently used first to go: more than a team has open tickets, or
 * devices that come back with work on all of them would have each read from disk for every commit.
 */
const MEMORY_LIMIT = 4_000;

/** Writes the server's documents and answers clients from prepared bytes. */
export class Projector {
	readonly #store: ProjectionStore;
	readonly #randomClient: () => number;
	readonly #now: () => number;
	readonly #live = new Map<string, Live>();

	constructor(store: ProjectionStore, randomClient: () => number, now: () => number) {
		this.#store = store;
		this.#randomClient = randomClient;
		this.#now = now;
	}

	/** Writes one document inside the open transaction; the document is made if there is none. */
	write(name: string, patches: readonly Patch[], rev: number): Written {
		const live = this.#open(name) ?? this.#create(name, 0);
		const doc = this.#doc(live);
		const bytes = collectUpdate(doc, () => {
			const meta = { rev, schema: PROTOCOL_VERSION };
			writePatches(doc, [...changed(doc, patches), ...metaPatches(meta)], ORIGIN);
			const surplus = trimPatches(name, rootsOf(doc));
			if (surplus.length > 0) writePatches(doc, surplus, ORIGIN);
		});
		this.#append(live, bytes, rev);
		const isReplaced = this.#fold(live);
		const generation = this.#open(name)?.generation ?? live.generation;
		return { name, generation, rev, bytes, isReplaced };
	}

	/** Begins a new generation with the same content. */
	regenerate(name: string, rev: number): Written {
		const live = must(this.#open(name), `${name} does not exist`);
		this.#replace(live, readContent(this.#doc(live)), rev);
		const generation = this.#open(name)?.generation ?? live.generation;
		return { name, generation, rev, bytes: new Uint8Array(), isReplaced: true };
	}

	/** Begins a new generation with other content: a rebuild. */
	rewrite(name: string, content: Content, rev: number): void {
		const live = this.#open(name);
		if (live === undefined) this.#replaceAs(name, 0, content, rev);
		else this.#replace(live, content, rev);
	}

	/** What a client with `clock` of the server's client lacks; undefined for no such document. */
	answer(name: string, clockOf: (client: number) => number): Answer | undefined {
		const live = this.#open(name);
		if (live === undefined) return undefined;
		const has = clockOf(live.client);
		const tail = live.tail.filter((update) => update.clock > has).map((update) => update.bytes);
		const needsBase = live.base !== null && has < live.baseClock;
		return {
			generation: live.generation,
			rev: live.rev,
			client: live.client,
			clock: live.clock,
			updates: needsBase && live.base !== null ? [live.base, ...tail] : tail
		};
	}

	/** The current generation and revision; undefined for no such document. */
	head(
		name: string
	): { generation: number; rev: number; client: number; clock: number } | undefined {
		const live = this.#open(name);
		return (
			live && { generation: live.generation, rev: live.rev, client: live.client, clock: live.clock }
		);
	}

	content(name: string): Content | undefined {
		const live = this.#open(name);
		return live && readContent(this.#doc(live));
	}

	/** The hash of the content; a document that nobody writes is not kept in memory for it. */
	hash(name: string): string | undefined {
		const live = this.#open(name);
		if (live === undefined) return undefined;
		if (live.doc !== undefined) return contentHash(live.doc);
		live.hash ??= hashOf(load(live));
		return live.hash;
	}

	names(): string[] {
		return this.#store.names();
	}

	/** Forgets what a rolled-back transaction had written. */
	forget(): void {
		for (const live of this.#live.values()) live.doc?.destroy();
		this.#live.clear();
	}

	#open(name: string): Live | undefined {
		const known = this.#live.get(name);
		if (known !== undefined) {
			this.#live.delete(name);
			this.#live.set(name, known);
			return known;
		}
		const stored = this.#store.get(name);
		if (stored === undefined) return undefined;
		const tail = this.#store.updates(name);
		return this.#remember({
			name,
			generation: stored.generation,
			client: stored.client,
			rev: stored.rev,
			clock: tail.at(-1)?.clock ?? stored.base_clock,
			base: stored.base,
			baseClock: stored.base_clock,
			tail,
			tailBytes: tail.reduce((sum, update) => sum + update.bytes.byteLength, 0),
			doc: undefined
		});
	}

	#create(name: string, previous: number): Live {
		const client = this.#randomClient();
		const generation = generationAfter(previous, this.#now());
		this.#store.put({ name, generation, client, rev: 0, base_clock: 0, base: null });
		return this.#remember({
			name,
			generation,
			client,
			rev: 0,
			clock: 0,
			base: null,
			baseClock: 0,
			tail: [],
			tailBytes: 0,
			doc: undefined
		});
	}

	#remember(live: Live): Live {
		if (this.#live.size >= MEMORY_LIMIT) {
			const oldest = this.#live.values().next();
			if (!oldest.done) {
				oldest.value.doc?.destroy();
				this.#live.delete(oldest.value.name);
			}
		}
		this.#live.set(live.name, live);
		return live;
	}

	#doc(live: Live): Y.Doc {
		if (live.doc !== undefined) return live.doc;
		live.doc = load(live);
		live.doc.clientID = live.client;
		return live.doc;
	}

	#append(live: Live, bytes: Uint8Array, rev: number): void {
		const clock = Y.getState(this.#doc(live).store, live.client);
		const update = { clock, bytes };
		this.#store.addUpdate(live.name, update);
		this.#store.setRev(live.name, rev);
		live.tail.push(update);
		live.tailBytes += bytes.byteLength;
		live.clock = clock;
		live.rev = rev;
		live.hash = undefined;
	}

	/** Folds a long tail into the base; true when the document had to begin a new generation. */
	#fold(live: Live): boolean {
		if (live.tail.length <= TAIL_LIMITS.updates && live.tailBytes <= TAIL_LIMITS.bytes)
			return false;
		const doc = this.#doc(live);
		const base = Y.encodeStateAsUpdate(doc);
		const content = readContent(doc);
		const liveBytes =
			base.byteLength > COMPACTION.bytes ? JSON.stringify(content).length : Infinity;
		if (base.byteLength > COMPACTION.factor * liveBytes) {
			this.#replace(live, content, live.rev);
			return true;
		}
		this.#setBase(live, base);
		return false;
	}

	#setBase(live: Live, base: Uint8Array): void {
		live.base = base;
		live.baseClock = live.clock;
		live.tail = [];
		live.tailBytes = 0;
		const { name, generation, client, rev } = live;
		this.#store.put({ name, generation, client, rev, base_clock: live.clock, base });
		this.#store.dropUpdates(name);
	}

	#replace(live: Live, content: Content, rev: number): void {
		live.doc?.destroy();
		this.#live.delete(live.name);
		this.#replaceAs(live.name, live.generation, content, rev);
	}

	#replaceAs(name: string, previous: number, content: Content, rev: number): void {
		this.#store.drop(name);
		const live = this.#create(name, previous);
		const doc = this.#doc(live);
		const patches = Object.entries(content).flatMap(([root, entries]) =>
			Object.entries(entries).map(([key, value]) => ({ root, key, value }))
		);
		writePatches(doc, [...patches, ...metaPatches({ rev, schema: PROTOCOL_VERSION })], ORIGIN);
		live.clock = Y.getState(doc.store, live.client);
		live.rev = rev;
		this.#setBase(live, Y.encodeStateAsUpdate(doc));
	}
}

/** Its Yjs state, from stored bytes. */
function load({ name, base, tail }: Live): Y.Doc {
	// Yjs would make a random guid, which costs more than a small document and is told to nobody.
	const doc = new Y.Doc({ guid: name });
	doc.transact(() => {
		if (base !== null) Y.applyUpdate(doc, base, ORIGIN);
		for (const update of tail) Y.applyUpdate(doc, update.bytes, ORIGIN);
	}, ORIGIN);
	return doc;
}

function hashOf(doc: Y.Doc): string {
	const hash = contentHash(doc);
	doc.destroy();
	return hash;
}
