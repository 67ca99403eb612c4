import * as Y from 'yjs';
import { contactOfTicket } from '#lib/documents/contact-id.ts';
import { readCells, readService } from '#lib/documents/thread-doc.ts';
import { temporaryMark } from '#lib/domain/ids.ts';
import { spacedWords } from '#lib/domain/query/words.ts';
import { stampMs } from '#lib/domain/stamp.ts';
import { countTasks, readTasks } from '#lib/domain/ticket/tasks.ts';
import { readMessages } from '#lib/domain/ticket/messages.ts';
import { readTicket } from '#lib/domain/ticket/ticket.ts';
import { generationName } from '#lib/protocol/document-names.ts';
import { answered, databaseName, openDatabase } from '#lib/sync/databases.ts';
import { SEARCH_DATABASE } from '#lib/sync/search-database.ts';
import type { DocumentRecord } from '#lib/sync/device-store.ts';
import type { StoredText, TextIndex } from './text-index.ts';

const TEXTS = 'texts';
const TICKET = 'ticket.';
/**
 * Read and written together: a first look through thousands of documents is not thousands of writes,
 * and whoever asks meanwhile waits for no more than these.
 */
const BATCH = 16;
/** What an entry holds; it grows with the code, and what is older is read anew. */
const SHAPE = 6;

interface Entry extends StoredText {
	readonly generation: number;
	readonly rev: number;
	readonly shape: typeof SHAPE;
}

/**
 * What was written in the tickets whose documents lie on this device. It is read from their databases
 * once for each revision, kept in a database of its own, and goes when the document goes.
 */
export class StoredTexts {
	readonly #factory: IDBFactory;
	readonly #device: string;
	readonly #index: TextIndex;
	readonly #known = new Map<string, { readonly generation: number; readonly rev: number }>();
	readonly #erased = new Set<string>();
	#database: IDBDatabase | undefined;

	constructor(factory: IDBFactory, device: string, index: TextIndex) {
		this.#factory = factory;
		this.#device = device;
		this.#index = index;
	}

	/** Takes what was kept the last time; the documents are looked at by `refresh`. */
	async open(): Promise<void> {
		const name = databaseName(this.#device, SEARCH_DATABASE);
		this.#database = await openDatabase(this.#factory, name, [TEXTS]);
		const store = this.#database.transaction(TEXTS, 'readonly').objectStore(TEXTS);
		for (const entry of await answered<Entry[]>(store.getAll()))
			if (entry.shape === SHAPE) this.#take(entry);
	}

	/**
	 * Reads the documents that are newer than what is kept, and forgets those that have gone; whether
	 * something else may be found since then.
	 */
	async refresh(): Promise<boolean> {
		const records = await this.#records();
		const here = new Set(records.map(({ name }) => name.slice(TICKET.length)));
		const gone = [...this.#known.keys()].filter((id) => !here.has(id));
		for (const id of gone) this.erase(id);
		const stale = records.filter(({ name, generation, rev }) => {
			const known = this.#known.get(name.slice(TICKET.length));
			return known === undefined || known.generation !== generation || known.rev < rev;
		});
		let moved = gone.length;
		for (let start = 0; start < stale.length; start += BATCH)
			moved += await this.#readSome(stale.slice(start, start + BATCH));
		return moved > 0;
	}

	/** A document was taken from this device. */
	erase(id: string): void {
		this.#erased.add(id);
		this.#known.delete(id);
		this.#index.removeText(id);
		this.#write((store) => store.delete(id));
	}

	#take(entry: Entry): void {
		this.#known.set(entry.id, { generation: entry.generation, rev: entry.rev });
		this.#index.putText(entry);
	}

	/** Answers of how many of them there is something to find. */
	async #readSome(records: readonly DocumentRecord[]): Promise<number> {
		this.#erased.clear();
		const read = await Promise.all(records.map((record) => this.#read(record)));
		const entries = read.flatMap((entry) =>
			entry === undefined || this.#erased.has(entry.id) ? [] : [entry]
		);
		for (const entry of entries) this.#take(entry);
		this.#write((store) => {
			for (const entry of entries) store.put(entry, entry.id);
		});
		return entries.length;
	}

	#write(run: (store: IDBObjectStore) => void): void {
		try {
			const transaction = this.#database?.transaction(TEXTS, 'readwrite');
			if (transaction !== undefined) run(transaction.objectStore(TEXTS));
		} catch {
			// The device was wiped, or its disk is full: what is in memory serves this visit.
			this.#database = undefined;
		}
	}

	async #records(): Promise<DocumentRecord[]> {
		const database = await openExisting(this.#factory, databaseName(this.#device, 'device'));
		if (database === undefined) return [];
		const store = database.transaction('documents', 'readonly').objectStore('documents');
		const records = await answered<DocumentRecord[]>(store.getAll());
		database.close();
		return records.filter(({ name }) => name.startsWith(TICKET));
	}

	async #read({ name, generation, rev }: DocumentRecord): Promise<Entry | undefined> {
		const id = name.slice(TICKET.length);
		const stored = generationName({ kind: 'ticket', id }, generation);
		const database = await openExisting(this.#factory, databaseName(this.#device, stored));
		if (database === undefined) return undefined;
		try {
			const store = database.transaction('updates', 'readonly').objectStore('updates');
			return entryOf({ id, generation, rev }, await answered<Uint8Array[]>(store.getAll()));
		} catch {
			// It went meanwhile, or cannot be read: its ticket is found by its row.
			return undefined;
		} finally {
			database.close();
		}
	}
}

/** What is kept of a ticket's document; undefined when there is no ticket in it. */
export function entryOf(
	{ id, generation, rev }: Pick<Entry, 'id' | 'generation' | 'rev'>,
	updates: readonly Uint8Array[]
): Entry | undefined {
	const doc = new Y.Doc();
	for (const update of updates) Y.applyUpdate(doc, update);
	const [cells, service] = [readCells(doc), readService(doc)];
	doc.destroy();
	const ticket = readTicket(cells);
	if (ticket === undefined) return undefined;
	const said = readMessages(cells).filter(({ retracted }) => !retracted);
	const { requester, createdMs } = ticket;
	const contact = contactOfTicket(ticket, cells);
	return {
		id,
		generation,
		rev,
		shape: SHAPE,
		row: {
			...ticket,
			id,
			mark: temporaryMark(id),
			requester: requester?.name || (requester?.address ?? null),
			tasks: countTasks(readTasks(cells)),
			...(ticket.removed !== null && { isRemoved: true }),
			...(contact !== null && { contact }),
			...{ service, messages: 0, last: null },
			updatedMs: Math.max(createdMs, ...said.map(({ at }) => stampMs(at)))
		},
		// Words in quotes stand in one message, not at the end of one and the beginning of the next.
		text: [ticket.subject, ...said.map(({ text }) => text)].map(spacedWords).join('\n')
	};
}

/** Opens a database only if it is there: looking must not make one. */
function openExisting(factory: IDBFactory, name: string): Promise<IDBDatabase | undefined> {
	const request = factory.open(name);
	request.onupgradeneeded = () => request.transaction?.abort();
	return answered(request).then(
		(database) => {
			database.onversionchange = () => database.close();
			return database;
		},
		() => undefined
	);
}
