import type { Readable } from 'node:stream';

export interface BlobRef {
	readonly sha256: string;
	readonly size: number;
}

export interface OpenBlob extends BlobRef {
	readonly stream: () => Readable;
}

/**
 * Files of an organisation, named by the SHA-256 of their bytes; equal files lie there once.
 * A blob is durable, whole and under its name when `put` resolves.
 */
export interface BlobStore {
	put(org: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<BlobRef>;
	open(org: string, sha256: string): Promise<OpenBlob | undefined>;
	read(org: string, sha256: string): Promise<Buffer | undefined>;
}

const ORG = /^[0-9a-z-]{1,64}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** The parts of the path under which a blob lies in every store. Throws when they are no names. */
export function blobPath(org: string, sha256: string): readonly [string, string, string] {
	if (!ORG.test(org) || !SHA256.test(sha256)) throw new TypeError('not the name of a blob');
	return [org, sha256.slice(0, 2), sha256.slice(2)];
}
