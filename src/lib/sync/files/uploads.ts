import { PIECE_BYTES, PIECE_TYPE, type UploadAnswer } from '#lib/protocol/uploads.ts';
import { Backoff } from '../backoff.ts';
import type { Election } from '../election.ts';
import type { Environment } from '../environment.ts';
import type { Line } from '../line-state.ts';
import type { FileProblem, FileRecord, FileStore } from './file-store.ts';
import { readCode, readUpload } from './upload.decode.ts';

export interface UploadsPlace {
	readonly environment: Pick<Environment, 'apiUrl' | 'fetch' | 'timers' | 'chance'>;
	readonly store: FileStore;
	readonly line: Line;
	readonly election: Election;
	/** Where the server takes them. */
	readonly root?: string;
}

/** A piece that takes longer is sent anew. */
const PIECE_WITHIN_MS = 60_000;
/** How often a file is begun anew of which the server says that it came as another. */
const TRIES = 3;
const FINAL: ReadonlyMap<string, FileProblem> = new Map([
	['file-too-large', 'too-large'],
	['body-too-large', 'too-large'],
	['file-not-as-declared', 'not-as-declared'],
	['file-damaged', 'damaged'],
	['too-many-files', 'too-many'],
	['invalid-input', 'refused'],
	['forbidden', 'refused']
]);

type Answer = { readonly upload: UploadAnswer } | { readonly code: string | undefined };

/**
 * Sends files in the background, oldest first, from the one tab of the device that was chosen. It
 * rests while there is no line, and goes on where the server says it stopped.
 */
export class Uploads {
	readonly #place: UploadsPlace;
	readonly #backoff: Backoff;
	readonly #stops: (() => void)[];
	readonly #abort = new AbortController();
	#isRunning = false;
	#isResting = false;

	constructor(place: UploadsPlace) {
		const { store, line, election, environment } = place;
		this.#place = place;
		this.#backoff = new Backoff(environment.chance);
		const look = () => void this.#run();
		this.#stops = [store.onChange(look), line.onChange(look), election.onChosen(look)];
		look();
	}

	stop(): void {
		this.#abort.abort();
		for (const stop of this.#stops.splice(0)) stop();
	}

	get #mayRun(): boolean {
		const { line, election } = this.#place;
		return (
			!this.#isRunning &&
			!this.#isResting &&
			!this.#abort.signal.aborted &&
			election.isLeader &&
			line.state.kind === 'connected'
		);
	}

	#next(): FileRecord | undefined {
		const waiting = this.#place.store.all().filter(({ state }) => state === 'waiting');
		return waiting.sort((a, b) => a.addedMs - b.addedMs || (a.id < b.id ? -1 : 1))[0];
	}

	async #run(): Promise<void> {
		const next = this.#mayRun ? this.#next() : undefined;
		if (next === undefined) return;
		this.#isRunning = true;
		try {
			await this.#send(next);
			this.#backoff.reset();
		} catch {
			this.#rest();
		} finally {
			this.#isRunning = false;
		}
		void this.#run();
	}

	/** The line broke, or the server cannot answer now: later. */
	#rest(): void {
		this.#isResting = true;
		this.#stops.push(
			this.#place.environment.timers.after(this.#backoff.next(0) ?? 0, () => {
				this.#isResting = false;
				void this.#run();
			})
		);
	}

	async #send(record: FileRecord): Promise<void> {
		const { store } = this.#place;
		const bytes = await store.bytes(record.id);
		if (bytes === undefined) return this.#failed(record, 'lost');
		for (let tries = 1; ; tries += 1) {
			const code = await this.#attempt(record, bytes);
			if (code === 'done')
				return store.update(record.id, { state: 'done', sent: record.size, problem: null });
			const isWorthIt = code === 'upload-moved' || code === 'file-damaged' || code === 'not-found';
			if (isWorthIt && tries < TRIES) continue;
			const problem = FINAL.get(code ?? '');
			if (problem === undefined) throw new Error(`cannot send now: ${code ?? 'no answer'}`);
			return this.#failed(record, problem);
		}
	}

	/** Sends a file from where the server has it; answers how that ended. */
	async #attempt(record: FileRecord, bytes: Blob): Promise<string | undefined> {
		const { id, thread, sha256, size, type } = record;
		const { root = '/api/uploads' } = this.#place;
		let answer = await this.#ask(root, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ id, thread, sha256, size, type })
		});
		while ('upload' in answer && !answer.upload.isDone) {
			const { offset } = answer.upload;
			this.#place.store.progress(id, offset);
			// Removed meanwhile.
			if (this.#place.store.get(id) === undefined) return 'done';
			answer = await this.#ask(`${root}/${id}?offset=${offset}`, {
				method: 'PATCH',
				headers: { 'content-type': PIECE_TYPE },
				body: bytes.slice(offset, offset + PIECE_BYTES)
			});
		}
		return 'upload' in answer ? 'done' : answer.code;
	}

	async #ask(path: string, init: RequestInit): Promise<Answer> {
		const { environment } = this.#place;
		const late = new AbortController();
		const cancel = environment.timers.after(PIECE_WITHIN_MS, () => late.abort());
		try {
			const signal = AbortSignal.any([late.signal, this.#abort.signal]);
			const response = await environment.fetch(environment.apiUrl + path, { ...init, signal });
			const body: unknown = await response.json().catch(() => null);
			const upload = response.ok ? readUpload(body) : undefined;
			return upload === undefined ? { code: readCode(body) } : { upload };
		} finally {
			cancel();
		}
	}

	#failed({ id }: FileRecord, problem: FileProblem): Promise<void> {
		return this.#place.store.update(id, { state: 'failed', problem });
	}
}
