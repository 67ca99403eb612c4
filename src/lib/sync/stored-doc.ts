import { IndexeddbPersistence, storeState } from 'y-indexeddb';
import type * as Y from 'yjs';
import { clearDatabase, deleteDatabase } from './databases.ts';
import type { StoreWatch } from './store-watch.ts';

/** A Yjs document kept in a database of its own. */
export class StoredDoc {
	readonly #persistence: IndexeddbPersistence;
	readonly #database: string;
	readonly #watch: StoreWatch;
	readonly #factory: IDBFactory;

	constructor(database: string, doc: Y.Doc, watch: StoreWatch, factory: IDBFactory) {
		this.#database = database;
		this.#watch = watch;
		this.#factory = factory;
		this.#persistence = new IndexeddbPersistence(database, doc);
	}

	/** Resolves when what the disk holds is in the document; never when the disk fails. */
	async loaded(): Promise<void> {
		await this.#persistence.whenSynced;
	}

	/** Resolves when everything written so far is on disk; rejects if it is not. */
	async flushed(): Promise<void> {
		if (!this.#persistence.synced) await this.#persistence.whenSynced;
		await this.#watch.flushed(this.#database);
	}

	/** Writes the whole state again: after a failed write, or to fold many small rows into one. */
	async compact(): Promise<void> {
		if (this.#persistence.synced) await storeState(this.#persistence, true);
	}

	async get(key: string): Promise<unknown> {
		const value: unknown = await this.#persistence.get(key);
		return value;
	}

	async set(key: string, value: string | ArrayBuffer): Promise<void> {
		await this.#persistence.set(key, value);
	}

	async close(): Promise<void> {
		await this.#persistence.destroy();
	}

	/** Closes, and takes everything out of the database. */
	async clear(): Promise<void> {
		await this.close();
		await clearDatabase(this.#factory, this.#database);
	}

	async erase(): Promise<void> {
		await this.close();
		await deleteDatabase(this.#factory, this.#database);
	}
}
