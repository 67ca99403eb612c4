import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

export interface BlobRef {
	readonly sha256: string;
	readonly size: number;
}

export interface OpenBlob extends BlobRef {
	readonly stream: () => Readable;
}

/** Files of an organisation, named by the SHA-256 of their bytes; equal files lie there once. */
export interface BlobStore {
	put(org: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<BlobRef>;
	open(org: string, sha256: string): Promise<OpenBlob | undefined>;
	read(org: string, sha256: string): Promise<Buffer | undefined>;
}

const ORG = /^[0-9a-z-]{1,64}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** A blob store in a folder. A blob is durable, whole and under its name when `put` resolves. */
export function createBlobStore(folder: string): BlobStore {
	const pathOf = (org: string, sha256: string): string => {
		if (!ORG.test(org) || !SHA256.test(sha256)) throw new TypeError('not the name of a blob');
		return join(folder, org, sha256.slice(0, 2), sha256.slice(2));
	};
	return {
		put: (org, content) =>
			content instanceof Uint8Array
				? putBytes((sha256) => pathOf(org, sha256), content)
				: putStream(join(folder, org), (sha256) => pathOf(org, sha256), content),
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

async function putBytes(pathOf: PathOf, bytes: Uint8Array): Promise<BlobRef> {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const path = pathOf(sha256);
	if ((await sizeOf(path)) === bytes.length) return { sha256, size: bytes.length };
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const temporary = `${path}.${randomUUID()}.tmp`;
	await write(temporary, (file) => file.writeFile(bytes));
	await settle(temporary, path);
	return { sha256, size: bytes.length };
}

async function putStream(
	folder: string,
	pathOf: PathOf,
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
	await settle(temporary, path);
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
