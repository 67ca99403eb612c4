import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { handClock, seededRandom, temporaryFolder } from '../../tests/support/org.ts';
import { createDiskBlobs } from '../persistence/blobs/disk-blobs.ts';
import { UploadService } from './upload-service.ts';

const HOUR_MS = 3_600_000;
const bytes = Buffer.from('plain words');
const { bytes: random } = seededRandom(7);

function aService(personAllowance = 1) {
	const folder = temporaryFolder();
	const clock = handClock();
	const uploads = new UploadService({
		dataDir: folder.path,
		blobs: createDiskBlobs(folder.path),
		now: clock.now,
		limits: { fileMegabytes: 1, personAllowance }
	});
	onTestFinished(async () => {
		await uploads.close();
		folder.remove();
	});
	const who = { org: newId(random), person: newId(random) };
	const announce = async () => {
		const id = newId(random);
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		const size = bytes.length;
		await uploads.begin(who, { id, thread: `ticket.${id}`, sha256, size, type: 'text/plain' });
		return id;
	};
	return { uploads, clock, who, announce };
}

it('[FI1] what was begun and never finished is kept for two weeks', async () => {
	const { uploads, clock, who, announce } = aService();
	const id = await announce();
	await uploads.take(who, id, 0, Readable.from([bytes.subarray(0, 5)]));
	clock.advance(13 * 24 * HOUR_MS);
	await uploads.sweep([who.org]);
	expect(await uploads.state(who, id)).toEqual({ offset: 5, isDone: false });
	clock.advance(2 * 24 * HOUR_MS);
	await uploads.sweep([who.org]);
	await expect(uploads.state(who, id)).rejects.toMatchObject({ code: 'not-found' });
});

it('[FI3] what one person may announce is counted over a day', async () => {
	const { clock, announce } = aService(0.001);
	for (let count = 0; count < 2; count += 1) await announce();
	clock.advance(23 * HOUR_MS);
	await expect(announce()).rejects.toMatchObject({ code: 'too-many-files' });
	clock.advance(2 * HOUR_MS);
	await announce();
});
