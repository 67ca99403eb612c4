/** What every database of this app begins with; a device's own begin with `offhook.<device>/`. */
export const DATABASE_PREFIX = 'offhook';

/** The database of a document or of the device's own records. */
export function databaseName(device: string, name: string): string {
	return `${DATABASE_PREFIX}.${device}/${name}`;
}

/** The answer of a request. */
export function answered<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('the request failed'));
	});
}

/** Opens a database with these stores. It closes by itself when somebody deletes it. */
export function openDatabase(
	factory: IDBFactory,
	name: string,
	stores: readonly string[]
): Promise<IDBDatabase> {
	const request = factory.open(name, 1);
	request.onupgradeneeded = () => {
		for (const store of stores) request.result.createObjectStore(store);
	};
	return answered(request).then((database) => {
		database.onversionchange = () => database.close();
		return database;
	});
}

/** Deletes a database; a copy that is still open elsewhere closes first. */
export async function deleteDatabase(factory: IDBFactory, name: string): Promise<void> {
	await answered(factory.deleteDatabase(name));
}

/** Empties every store of a database at once. */
export async function clearDatabase(factory: IDBFactory, name: string): Promise<void> {
	const database = await openDatabase(factory, name, []);
	const stores = [...database.objectStoreNames];
	if (stores.length > 0) {
		const transaction = database.transaction(stores, 'readwrite');
		for (const store of stores) transaction.objectStore(store).clear();
		await finished(transaction);
	}
	database.close();
}

/** Resolves when everything of a transaction is on disk; rejects if it is not. */
export function finished(transaction: IDBTransaction): Promise<void> {
	return new Promise((resolve, reject) => {
		transaction.addEventListener('complete', () => resolve());
		transaction.addEventListener('abort', () =>
			reject(transaction.error ?? new Error('the write was broken off'))
		);
	});
}

/** Deletes every database whose name begins with `prefix`, where the browser can list them. */
export async function deleteAll(factory: IDBFactory, prefix: string): Promise<void> {
	const names = await listDatabases(factory, prefix).catch(() => []);
	await Promise.all(names.map((name) => deleteDatabase(factory, name)));
}

/** Names of all databases that begin with `prefix`, where the browser can list them. */
export async function listDatabases(factory: IDBFactory, prefix: string): Promise<string[]> {
	const all = typeof factory.databases === 'function' ? await factory.databases() : [];
	return all.flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : []));
}
