import * as Y from 'yjs';
import { contentHash } from '#lib/documents/content-hash.ts';
import { readContent, writePatches, type Content, type Patch } from '#lib/documents/records.ts';
import { must } from '#lib/domain/assert.ts';
import { PROTOCOL_VERSION } from '#lib/protocol/limits.ts';
import type { ProjectionStore } from '../persistence/org/projection-store.ts';
import { encodeVector } from '../pipeline/vector.ts';
import { generationAfter } from './generation.ts';
import { hashOf, load, type Live } from './live.ts';
import { trimPatches } from './trim.ts';
import { changed, collectUpdate, metaPatches, ORIGIN, rootsOf } from './writing.ts';

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

/**
 * The tail is folded into the base beyond these; of a base that is larger still, once it has grown by
 * half, so that a write costs in proportion to itself and not to the document.
 */
const TAIL_LIMITS = { updates: 200, bytes: 262_144, share: 0.5 } as const;
/** A state this many times its live content (and at least this large) begins a new generation. */
const COMPACTION = { factor: 4, bytes: 65_536, growth: 0.25 } as const;
/**
 * Documents kept in memory, least recently used first to go: more than a team has open tickets, or
 * devices that come back with work on all of them would have each read from disk for every commit.
 */
const MEMORY_LIMIT = 4_000;
/** One that nobody has asked for in this time leaves memory when another is read. */
const RESTED_MS = 600_000;

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
			const news = changed(doc, [...patches, ...metaPatches({ schema: PROTOCOL_VERSION })]);
			writePatches(doc, [...news, ...metaPatches({ rev })], ORIGIN);
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

	/** Has what a write needs of a document in memory, so that the first one does not wait for it. */
	makeReady(name: string): void {
		const live = this.#open(name);
		if (live !== undefined) this.#doc(live);
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
			known.usedMs = this.#now();
			return known;
		}
		const stored = this.#store.get(name);
		if (stored === undefined) return undefined;
		const tail = this.#store.updates(stored.id);
		return this.#remember({
			id: stored.id,
			name,
			generation: stored.generation,
			client: stored.client,
			rev: Math.max(stored.rev, tail.at(-1)?.rev ?? 0),
			clock: tail.at(-1)?.clock ?? stored.base_clock,
			base: stored.base,
			baseClock: stored.base_clock,
			tail,
			tailBytes: tail.reduce((sum, update) => sum + update.bytes.byteLength, 0),
			measured: stored.base?.byteLength ?? 0,
			doc: undefined,
			usedMs: this.#now()
		});
	}

	#create(name: string, previous: number): Live {
		const client = this.#randomClient();
		const generation = generationAfter(previous, this.#now());
		const fresh = { name, generation, client, rev: 0, base_clock: 0, base: null };
		return this.#remember({
			id: this.#store.add(fresh),
			name,
			generation,
			client,
			rev: 0,
			clock: 0,
			base: null,
			baseClock: 0,
			tail: [],
			tailBytes: 0,
			measured: 0,
			doc: undefined,
			usedMs: this.#now()
		});
	}

	#remember(live: Live): Live {
		const restedMs = this.#now() - RESTED_MS;
		for (const oldest of this.#live.values()) {
			if (this.#live.size < MEMORY_LIMIT && oldest.usedMs >= restedMs) break;
			oldest.doc?.destroy();
			this.#live.delete(oldest.name);
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
		const update = { clock, rev, bytes };
		this.#store.addUpdate(live.id, update);
		live.tail.push(update);
		live.tailBytes += bytes.byteLength;
		live.clock = clock;
		live.rev = rev;
		live.hash = undefined;
	}

	/** Folds a long tail into the base; true when the document had to begin a new generation. */
	#fold(live: Live): boolean {
		const baseBytes = live.base?.byteLength ?? 0;
		const limit = Math.max(TAIL_LIMITS.bytes, baseBytes * TAIL_LIMITS.share);
		if (live.tail.length <= TAIL_LIMITS.updates && live.tailBytes <= limit) return false;
		if (live.tailBytes <= limit && baseBytes > TAIL_LIMITS.bytes) {
			this.#gather(live);
			return false;
		}
		const base = Y.encodeStateAsUpdate(this.#doc(live));
		if (this.#isBloated(live, base)) {
			this.#replace(live, readContent(this.#doc(live)), live.rev);
			return true;
		}
		this.#setBase(live, base);
		return false;
	}

	/** Makes one update of many, beside a base that is too large to be written for them. */
	#gather(live: Live): void {
		const { id, client, baseClock, clock, rev } = live;
		const vector = encodeVector(new Map([[client, baseClock]]));
		const update = { clock, rev, bytes: Y.encodeStateAsUpdate(this.#doc(live), vector) };
		this.#store.dropUpdates(id);
		this.#store.addUpdate(id, update);
		live.tail = [update];
		live.tailBytes = update.bytes.byteLength;
	}

	/** Whether a state is many times its content; looked at again once it has changed in size. */
	#isBloated(live: Live, { byteLength }: Uint8Array): boolean {
		const change = Math.abs(byteLength - live.measured);
		if (byteLength <= COMPACTION.bytes || change <= live.measured * COMPACTION.growth) return false;
		live.measured = byteLength;
		const content = readContent(this.#doc(live));
		return byteLength > COMPACTION.factor * JSON.stringify(content).length;
	}

	#setBase(live: Live, base: Uint8Array): void {
		live.base = base;
		live.baseClock = live.clock;
		live.tail = [];
		live.tailBytes = 0;
		this.#store.setBase(live.id, { clock: live.clock, rev: live.rev, bytes: base });
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
