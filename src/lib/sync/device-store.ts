import type { Json } from '#lib/domain/json.ts';
import { answered, databaseName, deleteDatabase, openDatabase } from './databases.ts';
import type { DeviceIdentity } from './device-id.ts';
import type { StoreWatch } from './store-watch.ts';

/** What this device knows of a document it holds a copy of. */
export interface DocumentRecord {
	/** `kind.id`, without the generation. */
	readonly name: string;
	readonly generation: number;
	readonly rev: number;
	readonly lastUsedMs: number;
	/** When the copy was last known to be current; null if it never was. */
	readonly lastLiveMs: number | null;
}

/** Small things of the device itself, by name. */
export type FactKey =
	| 'firstOutbox'
	| 'clock'
	| 'offset'
	| 'contactMs'
	| 'latestMs'
	| 'who'
	| 'met'
	| 'pinnedTeams'
	| 'sealed'
	| 'differences'
	| `text/${string}`;

const DOCUMENTS = 'documents';
const FACTS = 'facts';

/**
 * The device's own records. Reads are answered from memory, so that they are there at once; when the
 * disk cannot be used they last for the visit, and the watch is told.
 */
export class DeviceStore {
	readonly #documents = new Map<string, DocumentRecord>();
	readonly #facts = new Map<string, Json>();
	/** When each was last noted here, counted. */
	readonly #noted = new Map<string, number>();
	#notes = 0;
	readonly #factory: IDBFactory;
	readonly #name: string;
	#database: IDBDatabase | null = null;
	#failure: unknown;

	private constructor(factory: IDBFactory, name: string) {
		this.#factory = factory;
		this.#name = name;
	}

	/** Of a device that the next visit will not know, nothing goes to the disk. */
	static async open(factory: IDBFactory, { id, failure }: DeviceIdentity): Promise<DeviceStore> {
		const store = new DeviceStore(factory, databaseName(id, 'device'));
		store.#failure = failure;
		if (failure !== undefined) return store;
		try {
			await store.#load();
		} catch (error) {
			store.#failure = error;
		}
		return store;
	}

	/** Whether anything can be kept on this device at all. */
	get isUsable(): boolean {
		return this.#database !== null;
	}

	/** Says why nothing can be kept here from the first moment on, if so. */
	reportTo(watch: StoreWatch): void {
		if (this.#failure !== undefined) watch.report(this.#name, this.#failure);
	}

	documents(): DocumentRecord[] {
		return [...this.#documents.values()];
	}

	/** What another tab may have written meanwhile counts too. */
	async document(name: string): Promise<DocumentRecord | undefined> {
		const stored = await this.#read(name).catch(() => undefined);
		if (stored !== undefined) this.#documents.set(name, stored);
		return stored ?? this.#documents.get(name);
	}

	known(name: string): DocumentRecord | undefined {
		return this.#documents.get(name);
	}

	putDocument(record: DocumentRecord): void {
		this.#documents.set(record.name, record);
		this.#write(DOCUMENTS, (store) => store.put(record, record.name));
	}

	deleteDocument(name: string): void {
		this.#documents.delete(name);
		this.#write(DOCUMENTS, (store) => store.delete(name));
	}

	fact(key: FactKey): Json | undefined {
		return this.#facts.get(key);
	}

	setFact(key: FactKey, value: Json): void {
		this.#facts.set(key, value);
		this.#noted.set(key, (this.#notes += 1));
		this.#write(FACTS, (store) => store.put(value, key));
	}

	/** All facts whose names begin so. */
	facts(prefix: string): (readonly [key: string, value: Json])[] {
		return [...this.#facts].filter(([key]) => key.startsWith(prefix));
	}

	dropFact(key: FactKey): void {
		this.#facts.delete(key);
		this.#noted.set(key, (this.#notes += 1));
		this.#write(FACTS, (store) => store.delete(key));
	}

	/** Takes in what other tabs have noted since, under names that begin so. */
	async readFacts(prefix: string): Promise<void> {
		const store = this.#database?.transaction(FACTS, 'readonly').objectStore(FACTS);
		if (store === undefined) return;
		const before = this.#notes;
		const found = await entriesOf(store);
		// What was noted here while the disk was read is newer than what it said.
		const isOlder = (key: string) =>
			key.startsWith(prefix) && (this.#noted.get(key) ?? 0) <= before;
		for (const [key] of this.facts(prefix)) if (isOlder(key)) this.#facts.delete(key);
		for (const [key, value] of found) if (isOlder(key)) this.#facts.set(key, value);
	}

	close(): void {
		this.#database?.close();
		this.#database = null;
	}

	async erase(): Promise<void> {
		this.close();
		this.#documents.clear();
		this.#facts.clear();
		await deleteDatabase(this.#factory, this.#name);
	}

	async #load(): Promise<void> {
		const database = await openDatabase(this.#factory, this.#name, [DOCUMENTS, FACTS]);
		const transaction = database.transaction([DOCUMENTS, FACTS], 'readonly');
		const [records, facts] = await Promise.all([
			answered<DocumentRecord[]>(transaction.objectStore(DOCUMENTS).getAll()),
			entriesOf(transaction.objectStore(FACTS))
		]);
		for (const record of records) this.#documents.set(record.name, record);
		for (const [key, value] of facts) this.#facts.set(key, value);
		this.#database = database;
	}

	async #read(name: string): Promise<DocumentRecord | undefined> {
		const store = this.#database?.transaction(DOCUMENTS, 'readonly').objectStore(DOCUMENTS);
		return store === undefined ? undefined : answered<DocumentRecord | undefined>(store.get(name));
	}

	#write(name: string, run: (store: IDBObjectStore) => unknown): void {
		try {
			const transaction = this.#database?.transaction(name, 'readwrite');
			if (transaction !== undefined) run(transaction.objectStore(name));
		} catch {
			// The watch has reported it; from now on the values in memory serve this visit.
			this.#database = null;
		}
	}
}

async function entriesOf(store: IDBObjectStore): Promise<[key: string, value: Json][]> {
	const [keys, values] = await Promise.all([
		answered(store.getAllKeys()),
		answered<Json[]>(store.getAll())
	]);
	return keys.map((key, index) => [String(key), values[index] ?? null]);
}
