import { join } from 'node:path';
import type { BlobStore } from './blob-store.ts';
import { createDiskBlobs } from './disk-blobs.ts';
import { createS3Blobs, type S3Settings } from './s3-blobs.ts';

/** Where files lie: in the folder `blobs` of DATA_DIR, or in a bucket if there is one. */
export function openBlobs(config: {
	readonly dataDir: string;
	readonly bucket: S3Settings | null;
}): BlobStore {
	const disk = createDiskBlobs(join(config.dataDir, 'blobs'));
	return config.bucket === null ? disk : createS3Blobs(config.bucket, disk);
}
