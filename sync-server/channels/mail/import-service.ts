import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BlobStore } from '../../persistence/blobs/blob-store.ts';
import type { ImportRow, ImportStore } from '../../persistence/imports.ts';
import type { SubmitDrafts } from './job.ts';
import { createMailParser, type MailParser } from './parse-pool.ts';
import { runImport } from './run-import.ts';
import { openSource, type MailSource } from './source.ts';

export interface ImportServiceParts {
	/** Opens the imports of an organisation; called once for each. */
	readonly openStore: (org: string) => ImportStore;
	readonly blobs: BlobStore;
	readonly submitTo: (org: string) => SubmitDrafts;
	readonly now: () => number;
	readonly newId: () => string;
	readonly reportError: (error: unknown, place: string) => void;
	/** Threads that read messages. */
	readonly workers?: number;
}

export type NewImport = Pick<
	ImportRow,
	'team' | 'kind' | 'path' | 'label' | 'uploaded' | 'startedBy'
>;

export interface ImportService {
	store(org: string): ImportStore;
	newId(): string;
	/** Registers an import and runs it when those before it are through. */
	start(org: string, id: string, facts: NewImport): ImportRow;
	/** Asks a waiting or running import to stop; false when it does neither. */
	pause(org: string, id: string): boolean;
	/** Lets a paused or stopped import go on; false when it is not there or needs no resuming. */
	resume(org: string, id: string): boolean;
	/** Resolves when the import has ended in one way or another. */
	ended(org: string, id: string, onProgress?: (row: ImportRow) => void): Promise<ImportRow>;
	/** Pauses everything and closes the files; paused imports can be resumed after a start. */
	close(): Promise<void>;
}

interface Running {
	readonly stop: AbortController;
	/** Others are before it. */
	isWaiting: boolean;
	/** Gives up its place in the queue. */
	readonly leave: () => void;
	readonly ended: Promise<void>;
	readonly listeners: Set<(row: ImportRow) => void>;
}

/** Imports of all organisations of a server, one after the other: people share its processor. */
export function createImportService(parts: ImportServiceParts): ImportService {
	return new Imports(parts);
}

class Imports implements ImportService {
	readonly #parts: ImportServiceParts;
	readonly #stores = new Map<string, ImportStore>();
	readonly #running = new Map<string, Running>();
	#parser: MailParser | undefined;
	#last: Promise<void> = Promise.resolve();

	constructor(parts: ImportServiceParts) {
		this.#parts = parts;
	}

	store(org: string): ImportStore {
		const open = this.#stores.get(org);
		if (open !== undefined) return open;
		const store = this.#parts.openStore(org);
		this.#stores.set(org, store);
		// A process that died left these as if they were running.
		for (const { id, state } of store.list())
			if (state === 'waiting' || state === 'reading' || state === 'importing')
				store.setState(id, 'stopped', 'interrupted', this.#parts.now());
		return store;
	}

	newId(): string {
		return this.#parts.newId();
	}

	start(org: string, id: string, facts: NewImport): ImportRow {
		const row = this.store(org).create({ id, ...facts }, this.#parts.now());
		this.#enqueue(org, id);
		return row;
	}

	pause(org: string, id: string): boolean {
		const running = this.#running.get(`${org} ${id}`);
		running?.stop.abort();
		if (running?.isWaiting === true) running.leave();
		return running !== undefined;
	}

	resume(org: string, id: string): boolean {
		const row = this.store(org).get(id);
		if (row === undefined || row.state === 'done' || this.#running.has(`${org} ${id}`))
			return false;
		this.#enqueue(org, id);
		return true;
	}

	async ended(org: string, id: string, onProgress?: (row: ImportRow) => void): Promise<ImportRow> {
		const running = this.#running.get(`${org} ${id}`);
		if (onProgress !== undefined) running?.listeners.add(onProgress);
		await running?.ended;
		const row = this.store(org).get(id);
		if (row === undefined) throw new Error('no such import');
		return row;
	}

	async close(): Promise<void> {
		const all = [...this.#running.values()];
		for (const key of [...this.#running.keys()]) {
			const [org = '', id = ''] = key.split(' ');
			this.pause(org, id);
		}
		await Promise.all(all.map(({ ended }) => ended));
		await this.#parser?.close();
		for (const store of this.#stores.values()) store.close();
		this.#stores.clear();
	}

	#enqueue(org: string, id: string): void {
		const key = `${org} ${id}`;
		const stop = new AbortController();
		const listeners: Running['listeners'] = new Set();
		const left = Promise.withResolvers<undefined>();
		const forget = (): void => {
			if (this.#running.get(key) === running) this.#running.delete(key);
		};
		const work = this.#last
			.then(() => {
				running.isWaiting = false;
				return stop.signal.aborted ? undefined : this.#run(org, id, stop.signal, listeners);
			})
			.catch((error: unknown) => this.#parts.reportError(error, 'mail import'))
			.finally(forget);
		const leave = (): void => {
			this.store(org).setState(id, 'paused', null, this.#parts.now());
			forget();
			left.resolve(undefined);
		};
		const ended = Promise.race([work, left.promise]);
		const running: Running = { stop, isWaiting: true, leave, ended, listeners };
		this.#last = work;
		this.#running.set(key, running);
	}

	async #run(
		org: string,
		id: string,
		signal: AbortSignal,
		listeners: Running['listeners']
	): Promise<void> {
		const store = this.store(org);
		const row = store.get(id);
		if (row === undefined) return;
		const source = await this.#open(store, row);
		if (source === undefined) return;
		this.#parser ??= createMailParser({ workers: this.#parts.workers ?? 1 });
		const { blobs, now } = this.#parts;
		const submit = this.#parts.submitTo(org);
		const onProgress = (now: ImportRow) => listeners.forEach((tell) => tell(now));
		let end: ImportRow;
		try {
			const job = { id, org, store, source, parser: this.#parser, blobs, submit, now, signal };
			end = await runImport({ ...job, onProgress });
		} finally {
			await source.close();
		}
		if (end.state === 'done' && row.uploaded) await removeUpload(row);
	}

	async #open(store: ImportStore, row: ImportRow): Promise<MailSource | undefined> {
		try {
			return await openSource(row.kind, row.path);
		} catch (error) {
			store.setState(row.id, 'stopped', 'source-missing', this.#parts.now());
			const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
			if (!isMissing) this.#parts.reportError(error, 'opening mail to import');
			return undefined;
		}
	}
}

/** An upload lies in a folder of its own, which is the source itself when it holds .eml files. */
function removeUpload({ kind, path }: ImportRow): Promise<void> {
	return rm(kind === 'mbox' ? dirname(path) : path, { recursive: true, force: true });
}
