import type * as Y from 'yjs';
import { rootName } from '#lib/documents/records.ts';

/** The keys that changed, by root. */
export type ChangedKeys = ReadonlyMap<string, ReadonlySet<string>>;

/** The keys of root maps that a transaction touched. */
export function keysOf(transaction: Y.Transaction): ChangedKeys {
	const changed = new Map<string, Set<string>>();
	for (const [type, keys] of transaction.changed) {
		const root = rootName(transaction.doc, type);
		if (root === undefined) continue;
		const named = [...keys].filter((key) => key !== null);
		if (named.length > 0) changed.set(root, new Set(named));
	}
	return changed;
}

/** Every key of one or two documents: what may look different after one took the other's place. */
export function allKeys(...docs: readonly (Y.Doc | undefined)[]): ChangedKeys {
	const keys = new Map<string, Set<string>>();
	for (const doc of docs) {
		for (const root of doc?.share.keys() ?? []) {
			const known = keys.get(root) ?? new Set();
			for (const key of doc?.getMap(root).keys() ?? []) known.add(key);
			keys.set(root, known);
		}
	}
	return keys;
}
