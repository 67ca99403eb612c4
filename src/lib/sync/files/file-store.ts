import { answered, databaseName, deleteDatabase, openDatabase } from '../databases.ts';
import type { Environment, TabLine } from '../environment.ts';
import { Listeners } from '../listeners.ts';

/** Why a file will not get to the server as it is. */
export type FileProblem =
	'too-large' | 'not-as-declared' | 'damaged' | 'too-many' | 'refused' | 'lost';

/** A file of this person that lies on this device. */
export interface FileRecord {
	/** As its message names it. */
	readonly id: string;
	/** `ticket.<id>` or `channel.<id>`. */
	readonly thread: string;
	readonly name: string;
	readonly type: string;
	readonly size: number;
	readonly sha256: string;
	/** The same picture, small: a JPEG in base64. */
	readonly thumb?: string;
	/** `draft`: its message is not sent; `waiting`: the server has not got all of it. */
	readonly state: 'draft' | 'waiting' | 'done' | 'failed';
	/** How many bytes the server has. */
	readonly sent: number;
	readonly problem: FileProblem | null;
	readonly addedMs: number;
}

const RECORDS = 'records';
const BYTES = 'bytes';
/** The database of files: one of the device's own, so that it goes with the device. */
const FILES_DATABASE = 'files';

/**
 * The files of one person on this device, the same in all of its tabs. What is known of them is
 * answered from memory; bytes stay on the disk until somebody asks for them.
 */
export class FileStore {
	readonly #factory: IDBFactory;
	readonly #name: string;
	readonly #records = new Map<string, FileRecord>();
	readonly #changed = new Listeners();
	readonly #tabs: TabLine;
	readonly #database: Promise<IDBDatabase>;
	/** Resolves when it is known what lies here. */
	readonly loaded: Promise<void>;

	constructor({ indexedDb, tabLine }: Pick<Environment, 'indexedDb' | 'tabLine'>, device: string) {
		this.#factory = indexedDb;
		this.#name = databaseName(device, FILES_DATABASE);
		this.#tabs = tabLine(`offhook.${device}.files`, (message) => {
			this.#heard(message).catch(() => undefined);
		});
		this.#database = openDatabase(indexedDb, this.#name, [RECORDS, BYTES]);
		// Without a disk there are no files here; whoever adds one is told.
		this.loaded = this.#load().catch(() => undefined);
	}

	readonly onChange = this.#changed.add;

	all(): FileRecord[] {
		return [...this.#records.values()];
	}

	get(id: string): FileRecord | undefined {
		return this.#records.get(id);
	}

	/** Keeps a new file; it is on the disk when this resolves, and not here when it rejects. */
	async add(record: FileRecord, bytes: Blob): Promise<void> {
		const database = await this.#database;
		const transaction = database.transaction([RECORDS, BYTES], 'readwrite');
		transaction.objectStore(BYTES).put(bytes, record.id);
		transaction.objectStore(RECORDS).put(record, record.id);
		await finished(transaction);
		this.#take(record);
	}

	async bytes(id: string): Promise<Blob | undefined> {
		const database = await this.#database;
		const found: unknown = await answered(
			database.transaction(BYTES, 'readonly').objectStore(BYTES).get(id)
		);
		return found instanceof Blob ? found : undefined;
	}

	/** Notes what became of a file; at once for this tab, and for the others once it is on the disk. */
	async update(id: string, change: Partial<FileRecord>): Promise<void> {
		const known = this.#records.get(id);
		if (known === undefined) return;
		const record = { ...known, ...change };
		this.#records.set(id, record);
		this.#changed.emit();
		const transaction = (await this.#database).transaction(RECORDS, 'readwrite');
		transaction.objectStore(RECORDS).put(record, id);
		await finished(transaction);
		this.#tabs.post(id);
	}

	/** Says how far a file is, to all tabs; the server knows it better than any disk. */
	progress(id: string, sent: number): void {
		this.#moved(id, sent);
		this.#tabs.post(`${id} ${sent}`);
	}

	async remove(id: string): Promise<void> {
		this.#records.delete(id);
		this.#changed.emit();
		const transaction = (await this.#database).transaction([RECORDS, BYTES], 'readwrite');
		transaction.objectStore(RECORDS).delete(id);
		transaction.objectStore(BYTES).delete(id);
		await finished(transaction);
		this.#tabs.post(id);
	}

	async close(): Promise<void> {
		this.#tabs.close();
		const database = await this.#database.catch(() => undefined);
		database?.close();
	}

	async erase(): Promise<void> {
		this.#records.clear();
		this.#changed.emit();
		await this.close();
		await deleteDatabase(this.#factory, this.#name);
	}

	async #load(): Promise<void> {
		const store = (await this.#database).transaction(RECORDS, 'readonly').objectStore(RECORDS);
		const records = await answered<FileRecord[]>(store.getAll());
		for (const record of records)
			if (!this.#records.has(record.id)) this.#records.set(record.id, record);
		this.#changed.emit();
	}

	/** Another tab has changed a file, or says how far one is. */
	async #heard(message: string): Promise<void> {
		const [id = '', sent] = message.split(' ');
		if (sent !== undefined) return this.#moved(id, Number(sent));
		const store = (await this.#database).transaction(RECORDS, 'readonly').objectStore(RECORDS);
		const record = await answered<FileRecord | undefined>(store.get(id));
		if (record === undefined) this.#records.delete(id);
		else this.#records.set(id, record);
		this.#changed.emit();
	}

	#moved(id: string, sent: number): void {
		const known = this.#records.get(id);
		if (known === undefined) return;
		this.#records.set(id, { ...known, sent });
		this.#changed.emit();
	}

	#take(record: FileRecord): void {
		this.#records.set(record.id, record);
		this.#changed.emit();
		this.#tabs.post(record.id);
	}
}

function finished(transaction: IDBTransaction): Promise<void> {
	return new Promise((resolve, reject) => {
		transaction.addEventListener('complete', () => resolve());
		transaction.addEventListener('abort', () =>
			reject(transaction.error ?? new Error('the write was broken off'))
		);
	});
}
