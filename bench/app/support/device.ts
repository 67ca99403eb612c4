import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Page } from '@playwright/test';

/** One line of a dump. */
interface Dumped {
	readonly name: string;
	readonly generation: number;
	readonly rev: number;
	readonly updates: readonly string[];
}

const PER_CALL = 100;

/**
 * Puts documents where the app keeps those it has opened, as if the person had opened each. The page
 * must be one of the app's origin with nothing of the app in it.
 */
export async function fillDevice(page: Page, path: string): Promise<void> {
	let some: Dumped[] = [];
	for await (const line of createInterface({ input: createReadStream(path) })) {
		some.push(JSON.parse(line) as Dumped);
		if (some.length < PER_CALL) continue;
		await page.evaluate(putDocuments, some);
		some = [];
	}
	if (some.length > 0) await page.evaluate(putDocuments, some);
}

/** Runs in the page. */
async function putDocuments(documents: readonly Dumped[]): Promise<void> {
	const opened = (name: string, stores: readonly string[]) =>
		new Promise<IDBDatabase>((resolve, reject) => {
			const request = indexedDB.open(name, 1);
			request.onupgradeneeded = () => {
				for (const store of stores)
					request.result.createObjectStore(store, { autoIncrement: store === 'updates' });
			};
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(new Error(`cannot open ${name}`));
		});
	const written = (transaction: IDBTransaction) =>
		new Promise<void>((resolve) => transaction.addEventListener('complete', () => resolve()));
	const own = (await indexedDB.databases()).find(({ name }) => name?.endsWith('/device'));
	const device = own?.name ?? '';
	const prefix = device.slice(0, -'device'.length);
	const records = await opened(device, []);
	const recording = records.transaction('documents', 'readwrite');
	const known = recording.objectStore('documents');
	const nowMs = Date.now();
	for (const { name, generation, rev } of documents)
		known.put({ name, generation, rev, lastUsedMs: nowMs, lastLiveMs: nowMs }, name);
	await written(recording);
	records.close();
	await Promise.all(
		documents.map(async ({ name, generation, updates }) => {
			const database = await opened(`${prefix}${name}.${generation}`, ['updates', 'custom']);
			const writing = database.transaction('updates', 'readwrite');
			for (const update of updates)
				writing
					.objectStore('updates')
					.add(Uint8Array.from(atob(update), (letter) => letter.charCodeAt(0)));
			await written(writing);
			database.close();
		})
	);
}
