import * as Y from 'yjs';
import { contentHash } from '#lib/documents/content-hash.ts';
import { readRev } from '#lib/documents/records.ts';
import type { DocumentState } from '#lib/protocol/compare.ts';
import { documentName, generationName, type DocumentRef } from '#lib/protocol/document-names.ts';
import { databaseName } from './databases.ts';
import type { Environment } from './environment.ts';
import { LiveDoc } from './live-doc.ts';
import type { MuxSocket } from './mux-socket.ts';
import { StoredDoc } from './stored-doc.ts';
import type { StoreWatch } from './store-watch.ts';

/** What a copy needs of the device it lies on. */
export interface CopyPlace {
	readonly environment: Environment;
	readonly device: string;
	readonly watch: StoreWatch;
	readonly mux: MuxSocket;
	/** Whether anything can be kept on this device. */
	readonly isUsable: boolean;
}

export interface CopyEvents {
	readonly onSynced: (synced: boolean) => void;
	readonly onFinal: (code: number) => void;
	readonly onPresence: () => void;
	/** This copy is not what the server wrote. */
	readonly onDifferent: () => void;
}

/** One generation of a document on this device: in memory, on disk, and connected while wanted. */
export class Copy {
	readonly doc = new Y.Doc();
	readonly #ref: DocumentRef;
	readonly #place: CopyPlace;
	#generation: number | null;
	#stored: StoredDoc | undefined;
	#live: LiveDoc | undefined;
	#presence: Record<string, unknown> | null = null;

	constructor(ref: DocumentRef, generation: number | null, place: CopyPlace) {
		this.#ref = ref;
		this.#generation = generation;
		this.#place = place;
	}

	/** Null until the server has named it. */
	get generation(): number | null {
		return this.#generation;
	}

	get rev(): number {
		return readRev(this.doc);
	}

	get isConnected(): boolean {
		return this.#live !== undefined;
	}

	/** Whether the copy is current: connected and caught up. */
	get isLive(): boolean {
		return this.#live?.synced ?? false;
	}

	/** Loads what the disk holds of this generation, and keeps on disk what comes. */
	async keep(): Promise<void> {
		if (this.#generation === null || this.#stored !== undefined || !this.#place.isUsable) return;
		const { device, watch, environment } = this.#place;
		const name = databaseName(device, generationName(this.#ref, this.#generation));
		this.#stored = new StoredDoc(name, this.doc, watch, environment.indexedDb);
		await this.#stored.loaded();
	}

	connect(events: CopyEvents): void {
		if (this.#live !== undefined) return this.#live.resume();
		this.#live = new LiveDoc(this.#place.mux, this.doc, this.#wireName(), {
			...events,
			onOpened: (generation) => this.#opened(generation),
			onCompared: (state) => this.#compared(state, events)
		});
		this.#live.setPresence(this.#presence);
	}

	disconnect(): void {
		this.#live?.stop();
		this.#live = undefined;
	}

	setPresence(state: Record<string, unknown> | null): void {
		this.#presence = state;
		this.#live?.setPresence(state);
	}

	presence(): unknown[] {
		return this.#live?.presence() ?? [];
	}

	/** Asks the server whether this copy is what it wrote; no harm while anything is on its way. */
	compare(): void {
		this.#live?.compare();
	}

	async flushed(): Promise<void> {
		await this.#stored?.flushed();
	}

	async compact(): Promise<void> {
		await this.#stored?.compact();
	}

	async close(): Promise<void> {
		this.disconnect();
		await this.#stored?.close();
		this.doc.destroy();
	}

	async erase(): Promise<void> {
		this.disconnect();
		await this.#stored?.erase();
		this.doc.destroy();
	}

	/**
	 * Takes its rows off the disk; false when that does not go. The database stays, for other tabs may
	 * be writing to it.
	 */
	async clear(): Promise<boolean> {
		this.disconnect();
		try {
			await this.#stored?.clear();
			return true;
		} catch {
			return false;
		} finally {
			this.doc.destroy();
		}
	}

	#compared(server: DocumentState, { onDifferent }: CopyEvents): void {
		const own: DocumentState = { rev: this.rev, hash: contentHash(this.doc) };
		if (own.rev === server.rev && own.hash === server.hash) return;
		this.#live?.differs(own);
		// Not at once: the provider is in the middle of reading.
		queueMicrotask(onDifferent);
	}

	/** A copy of no known generation takes the one it is given, and stays with it from then on. */
	#opened(generation: number): void {
		if (this.#generation !== null) return;
		this.#generation = generation;
		this.#live?.rename(this.#wireName());
	}

	#wireName(): string {
		return this.#generation === null
			? documentName(this.#ref)
			: generationName(this.#ref, this.#generation);
	}
}
