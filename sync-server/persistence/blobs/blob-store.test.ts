import { createHash } from 'node:crypto';
import { mkdtempSync, openAsBlob, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { S3Simulator } from '../../../tests/simulators/s3.ts';
import type { BlobStore } from './blob-store.ts';
import { createDiskBlobs } from './disk-blobs.ts';
import { BucketError, createS3Blobs, type S3Settings } from './s3-blobs.ts';

const folder = mkdtempSync(join(tmpdir(), 'offhook-blobs-'));
const account = {
	bucket: 'desk-files',
	region: 'eu-central-1',
	accessKey: 'key',
	secretKey: 'secret'
};
const simulator = new S3Simulator(account);
const bucketDisk = createDiskBlobs(join(folder, 'waiting'));
let settings: S3Settings;
const stores: Record<string, BlobStore> = { disk: createDiskBlobs(join(folder, 'disk')) };

beforeAll(async () => {
	settings = { ...account, endpoint: await simulator.start() };
	stores['bucket'] = createS3Blobs(settings, bucketDisk);
});
afterAll(async () => {
	await simulator.stop();
	rmSync(folder, { recursive: true });
});

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const filesIn = (path: string) =>
	readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

async function* inPieces(bytes: Uint8Array, length: number) {
	for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

describe.each(['disk', 'bucket'])('blobs on a %s', (kind) => {
	const store = (): BlobStore => {
		const found = stores[kind];
		if (found === undefined) throw new Error(kind);
		return found;
	};

	it('come back as they were put, whole or in pieces', async () => {
		for (const bytes of [Buffer.of(), Buffer.from('Beamer'), Buffer.alloc(3_000_000, kind)]) {
			const ref = { sha256: hashOf(bytes), size: bytes.length };
			expect(await store().put('acme', inPieces(bytes, 65_537))).toEqual(ref);
			expect(await store().put('acme', bytes)).toEqual(ref);
			const found = await store().open('acme', ref.sha256);
			expect(found).toMatchObject(ref);
			expect(Buffer.concat((await found?.stream().toArray()) ?? []).equals(bytes)).toBe(true);
			expect((await store().read('acme', ref.sha256))?.equals(bytes)).toBe(true);
		}
	});

	it('are put by several at once', async () => {
		const bytes = Buffer.alloc(400_000, `${kind} at once`);
		const puts = Array.from({ length: 5 }, () => store().put('acme', inPieces(bytes, 10_000)));
		expect(new Set((await Promise.all(puts)).map(({ sha256 }) => sha256))).toEqual(
			new Set([hashOf(bytes)])
		);
		expect((await store().read('acme', hashOf(bytes)))?.equals(bytes)).toBe(true);
	});

	it('are an organisation’s own, and nothing else has a name', async () => {
		const { sha256 } = await store().put('acme', Buffer.from('own'));
		expect(await store().open('other', sha256)).toBeUndefined();
		expect(await store().read('acme', hashOf(Buffer.from('never put')))).toBeUndefined();
		for (const [org, name] of [
			['../acme', sha256],
			['acme', '../../etc/passwd'],
			['', sha256]
		] as const)
			await expect(async () => store().open(org, name)).rejects.toThrow(TypeError);
	});

	it('do not stay when the line by which they come breaks', async () => {
		async function* broken() {
			yield Buffer.from('half');
			throw new Error('the line broke');
		}
		await expect(store().put('acme', broken())).rejects.toThrow('the line broke');
		expect(await store().open('acme', hashOf(Buffer.from('half')))).toBeUndefined();
	});
});

describe('blobs on a disk', () => {
	it('stay the file they are while the same bytes come again', async () => {
		const disk = createDiskBlobs(join(folder, 'again'));
		const bytes = Buffer.alloc(400_000, 'the same');
		const { sha256 } = await disk.put('acme', inPieces(bytes, 10_000));
		const begun = await openAsBlob(disk.pathOf('acme', sha256));
		const puts = Array.from({ length: 5 }, () => disk.put('acme', inPieces(bytes, 10_000)));
		await Promise.all(puts);
		expect(Buffer.from(await begun.arrayBuffer()).equals(bytes)).toBe(true);
		expect(filesIn(join(folder, 'again'))).toHaveLength(1);
	});

	it('are whole again when a file that was cut off comes once more', async () => {
		const disk = createDiskBlobs(join(folder, 'torn'));
		const bytes = Buffer.alloc(40_000, 'whole');
		const { sha256 } = await disk.put('acme', bytes);
		for (const content of [bytes, inPieces(bytes, 10_000)]) {
			truncateSync(disk.pathOf('acme', sha256), 10_000);
			await disk.put('acme', content);
			expect((await disk.read('acme', sha256))?.equals(bytes)).toBe(true);
		}
	});
});

describe('blobs on a bucket', () => {
	it('do not stay on the disk, and what was there before is found', async () => {
		expect(filesIn(join(folder, 'waiting'))).toEqual([]);
		const { sha256 } = await bucketDisk.put('acme', Buffer.from('before'));
		expect(String(await stores['bucket']?.read('acme', sha256))).toBe('before');
	});

	it('wait on the disk while the bucket refuses, and are not lost', async () => {
		const refused = createS3Blobs({ ...settings, secretKey: 'wrong' }, bucketDisk);
		const bytes = Buffer.from('refused');
		await expect(refused.put('acme', bytes)).rejects.toThrow(
			new BucketError('HEAD', '403 SignatureDoesNotMatch')
		);
		expect(String(await stores['bucket']?.read('acme', hashOf(bytes)))).toBe('refused');
		await stores['bucket']?.put('acme', bytes);
		expect(await bucketDisk.open('acme', hashOf(bytes))).toBeUndefined();
		expect(String(await stores['bucket']?.read('acme', hashOf(bytes)))).toBe('refused');
	});

	it('are put when a busy bucket has time again', async () => {
		simulator.beBusy(2);
		const { sha256 } = await createS3Blobs(settings, bucketDisk).put('acme', Buffer.from('busy'));
		expect(String(simulator.objects.get(`acme/${sha256.slice(0, 2)}/${sha256.slice(2)}`))).toBe(
			'busy'
		);
	});

	it('tell of a bucket that is not there', async () => {
		const nowhere = createS3Blobs({ ...settings, bucket: 'no-such-bucket' }, bucketDisk);
		await expect(nowhere.put('acme', Buffer.from('nowhere'))).rejects.toThrow('NoSuchBucket');
		const silent = createS3Blobs({ ...settings, endpoint: 'http://127.0.0.1:1' }, bucketDisk);
		await expect(silent.open('acme', hashOf(Buffer.of()))).rejects.toThrow(BucketError);
	});
});
