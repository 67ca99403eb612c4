import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { blobPath, type BlobRef, type BlobStore } from './blob-store.ts';

/** Blobs in a folder, from which they can be taken away. */
export interface DiskBlobStore extends BlobStore {
	/** Where the file of a blob lies, or would. */
	pathOf(org: string, sha256: string): string;
	remove(org: string, sha256: string): Promise<void>;
}

export function createDiskBlobs(folder: string): DiskBlobStore {
	const pathOf = (org: string, sha256: string) => join(folder, ...blobPath(org, sha256));
	const place = createPlacing();
	return {
		pathOf,
		remove: (org, sha256) => rm(pathOf(org, sha256), { force: true }),
		put: (org, content) =>
			content instanceof Uint8Array
				? putBytes((sha256) => pathOf(org, sha256), place, content)
				: putStream(join(folder, org), (sha256) => pathOf(org, sha256), place, content),
		async open(org, sha256) {
			const path = pathOf(org, sha256);
			const size = await sizeOf(path);
			if (size === undefined) return undefined;
			return { sha256, size, stream: () => createReadStream(path) };
		},
		async read(org, sha256) {
			const path = pathOf(org, sha256);
			return (await sizeOf(path)) === undefined ? undefined : readFile(path);
		}
	};
}

type PathOf = (sha256: string) => string;
type Place = (temporary: string, path: string, size: number) => Promise<void>;

/**
 * Gives complete files their names. Of several with the same content the first stays as it is: it may
 * be read already, and a file that is put in its place is another to whoever reads.
 */
function createPlacing(): Place {
	const last = new Map<string, Promise<void>>();
	return async (temporary, path, size) => {
		const before = last.get(path) ?? Promise.resolve();
		const mine = before.then(async () => {
			if ((await sizeOf(path)) === size) await rm(temporary, { force: true });
			else await settle(temporary, path);
		});
		const over = mine.catch(() => undefined);
		last.set(path, over);
		void over.then(() => {
			if (last.get(path) === over) last.delete(path);
		});
		return mine;
	};
}

async function putBytes(pathOf: PathOf, place: Place, bytes: Uint8Array): Promise<BlobRef> {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const path = pathOf(sha256);
	if ((await sizeOf(path)) === bytes.length) return { sha256, size: bytes.length };
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const temporary = `${path}.${randomUUID()}.tmp`;
	await write(temporary, (file) => file.writeFile(bytes));
	await place(temporary, path, bytes.length);
	return { sha256, size: bytes.length };
}

async function putStream(
	folder: string,
	pathOf: PathOf,
	place: Place,
	content: AsyncIterable<Uint8Array>
): Promise<BlobRef> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const temporary = join(folder, `${randomUUID()}.tmp`);
	const hash = createHash('sha256');
	let size = 0;
	await write(temporary, async (file) => {
		for await (const piece of content) {
			hash.update(piece);
			size += piece.length;
			await file.writeFile(piece);
		}
	});
	const sha256 = hash.digest('hex');
	const path = pathOf(sha256);
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	await place(temporary, path, size);
	return { sha256, size };
}

async function write(path: string, fill: (file: FileHandle) => Promise<void>): Promise<void> {
	const file = await open(path, 'wx', 0o600);
	try {
		await fill(file);
		await file.sync();
	} catch (error) {
		await rm(path, { force: true });
		throw error;
	} finally {
		await file.close();
	}
}

/** Gives a complete file its name; the folder is synced so that the name survives a power cut. */
async function settle(temporary: string, path: string): Promise<void> {
	await rename(temporary, path);
	// Windows cannot open a folder; its file system journals names by itself.
	if (process.platform === 'win32') return;
	const folder = await open(dirname(path), 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}

async function sizeOf(path: string): Promise<number | undefined> {
	try {
		return (await stat(path)).size;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		throw error;
	}
}
