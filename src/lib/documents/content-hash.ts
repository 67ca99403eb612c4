import * as Y from 'yjs';
import { rootName } from './records.ts';

/** The hash of a document, kept up to date from its first asking on. */
interface Kept {
	low: number;
	high: number;
}

const kept = new WeakMap<Y.Doc, Kept>();

/**
 * A hash of a document's content (`{root: {key: json}}`), as 16 hexadecimal digits. It is the sum of
 * the hashes of the entries, so their order does not count, and a write costs as much as the entries
 * it touches: the first call reads everything, each later one nothing. It tells two contents apart
 * that differ by accident; it is no protection against somebody who wants them to look alike. Values
 * are hashed as `JSON.stringify` writes them: copies of one document hold the same items, whose keys
 * stand in one order.
 */
export function contentHash(doc: Y.Doc): string {
	const hash = kept.get(doc) ?? keep(doc);
	return hex(hash.high) + hex(hash.low);
}

function keep(doc: Y.Doc): Kept {
	const hash: Kept = { low: 0, high: 0 };
	for (const root of doc.share.keys())
		for (const [key, value] of doc.getMap(root).entries()) add(hash, 1, pathOf(root, key), value);
	doc.on('afterTransaction', (transaction: Y.Transaction) => follow(hash, transaction));
	kept.set(doc, hash);
	return hash;
}

/** What a transaction removed is still readable now; it is collected after its listeners. */
function follow(hash: Kept, transaction: Y.Transaction): void {
	for (const [type, keys] of transaction.changed) {
		const root = rootName(transaction.doc, type);
		if (root === undefined) continue;
		for (const key of keys) {
			const newest = key === null ? undefined : type._map.get(key);
			if (key !== null && newest !== undefined)
				followEntry(hash, transaction, newest, pathOf(root, key));
		}
	}
}

function followEntry(hash: Kept, transaction: Y.Transaction, newest: Y.Item, path: string): void {
	const before = heldBefore(transaction, newest);
	if (before !== null) add(hash, -1, path, valueOf(before));
	if (!newest.deleted) add(hash, 1, path, valueOf(newest));
}

/** The item that showed before the transaction: the newest that is older than it, if it showed. */
function heldBefore(transaction: Y.Transaction, newest: Y.Item): Y.Item | null {
	let item: Y.Item | null = newest;
	while (item !== null && isNew(transaction, item)) item = item.left;
	if (item === null) return null;
	return item.deleted && !Y.isDeleted(transaction.deleteSet, item.id) ? null : item;
}

function isNew({ beforeState }: Y.Transaction, { id }: Y.Item): boolean {
	return id.clock >= (beforeState.get(id.client) ?? 0);
}

function valueOf(item: Y.Item): unknown {
	return item.content.getContent()[item.length - 1];
}

function add(hash: Kept, sign: 1 | -1, path: string, value: unknown): void {
	const text = path + JSON.stringify(value);
	let low = 0xdeadbeef;
	let high = 0x41c6ce57;
	// The mixing of cyrb53 (public domain): two multiplications a character.
	for (let index = 0; index < text.length; index += 1) {
		const code = text.charCodeAt(index);
		low = Math.imul(low ^ code, 0x9e3779b1);
		high = Math.imul(high ^ code, 0x5f356495);
	}
	hash.low = (hash.low + sign * mixed(low, high)) >>> 0;
	hash.high = (hash.high + sign * mixed(high, low)) >>> 0;
}

/** Spreads the last characters over all bits. */
function mixed(of: number, other: number): number {
	const half =
		Math.imul(of ^ (of >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
	return (half ^ (half >>> 16)) >>> 0;
}

const pathOf = (root: string, key: string): string => `${root}\0${key}\0`;

const hex = (word: number): string => word.toString(16).padStart(8, '0');
