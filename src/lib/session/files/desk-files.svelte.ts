import { LARGEST_FILE } from '#lib/protocol/uploads.ts';
import { Cached } from '#lib/reactive/cached.ts';
import type { Device } from '#lib/sync/device.ts';
import { FileStore, type FileRecord } from '#lib/sync/files/file-store.ts';
import { Uploads } from '#lib/sync/files/uploads.ts';
import { drop, dropOld, keepUnsent, whenSent } from './kept-files.ts';
import type { ThreadRef } from '../desk/views.ts';

export type { FileProblem, FileRecord } from '#lib/sync/files/file-store.ts';
/** Why a file could not be taken up here. */
export type AddProblem = 'empty' | 'too-large' | 'unreadable' | 'full';

/** What draws and measures a file, fetched when somebody adds one, or before. */
export const loadFileReader = () => import('./read-file.ts');

/** The files of this person on this device: on screen at once, and sent when there is a line. */
export class DeskFiles {
	readonly #device: Device;
	readonly #store: FileStore;
	readonly #uploads: Uploads;
	readonly #records: Cached<ReadonlyMap<string, FileRecord>>;
	readonly #stops: (() => void)[];

	constructor(device: Device) {
		const { environment, id, mux, election, replicas } = device;
		this.#device = device;
		const store = (this.#store = new FileStore(environment, id));
		this.#uploads = new Uploads({ environment, store, line: mux.line, election });
		this.#records = new Cached(
			// Made anew with every change, never changed itself.
			// eslint-disable-next-line svelte/prefer-svelte-reactivity
			() => new Map(store.all().map((record) => [record.id, record])),
			store.onChange
		);
		this.#stops = [
			replicas.onErased((name) => this.#dropOf(name)),
			device.onState(() => {
				if (device.standing === 'wiped') void this.#erase();
			})
		];
		void dropOld(store, environment.now());
	}

	/** A file of mine, if it lies on this device; reactive. */
	get(id: string): FileRecord | undefined {
		return this.#records.value.get(id);
	}

	/** What was added to a message of this thread that is not sent yet; reactive, oldest first. */
	drafts(thread: ThreadRef): FileRecord[] {
		const all = [...this.#records.value.values()];
		const mine = all.filter((one) => one.state === 'draft' && one.thread === thread);
		return mine.sort((a, b) => a.addedMs - b.addedMs);
	}

	/** Whether a file was added somewhere whose message is not sent; reactive. */
	get hasDrafts(): boolean {
		return [...this.#records.value.values()].some(({ state }) => state === 'draft');
	}

	/** What the server has not got yet, and what it would not have; reactive, oldest first. */
	get unsent(): FileRecord[] {
		const all = [...this.#records.value.values()];
		return all
			.filter(({ state }) => state === 'waiting' || state === 'failed')
			.sort((a, b) => a.addedMs - b.addedMs);
	}

	/** How many files the server has not got yet, and can have; reactive. */
	get waiting(): number {
		return [...this.#records.value.values()].filter(({ state }) => state === 'waiting').length;
	}

	/** Takes a file up for a message of this thread; answers why it could not. */
	async add(thread: ThreadRef, file: Blob, name: string): Promise<AddProblem | null> {
		if (file.size === 0) return 'empty';
		if (file.size > LARGEST_FILE) return 'too-large';
		const { environment } = this.#device;
		const place = { id: this.#device.newId(), thread, name, addedMs: environment.now() };
		const reader = await loadFileReader().catch(() => undefined);
		const read = await reader?.readFile(file, place).catch(() => undefined);
		if (read === undefined) return 'unreadable';
		return this.#store.add(read.record, read.bytes).then(
			() => null,
			() => 'full' as const
		);
	}

	/** The message that names them is made: from now on they are on their way. */
	async send(ids: readonly string[]): Promise<void> {
		for (const id of ids) await this.#store.update(id, { state: 'waiting', problem: null });
	}

	/** Sends a file once more that the server would not have. */
	retry(id: string): Promise<void> {
		return this.#store.update(id, { state: 'waiting', problem: null, sent: 0 });
	}

	remove(id: string): Promise<void> {
		return this.#store.remove(id);
	}

	bytes(id: string): Promise<Blob | undefined> {
		return this.#store.bytes(id).catch(() => undefined);
	}

	/** The bytes of a file of a message, from here or else from the server; undefined where neither gives them now. */
	async fetched(id: string, href: string): Promise<Blob | undefined> {
		const here = await this.bytes(id);
		if (here !== undefined) return here;
		const { apiUrl, fetch } = this.#device.environment;
		const response = await fetch(apiUrl + href).catch(() => undefined);
		return response?.ok === true ? response.blob().catch(() => undefined) : undefined;
	}

	/** Asks the server whether a file of somebody has come. */
	async ask(href: string): Promise<'here' | 'coming' | 'unreachable'> {
		const { apiUrl, fetch } = this.#device.environment;
		const response = await fetch(`${apiUrl}${href}/state`).catch(() => undefined);
		const answer: unknown = await response?.json().catch(() => null);
		if (!response?.ok || typeof answer !== 'object' || answer === null) return 'unreachable';
		return 'isHere' in answer && answer.isHere === true ? 'here' : 'coming';
	}

	/** Resolves when everything is sent, or when that takes too long. */
	whenSent(): Promise<boolean> {
		return whenSent(this.#store, this.#device.environment.timers);
	}

	/** Work ends here for now: only what waits to be sent stays. */
	rest(): Promise<void> {
		return keepUnsent(this.#store);
	}

	stop(): void {
		this.#uploads.stop();
		for (const stop of this.#stops.splice(0)) stop();
		this.#records.stop();
		void this.#store.close();
	}

	async #erase(): Promise<void> {
		this.#uploads.stop();
		await this.#store.erase().catch(() => undefined);
	}

	/** A document was taken from this device: what belonged to it goes, unless it is not sent yet. */
	#dropOf(name: string): void {
		for (const { id, thread, state } of this.#store.all())
			if (thread === name && state !== 'waiting') void drop(this.#store, id);
	}
}
