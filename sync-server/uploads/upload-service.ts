import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { UploadAnswer, UploadRequest } from '#lib/protocol/uploads.ts';
import { HttpError } from '../http/http-error.ts';
import type { BlobStore } from '../persistence/blobs/blob-store.ts';
import { openUploads, type UploadRow, type UploadStore } from '../persistence/uploads.ts';
import { isAsDeclared } from './declared-type.ts';

const DAY_MS = 24 * 3_600_000;
/** A device that was away for a field trip still finds what it had begun. */
const KEPT_MS = 14 * DAY_MS;
/** What one person may send in a day: times the allowance of a person. */
const DAY_BYTES = 2 * 1024 ** 3;
const DAY_FILES = 2_000;
/** The signatures of all types lie within so many bytes. */
const HEAD_BYTES = 4_100;

export interface UploadServiceParts {
	readonly dataDir: string;
	readonly blobs: BlobStore;
	readonly now: () => number;
	readonly limits: { readonly fileMegabytes: number; readonly personAllowance: number };
	/** A file has come whole. */
	readonly onFinished?: (org: string, file: Pick<UploadRow, 'thread' | 'id'>) => void;
}

/** Whose upload it is. Each person's ids are their own: nobody can take, stop or ask for another's. */
export interface Uploader {
	readonly org: string;
	readonly person: string;
}

/** Somebody who is sending now. */
interface Sending {
	readonly stop: () => void;
	readonly ended: Promise<void>;
}

/** Takes files in piece by piece, and keeps those that are what was announced. */
export class UploadService {
	readonly #parts: UploadServiceParts;
	readonly #stores = new Map<string, UploadStore>();
	readonly #sending = new Map<string, Sending>();

	constructor(parts: UploadServiceParts) {
		this.#parts = parts;
	}

	/** Begins an upload; one that was begun before goes on, and bytes never count before they came. */
	async begin(who: Uploader, wanted: UploadRequest): Promise<UploadAnswer> {
		const store = this.#store(who.org);
		const known = store.find(who.person, wanted.id);
		if (known !== undefined && isSame(known, wanted)) return this.#stands(who, known);
		if (known !== undefined)
			throw new HttpError('invalid-input', 'id: names another file.', { field: 'id' });
		this.#refuseTooMuch(who, wanted.size);
		const { person } = who;
		const { id, thread, sha256, size, type } = wanted;
		store.create({ person, id, thread, sha256, size, type, createdMs: this.#parts.now() });
		return { offset: 0, isDone: false };
	}

	/** How far an upload is. */
	async state(who: Uploader, id: string): Promise<UploadAnswer> {
		return this.#stands(who, this.#row(who, id));
	}

	/** Takes bytes from `offset` on. What came before a line broke stays. */
	async take(who: Uploader, id: string, offset: number, bytes: Readable): Promise<UploadAnswer> {
		const row = this.#row(who, id);
		if (row.isDone) return this.#stands(who, row);
		return this.#alone(who, row, bytes, async () => {
			const before = await this.#sizeOf(who, id);
			if (before !== offset) throw new HttpError('upload-moved');
			await this.#append(who, row, offset, bytes);
			const reached = await this.#sizeOf(who, id);
			if (reached < row.size) return { offset: reached, isDone: false };
			await this.#finish(who, row);
			return { offset: row.size, isDone: true };
		});
	}

	/** Whether somebody has sent these bytes as this file of this thread. */
	isHere(org: string, file: Pick<UploadRow, 'thread' | 'id' | 'sha256'>): boolean {
		return this.#store(org).has(file);
	}

	/** Takes away what was begun long ago and never finished. */
	async sweep(orgs: readonly string[]): Promise<void> {
		for (const org of orgs)
			for (const { person, id } of this.#store(org).abandoned(this.#parts.now() - KEPT_MS))
				await this.#forget({ org, person }, id);
	}

	/** Stops whoever sends and closes the files. */
	async close(): Promise<void> {
		for (const { stop } of this.#sending.values()) stop();
		await Promise.all([...this.#sending.values()].map(({ ended }) => ended));
		for (const store of this.#stores.values()) store.close();
		this.#stores.clear();
	}

	#store(org: string): UploadStore {
		const open = this.#stores.get(org) ?? openUploads(join(this.#folder, `${org}.sqlite`));
		this.#stores.set(org, open);
		return open;
	}

	get #folder(): string {
		return join(this.#parts.dataDir, 'uploads');
	}

	#path({ org, person }: Uploader, id: string): string {
		return join(this.#folder, org, `${person}-${id}.part`);
	}

	#row(who: Uploader, id: string): UploadRow {
		const row = this.#store(who.org).find(who.person, id);
		if (row === undefined) throw new HttpError('not-found');
		return row;
	}

	async #stands(who: Uploader, row: UploadRow): Promise<UploadAnswer> {
		if (row.isDone) return { offset: row.size, isDone: true };
		const offset = await this.#sizeOf(who, row.id);
		if (offset < row.size) return { offset, isDone: false };
		// All of it came, and then the server was stopped.
		return this.#alone(who, row, Readable.from([]), async () => {
			if (!this.#row(who, row.id).isDone) await this.#finish(who, row);
			return { offset: row.size, isDone: true };
		});
	}

	#refuseTooMuch({ org, person }: Uploader, size: number): void {
		const { limits, now } = this.#parts;
		if (size > limits.fileMegabytes * 1024 ** 2)
			throw new HttpError(
				'file-too-large',
				`A file may have at most ${limits.fileMegabytes} MB here.`
			);
		const { files, bytes } = this.#store(org).announced(person, now() - DAY_MS);
		const factor = limits.personAllowance;
		if (files >= DAY_FILES * factor || bytes + size > DAY_BYTES * factor)
			throw new HttpError('too-many-files');
	}

	/** A line that broke may look open for a while: whoever comes later goes on in its place. */
	async #alone(
		who: Uploader,
		{ id }: UploadRow,
		bytes: Readable,
		work: () => Promise<UploadAnswer>
	): Promise<UploadAnswer> {
		const key = this.#path(who, id);
		for (let other = this.#sending.get(key); other; other = this.#sending.get(key)) {
			other.stop();
			await other.ended;
		}
		const done = Promise.withResolvers<void>();
		this.#sending.set(key, { stop: () => void bytes.destroy(), ended: done.promise });
		try {
			return await work();
		} finally {
			this.#sending.delete(key);
			done.resolve();
		}
	}

	async #append(who: Uploader, row: UploadRow, offset: number, bytes: Readable): Promise<void> {
		const path = this.#path(who, row.id);
		await mkdir(join(this.#folder, who.org), { recursive: true, mode: 0o700 });
		const file = await open(path, 'a', 0o600);
		let left = row.size - offset;
		try {
			for await (const piece of arriving(bytes)) {
				if (piece.length > left) throw new HttpError('body-too-large');
				await file.writeFile(piece);
				left -= piece.length;
			}
		} finally {
			await file.close();
		}
	}

	/** Keeps a whole file, if it is what was announced; else it can be sent again from its beginning. */
	async #finish(who: Uploader, row: UploadRow): Promise<void> {
		const path = this.#path(who, row.id);
		const hash = createHash('sha256');
		let head = Buffer.of();
		for await (const piece of createReadStream(path)) {
			if (head.length < HEAD_BYTES) head = Buffer.concat([head, piece]);
			hash.update(piece);
		}
		if (hash.digest('hex') !== row.sha256) {
			await rm(path, { force: true });
			throw new HttpError('file-damaged');
		}
		if (!(await isAsDeclared(row.type, head))) {
			await this.#forget(who, row.id);
			throw new HttpError('file-not-as-declared');
		}
		await this.#parts.blobs.put(who.org, createReadStream(path));
		this.#store(who.org).finish(who.person, row.id);
		this.#parts.onFinished?.(who.org, row);
		await rm(path, { force: true });
	}

	async #forget(who: Uploader, id: string): Promise<void> {
		await rm(this.#path(who, id), { force: true });
		this.#store(who.org).remove(who.person, id);
	}

	async #sizeOf(who: Uploader, id: string): Promise<number> {
		try {
			return (await stat(this.#path(who, id))).size;
		} catch (error) {
			if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
			throw error;
		}
	}
}

/** What comes over a line. That it broke is nobody's fault, and what came before stays. */
async function* arriving(bytes: Readable): AsyncGenerator<Buffer> {
	try {
		for await (const piece of bytes) if (Buffer.isBuffer(piece)) yield piece;
	} catch {
		throw new HttpError('bad-request', 'The line broke before all of it had come.');
	}
}

function isSame(row: UploadRow, { thread, sha256, size, type }: UploadRequest): boolean {
	return row.thread === thread && row.sha256 === sha256 && row.size === size && row.type === type;
}
