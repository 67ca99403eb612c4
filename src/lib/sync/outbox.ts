import * as Y from 'yjs';
import { decodeChange, type Change } from '#lib/domain/changes/change.ts';
import type { Json } from '#lib/domain/json.ts';
import {
	appendToOutbox,
	isSettled,
	readOutbox,
	type OutboxEntry
} from '#lib/documents/outbox-doc.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import type { CopyPlace } from './copy.ts';
import { databaseName } from './databases.ts';
import { LiveDoc } from './live-doc.ts';
import { readTimes } from './times.decode.ts';
import { StoredDoc } from './stored-doc.ts';

/** Tabs that may write to an outbox before it counts as full; some may be writing at this moment. */
const WRITERS = LIMITS.outboxWriters - 8;
/** What an entry costs besides its text. */
const ENTRY_BYTES = 32;
/** Asked again while anything waits: entries that came from another tab are sent only then. */
const RESYNC_MS = 5_000;
const SOON_MS = 300;
const RECEIPT = 'receipt';
const SETTLED = 'settled';
/** Stands for the time of settling of a refused change: before any copy was live. */
const REFUSED = -1;

export interface OutboxEvents {
	/** Entries appeared, here or in another tab. */
	readonly onEntries: (outbox: Outbox) => void;
	/** The server has stated what is settled. */
	readonly onReceipt: (outbox: Outbox) => void;
	/** Whether this outbox may be sent now; older ones go first. */
	readonly mayOpen: () => boolean;
}

/** One append-only document of this device's changes, its receipts, and its way to the server. */
export class Outbox {
	readonly index: number;
	readonly name: string;
	readonly #doc = new Y.Doc();
	readonly #place: CopyPlace;
	readonly #events: OutboxEvents;
	readonly #origin = Symbol('outbox');
	readonly #settledAt = new Map<string, number>();
	#stored: StoredDoc | undefined;
	#live: LiveDoc | undefined;
	#receipt: ReadonlyMap<number, number> = new Map();
	#entries: readonly OutboxEntry[] = [];
	#bytes = 0;
	#isConfirmed = false;
	/** A write has failed: what was written after it cannot be read without it. */
	#isTorn = false;
	#endWatch: (() => void) | undefined;
	#problem: number | null = null;
	#endResync: (() => void) | undefined;
	#cancelSoon: (() => void) | undefined;

	constructor(index: number, place: CopyPlace, events: OutboxEvents) {
		this.index = index;
		this.#place = place;
		this.#events = events;
		this.name = outboxName(place.device, index);
		this.#doc.on('update', (_update: Uint8Array, origin: unknown) => {
			this.#read();
			// What another tab wrote must reach the server even when that tab is gone.
			if (origin !== this.#origin) this.#resyncSoon();
			events.onEntries(this);
		});
	}

	/** Reads what the disk holds, then goes online. */
	async open(): Promise<void> {
		const { device, watch, environment, isUsable } = this.#place;
		if (isUsable) {
			const database = databaseName(device, this.name);
			this.#endWatch = watch.onProblem((problem) => {
				if (problem.database === database) this.#isTorn = true;
			});
			this.#stored = new StoredDoc(database, this.#doc, watch, environment.indexedDb);
			await this.#stored.loaded();
			await this.#loadReceipt(this.#stored);
		}
		this.#read();
		this.#events.onReceipt(this);
		this.#endResync = environment.timers.every(RESYNC_MS, () => {
			if (this.waiting().length > 0) this.#live?.resync();
		});
		this.connect();
	}

	/** In the order of the array; those that are no changes are left out. */
	get entries(): readonly OutboxEntry[] {
		return this.#entries;
	}

	get bytes(): number {
		return this.#bytes;
	}

	/** A function of the content alone, so that all tabs agree without asking each other. */
	get isFull(): boolean {
		const writers = this.#doc.store.clients;
		return (
			this.#entries.length >= LIMITS.outboxEntries ||
			this.#bytes >= LIMITS.outboxBytes ||
			(writers.size >= WRITERS && !writers.has(this.#doc.clientID))
		);
	}

	/** Whether the server has said during this visit that it has everything. */
	get isConfirmed(): boolean {
		return this.#isConfirmed && this.waiting().length === 0;
	}

	/** The code with which the server refuses this outbox as a whole, if it does. */
	get problem(): number | null {
		return this.#problem;
	}

	waiting(): OutboxEntry[] {
		return this.#entries.filter((entry) => !isSettled(entry, this.#receipt));
	}

	/** When a settled change was first known to be; undefined while it waits. */
	settledAt(id: string): number | undefined {
		return this.#settledAt.get(id);
	}

	/** When the last entry settled; null while one waits. */
	get settledMs(): number | null {
		return this.waiting().length > 0 ? null : Math.max(0, ...this.#settledAt.values());
	}

	/** How many of `changes` fit; at least one, whatever its size. */
	room(changes: readonly Change[]): number {
		let { bytes } = this;
		let count = 0;
		for (const change of changes) {
			if (this.#entries.length + count >= LIMITS.outboxEntries) break;
			if (count > 0 && bytes >= LIMITS.outboxBytes) break;
			bytes += sizeOf(change);
			count += 1;
		}
		return Math.max(1, count);
	}

	/** Visible at once; resolves when it is on disk. */
	append(changes: readonly Change[]): Promise<void> {
		appendToOutbox(this.#doc, changes, this.#origin);
		if (this.#stored === undefined) return Promise.reject(new Error('nothing can be kept here'));
		return this.#flush(this.#stored);
	}

	/** Writes once more what a failed write left out. */
	async persistAgain(): Promise<void> {
		if (this.#stored === undefined) throw new Error('nothing can be kept here');
		await this.#flush(this.#stored);
	}

	connect(): void {
		if (this.#live !== undefined) return this.#live.resume();
		this.#live = new LiveDoc(this.#place.mux, this.#doc, this.name, {
			shared: true,
			mayOpen: this.#events.mayOpen,
			onStateVector: (vector) => this.#receive(vector),
			onFinal: (code) => this.#final(code)
		});
	}

	/** Leaves the server; what was delivered stays delivered. */
	disconnect(): void {
		this.#live?.stop();
		this.#live = undefined;
	}

	async close(): Promise<void> {
		this.#cancelSoon?.();
		this.#endResync?.();
		this.#endWatch?.();
		this.disconnect();
		await this.#stored?.close();
		this.#doc.destroy();
	}

	async erase(): Promise<void> {
		this.#cancelSoon?.();
		this.#endResync?.();
		this.#endWatch?.();
		this.disconnect();
		await this.#stored?.erase();
		this.#doc.destroy();
	}

	/** A refused change is never shown again, even when its refusal has been dismissed. */
	markRefused(id: string): void {
		if (!this.#settledAt.has(id) || this.#settledAt.get(id) === REFUSED) return;
		this.#settledAt.set(id, REFUSED);
		void this.#keepReceipt().catch(() => undefined);
		this.#events.onReceipt(this);
	}

	/** Resolves when all entries are on disk and can be read again, those of failed writes too. */
	async #flush(stored: StoredDoc): Promise<void> {
		const wasTorn = this.#isTorn;
		this.#isTorn = false;
		if (wasTorn) await stored.compact();
		await stored.flushed();
	}

	#resyncSoon(): void {
		this.#cancelSoon ??= this.#place.environment.timers.after(SOON_MS, () => {
			this.#cancelSoon = undefined;
			if (this.waiting().length > 0) this.#live?.resync();
		});
	}

	#read(): void {
		const all = readOutbox(this.#doc);
		this.#bytes = all.reduce((sum, { change }) => sum + sizeOf(change), 0);
		this.#entries = all.filter(({ change }) => decodeChange(change).ok);
	}

	#receive(vector: ReadonlyMap<number, number>): void {
		this.#receipt = vector;
		this.#isConfirmed = true;
		this.#problem = null;
		const now = this.#place.environment.now();
		for (const entry of this.#entries) {
			const { id } = entry.change;
			if (!isSettled(entry, vector)) this.#settledAt.delete(id);
			else if (!this.#settledAt.has(id)) this.#settledAt.set(id, now);
		}
		void this.#keepReceipt().catch(() => undefined);
		this.#events.onReceipt(this);
	}

	#final(code: number): void {
		this.#problem = code;
		if (code === CLOSE.gap) {
			this.#dropRemains();
			// The server's next state vector tells what to send again.
			this.#place.environment.timers.after(SOON_MS, () => this.#live?.resume());
		}
		this.#events.onReceipt(this);
	}

	/**
	 * Rows of a tab that died before it could write again what a full disk had left out: their
	 * beginning is neither here nor, by its answer, with the server. None of it was ever said to be
	 * kept, and as long as it lies here it goes along with everything that is sent, and is refused.
	 */
	#dropRemains(): void {
		const { store } = this.#doc;
		if (store.pendingStructs === null) return;
		store.pendingStructs = null;
		this.#isTorn = true;
		void this.persistAgain().catch(() => undefined);
	}

	async #keepReceipt(): Promise<void> {
		const vector = Y.encodeStateVector(new Map(this.#receipt));
		await this.#stored?.set(RECEIPT, vector.slice().buffer);
		await this.#stored?.set(SETTLED, JSON.stringify([...this.#settledAt]));
	}

	async #loadReceipt(stored: StoredDoc): Promise<void> {
		const vector = await stored.get(RECEIPT);
		if (vector instanceof ArrayBuffer) this.#receipt = Y.decodeStateVector(new Uint8Array(vector));
		const settled = await stored.get(SETTLED);
		if (typeof settled !== 'string') return;
		for (const [id, ms] of readTimes(settled)) this.#settledAt.set(id, ms);
	}
}

function sizeOf(change: Change): number {
	const body: Json = change.body;
	return JSON.stringify(body).length + ENTRY_BYTES * (8 + change.saw.length);
}
