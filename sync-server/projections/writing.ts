import type * as Y from 'yjs';
import { must } from '#lib/domain/assert.ts';
import { jsonEqual, type Json } from '#lib/domain/json.ts';
import { rootMap, type Patch } from '#lib/documents/records.ts';
import type { Roots } from './trim.ts';

/** Under which the server itself writes a document. */
export const ORIGIN = Symbol('projection');

const META = 'meta';

/** The entries of `meta`. */
export function metaPatches(meta: Record<string, Json>): Patch[] {
	return Object.entries(meta).map(([key, value]) => ({ root: META, key, value }));
}

/** The last word on each key alone; what says nothing new would only cost bytes. */
export function changed(doc: Y.Doc, patches: readonly Patch[]): Patch[] {
	const last = new Map(patches.map((patch) => [`${patch.root}/${patch.key}`, patch]));
	return [...last.values()].filter(({ root, key, value }) => {
		if (value === undefined) return rootMap(doc, root).has(key);
		// Entries elsewhere carry a stamp or a revision, so they are hardly ever equal.
		return root !== META || !jsonEqual(rootMap(doc, META).get(key), value);
	});
}

/** What trimming looks at. */
export function rootsOf(doc: Y.Doc): Roots {
	return {
		size: (root) => rootMap(doc, root).size,
		atMost: (root) => rootMap(doc, root)._map.size,
		entries: (root) => rootMap(doc, root).entries()
	};
}

/** The one update that everything `write` does to a document amounts to. */
export function collectUpdate(doc: Y.Doc, write: () => void): Uint8Array {
	const updates: Uint8Array[] = [];
	const collect = (update: Uint8Array) => updates.push(update);
	doc.on('update', collect);
	try {
		doc.transact(write, ORIGIN);
	} finally {
		doc.off('update', collect);
	}
	return must(updates[0], 'a commit writes at least the revision');
}
