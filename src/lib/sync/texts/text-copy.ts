import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { documentName } from '#lib/protocol/document-names.ts';
import type { CopyPlace } from '../copy.ts';
import { databaseName } from '../databases.ts';
import { Listeners } from '../listeners.ts';
import { LiveDoc } from '../live-doc.ts';
import { StoredDoc } from '../stored-doc.ts';

/** A text that is not to be had now may be there in a moment: what began it may still be on its way. */
const RETRY_MS = 1_500;

/**
 * A text that several people write, on this device: kept on its disk, and joined with what the others
 * write whenever there is a line.
 */
export class TextCopy {
	readonly id: string;
	readonly doc = new Y.Doc();
	/** Resolves when what the disk holds is here. */
	readonly opened: Promise<void>;
	readonly #stated = new Listeners();
	readonly #present = new Listeners();
	readonly #stored: StoredDoc | undefined;
	readonly #live: LiveDoc;
	readonly #stops: (() => void)[];
	#known: ReadonlyMap<number, number> = new Map();
	#problem: number | null = null;
	#isClosed = false;

	constructor(id: string, place: CopyPlace) {
		this.id = id;
		const { environment, device, watch, mux, isUsable } = place;
		const name = documentName({ kind: 'text', id });
		if (isUsable)
			this.#stored = new StoredDoc(
				databaseName(device, name),
				this.doc,
				watch,
				environment.indexedDb
			);
		this.opened = this.#stored?.loaded() ?? Promise.resolve();
		this.doc.on('update', () => this.#stated.emit());
		this.#live = new LiveDoc(mux, this.doc, name, {
			onSynced: () => this.#stated.emit(),
			onFinal: (code) => this.#ended(code),
			onPresence: () => this.#present.emit(),
			onStateVector: (vector) => this.#received(vector)
		});
		this.#stops = [
			environment.timers.every(RETRY_MS, () => {
				if (this.#problem !== null && this.#problem !== CLOSE.badUpdate) this.#live.resume();
			})
		];
	}

	/** Whether it is joined with the others' now, or all of it is on the server, may have changed. */
	readonly onState = this.#stated.add;
	/** Somebody came, went, or moved their caret. */
	readonly onPresence = this.#present.add;

	get isLive(): boolean {
		return this.#live.synced;
	}

	/** Whether the server has said that it holds all that was written here. */
	get isSaved(): boolean {
		return [...this.doc.store.clients.keys()].every(
			(client) => Y.getState(this.doc.store, client) <= (this.#known.get(client) ?? 0)
		);
	}

	/** Why the server does not take it now; null when nothing is wrong. */
	get problem(): 'full' | 'refused' | null {
		if (this.#problem === CLOSE.full) return 'full';
		return this.#problem === CLOSE.badUpdate ? 'refused' : null;
	}

	get awareness(): Awareness {
		return this.#live.awareness;
	}

	setPresence(state: Record<string, unknown> | null): void {
		this.#live.setPresence(state);
	}

	presence(): unknown[] {
		return this.#live.presence();
	}

	/** Resolves when everything written so far is on this device's disk. */
	async flushed(): Promise<void> {
		await this.#stored?.flushed();
	}

	async close(): Promise<void> {
		if (this.#isClosed) return;
		this.#isClosed = true;
		for (const stop of this.#stops) stop();
		this.#live.stop();
		await this.#stored?.close();
		this.doc.destroy();
	}

	#received(vector: ReadonlyMap<number, number>): void {
		this.#known = vector;
		this.#problem = null;
		this.#stated.emit();
	}

	#ended(code: number): void {
		this.#problem = code;
		this.#stated.emit();
	}
}
