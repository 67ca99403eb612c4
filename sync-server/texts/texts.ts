import * as Y from 'yjs';
import { readRich, textFault } from '#lib/documents/text-doc.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import type { TextStore } from '../persistence/org/text-store.ts';
import { storageTrouble } from '../persistence/storage-trouble.ts';
import { decodeVector } from '../pipeline/vector.ts';
import type { Port } from '../socket/peer.ts';
import {
	EMPTY_STEP_2,
	writeStep1,
	writeUpdateHead,
	type SyncMessage
} from '../socket/sync-messages.ts';
import { guardText, TEXT_LIMITS, type TextRefusal } from './guard-text.ts';

/** After so many updates, what a text is made of is written as one. */
const FOLD_AFTER = 200;

interface Reader {
	readonly person: string;
	readonly port: Port;
}

/** A text that somebody has open. */
interface OpenText {
	doc: Y.Doc;
	readonly clients: Map<number, string>;
	readonly readers: Set<Reader>;
	/** Updates since all of it was last written as one. */
	tail: number;
}

const CODES: Readonly<Record<TextRefusal, number>> = {
	'bad-update': CLOSE.badUpdate,
	foreign: CLOSE.badUpdate,
	gap: CLOSE.gap,
	full: CLOSE.full
};

/**
 * Texts that several people write. An update is guarded, tried on the text in memory, and only when
 * the whole is still a text does it become durable and is told; else the text is read anew from disk.
 */
export class Texts {
	readonly #store: TextStore;
	readonly #now: () => number;
	readonly #open = new Map<string, OpenText>();

	constructor(store: TextStore, now: () => number) {
		this.#store = store;
		this.#now = now;
	}

	/** The ticket whose reply a text is, or the article whose draft. */
	targetOf(id: string): string | undefined {
		return this.#store.targetOf(id);
	}

	/** Opens a channel to a text for a person who may write in it. */
	open(id: string, person: string, port: Port) {
		const reader = { person, port };
		const text = this.#open.get(id) ?? this.#load(id);
		text.readers.add(reader);
		return {
			receive: (message: SyncMessage) => this.#receive(id, reader, message),
			closed: () => {
				text.readers.delete(reader);
				if (text.readers.size > 0) return;
				this.#open.delete(id);
				text.doc.destroy();
			}
		};
	}

	/** Closes a text, and tells whom, for those who may not write in it any more. */
	judgeAgain(target: string, mayWrite: (person: string) => boolean): void {
		for (const [id, { readers }] of [...this.#open])
			if (this.#store.targetOf(id) === target)
				for (const { person, port } of [...readers])
					if (!mayWrite(person)) port.close(CLOSE.forbidden, 'no longer yours to read');
	}

	versions(id: string) {
		return this.#store.versions(id);
	}

	version(id: string, number: number) {
		return this.#store.version(id, number);
	}

	/** Keeps the text as it is now, under a name. */
	keepVersion(id: string, name: string, person: string): void {
		const { doc } = this.#open.get(id) ?? { doc: this.#read(id) };
		this.#store.addVersion(id, { name, person, atMs: this.#now(), rich: readRich(doc) });
	}

	#load(id: string): OpenText {
		const text: OpenText = {
			doc: this.#read(id),
			clients: this.#store.clients(id),
			readers: new Set(),
			tail: this.#store.load(id).length
		};
		this.#open.set(id, text);
		return text;
	}

	#read(id: string): Y.Doc {
		const doc = new Y.Doc();
		for (const bytes of this.#store.load(id)) Y.applyUpdate(doc, bytes);
		return doc;
	}

	#receive(id: string, reader: Reader, message: SyncMessage): void {
		const text = this.#open.get(id);
		if (text === undefined) return;
		if (message.kind === 'step-1') answer(text, reader.port, message.vector);
		if (message.kind !== 'step-2' && message.kind !== 'update') return;
		const refusal = this.#take(id, text, reader, message.update);
		if (refusal === undefined) return;
		// An update may overtake the answer to our step 1; asking again brings all of it in order.
		if (refusal === 'gap' && message.kind === 'update') reader.port.send(stateOf(text));
		else reader.port.close(CODES[refusal], refusal);
	}

	#take(
		id: string,
		text: OpenText,
		{ person, port }: Reader,
		update: Uint8Array
	): TextRefusal | undefined {
		const known = Y.decodeStateVector(Y.encodeStateVector(text.doc));
		const mine = (client: number) => (text.clients.get(client) ?? person) === person;
		const guarded = guardText(update, known, mine);
		if (!guarded.ok) return guarded.refusal;
		const { vector, writers, isEmpty } = guarded.value;
		if (isEmpty) return undefined;
		const tried = tryOn(text.doc, update, vector);
		if (!tried.ok) {
			text.doc.destroy();
			text.doc = this.#read(id);
			return tried.refusal;
		}
		try {
			const isFolded = text.tail >= FOLD_AFTER;
			const all = [update, ...tried.tidied];
			const row = { updates: all, clients: writers, person, nowMs: this.#now() };
			this.#store.add(id, row, isFolded ? tried.state : undefined);
			text.tail = isFolded ? 0 : text.tail + all.length;
		} catch (error) {
			if (storageTrouble(error) === undefined) throw error;
			// Not durable: nobody hears of it, and its writer sends it again.
			text.doc.destroy();
			text.doc = this.#read(id);
			port.close(CLOSE.restarting, 'not saved, send again');
			return undefined;
		}
		for (const client of writers) text.clients.set(client, person);
		for (const other of text.readers) {
			if (other.port !== port) tell(other.port, update);
			for (const more of tried.tidied) tell(other.port, more);
		}
		port.send(stateOf(text));
		return undefined;
	}
}

const tell = (port: Port, update: Uint8Array) => port.send(writeUpdateHead(update), update);

/** What is durable here: to whoever wrote it, a receipt. */
const stateOf = ({ doc }: OpenText) => writeStep1(Y.encodeStateVector(doc));

function answer(text: OpenText, port: Port, bytes: Uint8Array): void {
	if (decodeVector(bytes) === undefined) {
		port.close(CLOSE.badUpdate, 'not a state vector');
		return;
	}
	const update = Y.encodeStateAsUpdate(text.doc, bytes);
	tell(port, update);
	port.send(EMPTY_STEP_2);
	port.send(stateOf(text));
}

type Tried =
	| {
			readonly ok: true;
			readonly state: Uint8Array;
			/** What Yjs took away by itself: marks that have no effect any more. */
			readonly tidied: readonly Uint8Array[];
	  }
	| { readonly ok: false; readonly refusal: TextRefusal };

const BAD: Tried = { ok: false, refusal: 'bad-update' };

/** Applies an update; `ok` only when all of it is there, all of it is a text, and it reads back. */
function tryOn(doc: Y.Doc, update: Uint8Array, vector: ReadonlyMap<number, number>): Tried {
	const emitted: Uint8Array[] = [];
	const note = (bytes: Uint8Array) => void emitted.push(bytes);
	doc.on('update', note);
	try {
		Y.applyUpdate(doc, update);
		const isWhole = doc.store.pendingStructs === null && doc.store.pendingDs === null;
		if (!isWhole || !isLevel(doc, vector) || textFault(doc) !== undefined) return BAD;
		const state = Y.encodeStateAsUpdate(doc);
		if (state.byteLength > TEXT_LIMITS.bytes) return { ok: false, refusal: 'full' };
		return readsBack(doc, state) ? { ok: true, state, tidied: emitted.slice(1) } : BAD;
	} catch {
		return BAD;
	} finally {
		doc.off('update', note);
	}
}

function isLevel(doc: Y.Doc, vector: ReadonlyMap<number, number>): boolean {
	return [...vector].every(([client, clock]) => Y.getState(doc.store, client) === clock);
}

function readsBack(doc: Y.Doc, state: Uint8Array): boolean {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, state);
	const isSame = JSON.stringify(readRich(copy)) === JSON.stringify(readRich(doc));
	copy.destroy();
	return isSame && textFault(doc) === undefined;
}
