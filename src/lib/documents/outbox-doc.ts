import type * as Y from 'yjs';
import type { Change } from '#lib/domain/changes/change.ts';

/**
 * `outbox.<device>.<k>`: one append-only array of changes, written by the tabs of one device.
 * Nothing is ever deleted from it. An entry is named by the Yjs client that wrote it (a tab) and its
 * clock, which is how a receipt, a state vector, tells what is settled.
 */
export const OUTBOX_ARRAY = 'changes';

/**
 * A change in an outbox, and where it stands in it: which client of the document wrote it, and when
 * by that client's clock.
 */
export interface OutboxEntry {
	readonly change: Change;
	readonly client: number;
	readonly clock: number;
}

/** Appends changes in one transaction. */
export function appendToOutbox(doc: Y.Doc, changes: readonly Change[], origin: unknown): void {
	doc.transact(() => doc.getArray<Change>(OUTBOX_ARRAY).push([...changes]), origin);
}

/** How many changes the outbox holds. */
export function outboxLength(doc: Y.Doc): number {
	return doc.getArray(OUTBOX_ARRAY).length;
}

/** All entries in the order of the array. */
export function readOutbox(doc: Y.Doc): OutboxEntry[] {
	const entries: OutboxEntry[] = [];
	const array = doc.getArray<Change>(OUTBOX_ARRAY);
	for (let item = array._start; item !== null; item = item.right) {
		if (item.deleted) continue;
		const { client, clock } = item.id;
		for (const [offset, change] of item.content.getContent().entries())
			entries.push({ change: change as Change, client, clock: clock + offset });
	}
	return entries;
}

/** Whether a receipt, the server's state vector of this outbox, covers an entry. */
export function isSettled(entry: OutboxEntry, receipt: ReadonlyMap<number, number>): boolean {
	return entry.clock < (receipt.get(entry.client) ?? 0);
}
