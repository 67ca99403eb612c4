import * as Y from 'yjs';
import { rootMap } from '#lib/documents/records.ts';
import type { Json } from '#lib/domain/json.ts';
import { answered } from '#lib/sync/databases.ts';

/**
 * Changes what a stored copy holds without moving its state vector, as a disk that rots or a wrong
 * merge would: the copy looks current and is not. False when there is nothing to change.
 */
export async function rot(
	factory: IDBFactory,
	name: string,
	change: (read: (root: string) => Y.Map<Json>) => void
): Promise<boolean> {
	const database = await answered(factory.open(name));
	try {
		if (!database.objectStoreNames.contains('updates')) return false;
		const store = database.transaction('updates', 'readwrite').objectStore('updates');
		const rows = await answered<Uint8Array[]>(store.getAll());
		if (rows.length === 0) return false;
		await answered(store.clear());
		await answered(store.add(rotten(rows, change)));
		return true;
	} finally {
		database.close();
	}
}

function rotten(rows: readonly Uint8Array[], change: Parameters<typeof rot>[2]): Uint8Array {
	const doc = new Y.Doc();
	for (const row of rows) Y.applyUpdate(doc, row);
	change((root) => rootMap(doc, root));
	const bytes = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return bytes;
}
