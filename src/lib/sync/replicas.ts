import type { ServerControl } from '#lib/protocol/control.ts';
import {
	documentName,
	generationName,
	parseDocumentName,
	type DocumentRef
} from '#lib/protocol/document-names.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { Comparing } from './comparing.ts';
import { databaseName, deleteDatabase } from './databases.ts';
import { Listeners } from './listeners.ts';
import { Replica, type ReplicaPlace } from './replica.ts';
import { isRefused } from './replica-status.ts';

/** How many documents are brought up to date at the same time, and how long each may take. */
const BATCH = 4;
const CATCH_UP_MS = 20_000;
/** A copy nobody has looked at for this long goes. */
const UNUSED_MS = 60 * 24 * 3_600_000;

interface Open {
	readonly replica: Replica;
	uses: number;
}

/** The server-written documents of this device: which are open, and which lie on its disk. */
export class Replicas {
	readonly #place: ReplicaPlace;
	readonly #open = new Map<string, Open>();
	readonly #erased = new Listeners<[string]>();
	readonly #queue = new Map<string, DocumentRef>();
	readonly #comparing: Comparing;
	#refreshing = 0;
	#isClosed = false;

	constructor(place: ReplicaPlace) {
		this.#place = place;
		this.#comparing = new Comparing(place.environment.timers, place.environment.now);
	}

	/** How many copies on this device were found not to be what the server wrote. */
	get differences(): number {
		return Number(this.#place.store.fact('differences') ?? 0);
	}

	/** A document was taken from this person; what was made from it must go too. */
	readonly onErased = this.#erased.add;

	/** The document, connected until every user has released it. */
	open(ref: DocumentRef): Replica {
		const name = documentName(ref);
		const known = this.#open.get(name);
		if (known !== undefined) {
			known.uses += 1;
			// Whoever comes later may be given what others were not.
			if (isRefused(known.replica.status)) known.replica.retry();
			return known.replica;
		}
		const replica = new Replica(ref, this.#place);
		replica.onErased(() => this.#erased.emit(name));
		replica.onDifferent(() => this.#place.store.setFact('differences', this.differences + 1));
		this.#open.set(name, { replica, uses: 1 });
		replica.connect();
		return replica;
	}

	release(replica: Replica): void {
		const open = this.#open.get(replica.name);
		if (open?.replica !== replica) return;
		open.uses -= 1;
		if (open.uses > 0) return;
		this.#open.delete(replica.name);
		void replica.close();
	}

	opened(name: string): Replica | undefined {
		return this.#open.get(name)?.replica;
	}

	allOpen(): Replica[] {
		return [...this.#open.values()].map(({ replica }) => replica);
	}

	/** Called once a minute: compares what rests with the server. */
	compare(): void {
		this.#comparing.look(this.allOpen());
	}

	/** Tells the server what lies here, and asks again for what it had refused. */
	state(): void {
		const documents = this.#place.store.documents().flatMap(({ name, generation, rev }) => {
			const parsed = parseDocumentName(name);
			return parsed?.type === 'projection'
				? [{ name: generationName(parsed.ref, generation), rev }]
				: [];
		});
		for (let start = 0; start < documents.length; start += LIMITS.holdingsPerMessage)
			this.#place.mux.sendControl({
				type: 'holds',
				documents: documents.slice(start, start + LIMITS.holdingsPerMessage)
			});
		this.#comparing.restart();
		for (const { replica } of this.#open.values()) replica.retry();
	}

	/** The server's answer to what lies here. */
	settle(answer: Extract<ServerControl, { type: 'holdings' }>): void {
		for (const name of answer.erase) void this.erase(name);
		for (const name of answer.replace) {
			const parsed = parseDocumentName(name);
			if (parsed?.type !== 'projection') continue;
			const open = this.opened(documentName(parsed.ref));
			if (open === undefined) this.refresh([parsed.ref]);
			else if (open.generation === parsed.generation) open.replace();
		}
	}

	/** Brings documents that are not open up to date, a few at a time. */
	refresh(refs: Iterable<DocumentRef>): void {
		for (const ref of refs)
			if (!this.#open.has(documentName(ref))) this.#queue.set(documentName(ref), ref);
		this.#pump();
	}

	/** Takes a document off this device; `name` may carry its generation. */
	async erase(name: string): Promise<void> {
		const parsed = parseDocumentName(name);
		if (parsed?.type !== 'projection') return;
		const bare = documentName(parsed.ref);
		const open = this.opened(bare);
		const record = this.#place.store.known(bare);
		if (open === undefined && record === undefined) return;
		this.#queue.delete(bare);
		this.#place.store.deleteDocument(bare);
		if (open !== undefined) await open.erase();
		else if (record !== undefined) await this.#deleteCopy(parsed.ref, record.generation);
		this.#erased.emit(bare);
	}

	async eraseAll(): Promise<void> {
		this.#queue.clear();
		const kept = this.#place.store.documents().map(({ name }) => name);
		await Promise.all(
			[...new Set([...kept, ...this.#open.keys()])].map((name) => this.erase(name))
		);
	}

	/** Folds the rows of the open copies, and drops copies nobody uses; one tab does this. */
	async tidy(): Promise<void> {
		for (const { replica } of [...this.#open.values()]) await replica.compact();
		const limit = this.#place.environment.now() - UNUSED_MS;
		for (const { name, generation, lastUsedMs } of this.#place.store.documents()) {
			const parsed = parseDocumentName(name);
			if (lastUsedMs >= limit || this.#open.has(name) || parsed?.type !== 'projection') continue;
			this.#place.store.deleteDocument(name);
			await this.#deleteCopy(parsed.ref, generation);
		}
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		this.#queue.clear();
		const replicas = this.allOpen();
		this.#open.clear();
		await Promise.all(replicas.map((replica) => replica.close()));
	}

	async #deleteCopy(ref: DocumentRef, generation: number): Promise<void> {
		const name = databaseName(this.#place.device, generationName(ref, generation));
		await deleteDatabase(this.#place.environment.indexedDb, name);
	}

	#pump(): void {
		for (const [name, ref] of this.#queue) {
			if (this.#refreshing >= BATCH || this.#isClosed) return;
			this.#queue.delete(name);
			this.#refreshing += 1;
			void this.#refreshOne(ref).finally(() => {
				this.#refreshing -= 1;
				this.#pump();
			});
		}
	}

	async #refreshOne(ref: DocumentRef): Promise<void> {
		const replica = this.open(ref);
		await new Promise<void>((resolve) => {
			const cancel = this.#place.environment.timers.after(CATCH_UP_MS, resolve);
			const stop = replica.onState(() => {
				if (!replica.isLive && (replica.status === 'loading' || replica.status === 'ready')) return;
				stop();
				cancel();
				resolve();
			});
		});
		await replica.flushed().catch(() => undefined);
		this.release(replica);
	}
}
