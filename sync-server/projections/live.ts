import * as Y from 'yjs';
import { contentHash } from '#lib/documents/content-hash.ts';
import type { StoredUpdate } from '../persistence/org/projection-store.ts';
import { ORIGIN } from './writing.ts';

/** A document in memory: what answers are prepared from and, when it is written, its Yjs state. */
export interface Live {
	/** Under which its updates are stored. */
	readonly id: number;
	readonly name: string;
	readonly generation: number;
	readonly client: number;
	rev: number;
	clock: number;
	base: Uint8Array | null;
	baseClock: number;
	tail: StoredUpdate[];
	tailBytes: number;
	/** How large the base was when it was last compared with its content. */
	measured: number;
	doc: Y.Doc | undefined;
	/** When it was last asked for. */
	usedMs: number;
	/** Of the content at `rev`, where that was asked for and no Yjs state is kept. */
	hash?: string | undefined;
}

/** Its Yjs state, from stored bytes. */
export function load({ name, base, tail }: Live): Y.Doc {
	// Yjs would make a random guid, which costs more than a small document and is told to nobody.
	const doc = new Y.Doc({ guid: name });
	doc.transact(() => {
		if (base !== null) Y.applyUpdate(doc, base, ORIGIN);
		for (const update of tail) Y.applyUpdate(doc, update.bytes, ORIGIN);
	}, ORIGIN);
	return doc;
}

/** The hash of a content that is not kept in memory. */
export function hashOf(doc: Y.Doc): string {
	const hash = contentHash(doc);
	doc.destroy();
	return hash;
}
