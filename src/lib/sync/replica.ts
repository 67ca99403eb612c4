import type * as Y from 'yjs';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { documentName, type DocumentRef } from '#lib/protocol/document-names.ts';
import { readSchema } from '#lib/documents/records.ts';
import { PROTOCOL_VERSION } from '#lib/protocol/limits.ts';
import { allKeys, keysOf, type ChangedKeys } from './changed-keys.ts';
import { Copy, type CopyEvents, type CopyPlace } from './copy.ts';
import type { DeviceStore } from './device-store.ts';
import { Listeners } from './listeners.ts';
import { isRefused, type ReplicaStatus } from './replica-status.ts';

export interface ReplicaPlace extends CopyPlace {
	readonly store: DeviceStore;
	/** A document has a shape that this app is too old for. */
	readonly onNewerShape: () => void;
}

/** How long the record of a busy document may lag behind it. */
const RECORD_AFTER_MS = 1_000;

/**
 * A server-written document on this device. It shows the copy it has at once, follows the server
 * while connected, and swaps to a newer generation as a whole.
 */
export class Replica {
	readonly ref: DocumentRef;
	readonly name: string;
	readonly #place: ReplicaPlace;
	readonly #changed = new Listeners<[ChangedKeys]>();
	readonly #stated = new Listeners();
	readonly #presence = new Listeners();
	readonly #erased = new Listeners();
	readonly #different = new Listeners();
	#current: Copy | undefined;
	#next: Copy | undefined;
	#status: ReplicaStatus = 'loading';
	#lastLiveMs: number | null = null;
	#wanted = false;
	#closed = false;
	#isOpen = false;
	#hasBeenLive = false;
	#cancelRecord: (() => void) | undefined;
	#presenceState: Record<string, unknown> | null = null;
	readonly opened: Promise<void>;

	constructor(ref: DocumentRef, place: ReplicaPlace) {
		this.ref = ref;
		this.name = documentName(ref);
		this.#place = place;
		this.opened = this.#load().finally(() => (this.#isOpen = true));
	}

	readonly onChange = this.#changed.add;
	/** Status, liveness or generation may have changed. */
	readonly onState = this.#stated.add;
	readonly onPresence = this.#presence.add;
	/** The server took the document from this person. */
	readonly onErased = this.#erased.add;
	/** The copy was not what the server wrote; it is being replaced. */
	readonly onDifferent = this.#different.add;

	get doc(): Y.Doc | undefined {
		return this.#current?.doc;
	}

	get status(): ReplicaStatus {
		return this.#status;
	}

	get generation(): number | null {
		return this.#current?.generation ?? null;
	}

	get rev(): number {
		return this.#current?.rev ?? 0;
	}

	/** Connected and caught up, with no newer generation on its way. */
	get isLive(): boolean {
		return this.#next === undefined && (this.#current?.isLive ?? false);
	}

	/** When the copy was last known to be current, by this device's clock; null if it never was. */
	get lastLiveMs(): number | null {
		return this.isLive ? this.#place.environment.now() : this.#lastLiveMs;
	}

	/** Connects as soon as the disk has been read. */
	connect(): void {
		this.#wanted = true;
		void this.opened.then(() => this.#connect());
	}

	/** Asks again for a document that was refused, unknown or closed; no harm while it is open. */
	retry(): void {
		if (isRefused(this.#status)) this.#setStatus('loading');
		if (this.#isOpen) this.#connect();
	}

	disconnect(): void {
		this.#wanted = false;
		this.#lost();
		this.#current?.disconnect();
		this.#dropNext();
	}

	/** Asks the server whether the copy is what it wrote. */
	compare(): void {
		if (this.isLive) this.#current?.compare();
	}

	setPresence(state: Record<string, unknown> | null): void {
		this.#presenceState = state;
		this.#current?.setPresence(state);
	}

	presence(): unknown[] {
		return this.#current?.presence() ?? [];
	}

	/** The server has a newer generation: fetch it whole, show the old one meanwhile. */
	replace(): void {
		this.#lost();
		this.#current?.disconnect();
		this.#dropNext();
		if (this.#wanted) this.#fetchNext();
	}

	async flushed(): Promise<void> {
		await this.#current?.flushed();
	}

	async compact(): Promise<void> {
		await this.#current?.compact();
	}

	async close(): Promise<void> {
		this.#closed = true;
		this.disconnect();
		this.#record();
		await this.opened;
		await this.#current?.close();
	}

	/** Takes the document off this device. */
	async erase(status: ReplicaStatus = 'forbidden'): Promise<void> {
		await this.opened;
		this.#cancelRecord?.();
		this.#dropNext();
		const copy = this.#current;
		this.#current = undefined;
		this.#lastLiveMs = null;
		this.#place.store.deleteDocument(this.name);
		this.#setStatus(status);
		if (copy !== undefined) {
			this.#changed.emit(allKeys(copy.doc));
			await copy.erase();
		}
	}

	async #load(): Promise<void> {
		const record = await this.#place.store.document(this.name);
		if (record === undefined) return;
		const copy = new Copy(this.ref, record.generation, this.#place);
		await copy.keep();
		if (copy.rev === 0) return copy.close();
		this.#lastLiveMs = record.lastLiveMs;
		this.#adopt(copy);
	}

	#connect(): void {
		if (!this.#wanted || this.#closed) return;
		if (this.#current !== undefined && this.#next === undefined)
			this.#current.connect(this.#events(this.#current));
		else this.#fetchNext();
	}

	#fetchNext(): void {
		if (this.#next !== undefined) return this.#next.connect(this.#events(this.#next));
		const copy = new Copy(this.ref, null, this.#place);
		this.#next = copy;
		copy.connect(this.#events(copy));
	}

	#events(copy: Copy): CopyEvents {
		return {
			onSynced: (synced) => this.#synced(copy, synced),
			onFinal: (code) => this.#final(copy, code),
			onPresence: () => this.#presence.emit(),
			onDifferent: () => this.#differed(copy)
		};
	}

	#synced(copy: Copy, synced: boolean): void {
		if (!synced && copy === this.#current) this.#lost();
		if (synced && copy === this.#next) void this.#swap(copy);
		else if (synced && copy === this.#current) {
			this.#hasBeenLive = true;
			this.#record();
		}
		this.#stated.emit();
	}

	/** The new generation is complete: it takes the place of the old one, in memory and on disk. */
	async #swap(copy: Copy): Promise<void> {
		const old = this.#current;
		this.#next = undefined;
		this.#hasBeenLive = true;
		this.#adopt(copy, old);
		// A copy of the same generation lies in the same place on the disk.
		const isSamePlace = old !== undefined && old.generation === copy.generation;
		// What cannot be taken off the disk must not flow into the new copy: that lasts for this visit.
		if (isSamePlace && !(await old.clear())) return;
		if (copy !== this.#current || this.#closed) return;
		await copy.keep();
		await copy.flushed().catch(() => undefined);
		this.#record();
		if (!isSamePlace) await old?.erase();
	}

	#adopt(copy: Copy, old?: Copy): void {
		this.#current = copy;
		copy.setPresence(this.#presenceState);
		copy.doc.on('afterTransaction', (transaction: Y.Transaction) => {
			if (copy === this.#current) this.#transacted(transaction);
		});
		this.#setStatus('ready');
		this.#checkShape();
		this.#changed.emit(allKeys(copy.doc, old?.doc));
	}

	#transacted(transaction: Y.Transaction): void {
		const changed = keysOf(transaction);
		if (changed.size === 0) return;
		if (changed.has('meta')) this.#checkShape();
		this.#cancelRecord ??= this.#place.environment.timers.after(RECORD_AFTER_MS, () => {
			this.#cancelRecord = undefined;
			this.#record();
		});
		this.#changed.emit(changed);
	}

	#checkShape(): void {
		if (this.doc !== undefined && readSchema(this.doc) > PROTOCOL_VERSION)
			this.#place.onNewerShape();
	}

	#final(copy: Copy, code: number): void {
		if (copy !== this.#current && copy !== this.#next) return;
		// Bytes the server does not take mean that this copy is not what the server wrote.
		if (code === CLOSE.replaced || code === CLOSE.badUpdate) return this.replace();
		// Too many documents, for one: asked again with the next connection.
		if (code !== CLOSE.forbidden && code !== CLOSE.unknownDocument) return;
		const held = this.#current !== undefined;
		void this.erase(code === CLOSE.forbidden ? 'forbidden' : 'unknown').then(() => {
			if (held) this.#erased.emit();
		});
	}

	/** Its own changes lie in the outbox and are shown on top of whatever comes instead. */
	#differed(copy: Copy): void {
		if (copy !== this.#current || !this.isLive) return;
		this.#different.emit();
		this.replace();
	}

	#setStatus(status: ReplicaStatus): void {
		this.#status = status;
		this.#stated.emit();
	}

	#dropNext(): void {
		const copy = this.#next;
		this.#next = undefined;
		void copy?.close();
	}

	/** The copy was current until the server was last heard. */
	#lost(): void {
		if (this.#hasBeenLive) this.#lastLiveMs = this.#place.mux.lastHeardMs;
		this.#hasBeenLive = false;
	}

	#record(): void {
		this.#cancelRecord?.();
		this.#cancelRecord = undefined;
		const generation = this.#current?.generation ?? null;
		if (generation === null || this.#status !== 'ready') return;
		this.#place.store.putDocument({
			name: this.name,
			generation,
			rev: this.rev,
			lastUsedMs: this.#place.environment.now(),
			lastLiveMs: this.lastLiveMs
		});
	}
}
