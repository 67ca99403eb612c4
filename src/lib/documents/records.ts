import type * as Y from 'yjs';
import type { Json } from '#lib/domain/json.ts';

/**
 * Every server-written document is a set of root maps of JSON values: `{root: {key: value}}`. This
 * is that content as a plain object; two documents are equal when their contents are.
 */
export type Content = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** One key of one root to be written, or removed when `value` is undefined. */
export interface Patch {
	readonly root: string;
	readonly key: string;
	readonly value: Json | undefined;
}

/** The root map `root` of a document. */
export function rootMap(doc: Y.Doc, root: string): Y.Map<Json> {
	return doc.getMap<Json>(root);
}

/**
 * The name of a root whose entries a transaction changed; undefined for what is no root. A root that
 * an update brought becomes another object when somebody first asks for it: its entries stay.
 */
export function rootName(
	doc: Y.Doc,
	{ _item, _map }: Pick<Y.AbstractType<unknown>, '_item' | '_map'>
): string | undefined {
	if (_item !== null) return undefined;
	for (const [name, type] of doc.share) if (type._map === _map) return name;
	return undefined;
}

/** Writes patches in one transaction under `origin`. */
export function writePatches(doc: Y.Doc, patches: readonly Patch[], origin: unknown): void {
	doc.transact(() => {
		for (const { root, key, value } of patches) {
			const map = rootMap(doc, root);
			if (value === undefined) map.delete(key);
			else map.set(key, value);
		}
	}, origin);
}

/** The whole content of a document; empty roots are left out. */
export function readContent(doc: Y.Doc): Content {
	const content: Record<string, Record<string, Json>> = {};
	for (const root of doc.share.keys()) {
		const entries = Object.fromEntries(rootMap(doc, root).entries());
		if (Object.keys(entries).length > 0) content[root] = entries;
	}
	return content;
}

/** Revision of the organisation at the last write of this document; 0 when it is empty. */
export function readRev(doc: Y.Doc): number {
	const rev = rootMap(doc, 'meta').get('rev');
	return typeof rev === 'number' ? rev : 0;
}

/** The version of the shape of this document; 0 when it is empty. */
export function readSchema(doc: Y.Doc): number {
	const schema = rootMap(doc, 'meta').get('schema');
	return typeof schema === 'number' ? schema : 0;
}
