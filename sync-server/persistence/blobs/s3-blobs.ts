import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import { MachineError } from '../../machine-error.ts';
import { blobPath, type BlobRef, type BlobStore } from './blob-store.ts';
import type { DiskBlobStore } from './disk-blobs.ts';

/** A bucket of anything that speaks Amazon's S3: Amazon, Ceph, Garage, MinIO … */
export interface S3Settings {
	/** Its address without the bucket, as `https://s3.example.org`. */
	readonly endpoint: string;
	readonly bucket: string;
	readonly region: string;
	readonly accessKey: string;
	readonly secretKey: string;
}

/** The bucket did not do what was asked, or did not answer at all. */
export class BucketError extends MachineError {
	constructor(method: string, answer: string, cause?: unknown) {
		super(`the bucket answered ${method} with ${answer}`, { cause });
		this.name = 'BucketError';
	}
}

/** Tried again when the bucket is busy; whoever waits for it is not kept for long. */
const RETRIES = 2;

/**
 * Blobs in a bucket. They are taken in on disk, where the hash is known when all of it has come, and
 * leave it once the bucket has them; what lay on disk before there was a bucket is found there.
 */
export function createS3Blobs(settings: S3Settings, disk: DiskBlobStore): BlobStore {
	const bucket = openBucket(settings);
	const moving = new Map<string, Promise<void>>();

	async function move(org: string, { sha256, size }: BlobRef): Promise<void> {
		const path = blobPath(org, sha256).join('/');
		if ((await bucket.sizeOf(path)) !== size)
			await bucket.put(path, await openAsBlob(disk.pathOf(org, sha256)), sha256);
		await disk.remove(org, sha256);
	}

	/** Two who bring the same file at once must not take it from under each other. */
	function moveOnce(org: string, blob: BlobRef): Promise<void> {
		const key = `${org}/${blob.sha256}`;
		const begun = moving.get(key) ?? move(org, blob).finally(() => moving.delete(key));
		moving.set(key, begun);
		return begun;
	}

	return {
		async put(org, content) {
			const blob = await disk.put(org, content);
			await moveOnce(org, blob);
			return blob;
		},
		async open(org, sha256) {
			const path = blobPath(org, sha256).join('/');
			const size = await bucket.sizeOf(path);
			if (size === undefined) return disk.open(org, sha256);
			return { sha256, size, stream: () => Readable.from(bucket.read(path)) };
		},
		async read(org, sha256) {
			const found = await this.open(org, sha256);
			return found && Buffer.concat(await found.stream().toArray());
		}
	};
}

function openBucket({ endpoint, bucket, region, accessKey, secretKey }: S3Settings) {
	const client = new AwsClient({
		accessKeyId: accessKey,
		secretAccessKey: secretKey,
		region,
		service: 's3',
		retries: RETRIES
	});
	const root = `${endpoint.replace(/\/+$/, '')}/${bucket}`;

	const send = (method: string, path: string, init: RequestInit = {}): Promise<Response> =>
		client.fetch(`${root}/${path}`, { method, ...init }).catch((cause: unknown) => {
			throw new BucketError(method, 'nothing', cause);
		});

	async function ask(method: string, path: string, init?: RequestInit): Promise<Response> {
		const answer = await send(method, path, init);
		if (answer.ok || answer.status === 404) return answer;
		// What HEAD is answered has no words: the same question with words says why.
		const refusal = method === 'HEAD' ? await send('GET', path) : answer;
		const code = /<Code>(\w+)<\/Code>/.exec(refusal.ok ? '' : await refusal.text())?.[1];
		throw new BucketError(method, [answer.status, code].filter(Boolean).join(' '));
	}

	return {
		/** How many bytes lie at a path; undefined when nothing does. */
		async sizeOf(path: string): Promise<number | undefined> {
			const answer = await ask('HEAD', path);
			return answer.ok ? Number(answer.headers.get('content-length')) : undefined;
		},
		/** The bucket checks the hash, which is signed: bytes that changed on the way are refused. */
		async put(path: string, body: Blob, sha256: string): Promise<void> {
			const headers = { 'x-amz-content-sha256': sha256 };
			const answer = await ask('PUT', path, { body, headers });
			if (!answer.ok) throw new BucketError('PUT', 'NoSuchBucket');
		},
		async *read(path: string): AsyncGenerator<Uint8Array> {
			const answer = await ask('GET', path);
			if (!answer.ok || answer.body === null) throw new BucketError('GET', `${answer.status}`);
			yield* answer.body;
		}
	};
}
