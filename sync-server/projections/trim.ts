import { messageIdIn } from '#lib/domain/changes/lift.ts';
import { jsonMember, type Json } from '#lib/domain/json.ts';
import type { Patch } from '#lib/documents/records.ts';
import { THREAD_LIMITS, THREAD_ROOTS } from '#lib/documents/thread-doc.ts';
import { USER_ROOTS } from '#lib/documents/user-doc.ts';

/** What trimming needs to see of a document. */
export interface Roots {
	size(root: string): number;
	/** At least the size, but known without looking at the entries. */
	atMost(root: string): number;
	entries(root: string): Iterable<[string, Json]>;
}

/** Newest entries that small lists keep. */
const LIST_LIMITS = { refused: 50, refusals: 500, rewrites: 200, notices: 100 } as const;

/**
 * Patches that bring a document back within its limits, oldest entries first. They depend on the
 * content alone, so trimming once after many changes or after each of them ends alike.
 */
export function trimPatches(name: string, roots: Roots): Patch[] {
	if (/^(ticket|channel|contact)\./.test(name))
		return [
			...trimMessages(roots),
			...trim(roots, THREAD_ROOTS.changes, THREAD_LIMITS.changes, text('at')),
			...trim(roots, THREAD_ROOTS.refused, LIST_LIMITS.refused, time)
		];
	if (name.startsWith('user.'))
		return [
			...trim(roots, USER_ROOTS.refusals, LIST_LIMITS.refusals, time),
			...trim(roots, USER_ROOTS.notices, LIST_LIMITS.notices, time),
			...trim(roots, USER_ROOTS.rewrites, LIST_LIMITS.rewrites, (value) => String(value))
		];
	return [];
}

const text = (key: string) => (value: Json) => String(jsonMember(value, key));
const time = (value: Json) => String(jsonMember(value, 'atMs')).padStart(16, '0');

function trim(roots: Roots, root: string, limit: number, order: (value: Json) => string): Patch[] {
	if (roots.atMost(root) <= limit) return [];
	const surplus = roots.size(root) - limit;
	if (surplus <= 0) return [];
	return [...roots.entries(root)]
		.map(([key, value]) => ({ key, order: `${order(value)} ${key}` }))
		.sort((a, b) => (a.order < b.order ? -1 : 1))
		.slice(0, surplus)
		.map(({ key }) => ({ root, key, value: undefined }));
}

const MESSAGE_SEQ = /^m\/([^/]+)\/seq$/;

function numberedMessages(roots: Roots): { id: string; seq: number }[] {
	const messages: { id: string; seq: number }[] = [];
	for (const [key, cell] of roots.entries(THREAD_ROOTS.cells)) {
		const id = MESSAGE_SEQ.exec(key)?.[1];
		if (id !== undefined) messages.push({ id, seq: Number(Array.isArray(cell) ? cell[0] : 0) });
	}
	return messages;
}

/** Cells of the oldest messages beyond the limit; they stay in the server's pages. */
function trimMessages(roots: Roots): Patch[] {
	// Every message has at least three cells, so below this there cannot be too many.
	const enough = THREAD_LIMITS.messages * 3;
	if (roots.atMost(THREAD_ROOTS.cells) <= enough) return [];
	if (roots.size(THREAD_ROOTS.cells) <= enough) return [];
	const messages = numberedMessages(roots);
	const surplus = messages.length - THREAD_LIMITS.messages;
	if (surplus <= 0) return [];
	messages.sort((a, b) => a.seq - b.seq);
	const gone = new Set(messages.slice(0, surplus).map(({ id }) => id));
	const patches: Patch[] = [];
	for (const [key] of roots.entries(THREAD_ROOTS.cells)) {
		const id = messageIdIn(key);
		if (id !== undefined && gone.has(id))
			patches.push({ root: THREAD_ROOTS.cells, key, value: undefined });
	}
	return [...patches, { root: 'meta', key: 'sealed', value: messages[surplus - 1]?.seq ?? 0 }];
}
