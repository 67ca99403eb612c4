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

/** The database of a text on this device. */
export function textDatabase(device: string, id: string): string {
	return databaseName(device, documentName({ kind: 'text', id }));
}

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
	readonly #isWriting: () => boolean;
	readonly #live: LiveDoc;
	readonly #stops: (() => void)[];
	#known: ReadonlyMap<number, number> = new Map();
	#problem: number | null = null;
	#isOpened = false;
	#isClosed = false;
	/** How often something was written here, and how much of that the server has said it holds. */
	#written: number;
	#held = 0;
	/** A vector says nothing of what was deleted: the server is asked again, after it was told. */
	#mustAsk: boolean;
	#asked: number | undefined;

	/** `isWaiting`: what was written on an earlier visit may not be on the server. */
	constructor(id: string, place: CopyPlace, isWaiting: boolean) {
		this.id = id;
		this.#written = isWaiting ? 1 : 0;
		this.#mustAsk = isWaiting;
		const { environment, device, watch, mux, isUsable } = place;
		const name = documentName({ kind: 'text', id });
		const database = textDatabase(device, id);
		if (isUsable) this.#stored = new StoredDoc(database, this.doc, watch, environment.indexedDb);
		this.#isWriting = () => watch.isWriting(database);
		this.opened = this.#open();
		this.doc.on('update', (_update, _origin, _doc, transaction: Y.Transaction) => {
			if (transaction.local) this.#wrote(transaction.deleteSet.clients.size > 0);
			this.#stated.emit();
		});
		this.#live = new LiveDoc(mux, this.doc, name, {
			onSynced: () => this.#synced(),
			onFinal: (code) => this.#ended(code),
			onPresence: () => this.#present.emit(),
			onStateVector: (vector) => this.#received(vector)
		});
		this.#stops = [
			watch.onWritten((written) => {
				if (written === database) this.#stated.emit();
			}),
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

	/** Whether something that was written here is not on the server, for all that is known. */
	get isWaiting(): boolean {
		return this.#held < this.#written;
	}

	/** Whether what was just written here is still on its way to the disk. */
	get isWriting(): boolean {
		return this.#isWriting();
	}

	/** Whether the server has said that it holds all that was written here. */
	get isSaved(): boolean {
		return !this.isWaiting && this.#isCovered;
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

	get #isCovered(): boolean {
		return [...this.doc.store.clients.keys()].every(
			(client) => Y.getState(this.doc.store, client) <= (this.#known.get(client) ?? 0)
		);
	}

	async #open(): Promise<void> {
		await this.#stored?.loaded();
		this.#isOpened = true;
		this.#compare();
	}

	#wrote(hasDeleted: boolean): void {
		this.#written += 1;
		if (hasDeleted) this.#mustAsk = true;
	}

	#synced(): void {
		// An answer belongs to the line on which it was asked for.
		this.#asked = undefined;
		this.#compare();
	}

	#received(vector: ReadonlyMap<number, number>): void {
		this.#known = vector;
		this.#problem = null;
		if (this.#isCovered && this.#asked !== undefined) {
			this.#held = this.#asked;
			this.#asked = undefined;
			this.#mustAsk = this.isWaiting;
		}
		this.#compare();
	}

	/** What the server holds covers what is here: then it has it, unless something was deleted. */
	#compare(): void {
		if (this.#isOpened && this.isLive && this.isWaiting && this.#isCovered) {
			if (this.#mustAsk) this.#ask();
			else this.#held = this.#written;
		}
		this.#stated.emit();
	}

	/** The server answers in order: by then it has taken what it is being told now. */
	#ask(): void {
		if (this.#asked !== undefined) return;
		this.#asked = this.#written;
		queueMicrotask(() => this.#live.resync());
	}

	#ended(code: number): void {
		this.#problem = code;
		this.#asked = undefined;
		this.#stated.emit();
	}
}
