import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { FileStore, type FileRecord } from '#lib/sync/files/file-store.ts';
import { dropOld, keepUnsent } from './kept-files.ts';

const DAY_MS = 86_400_000;
const NOW_MS = 100 * DAY_MS;

/** A device with files that were added before today, as another visit left them. */
async function aDevice(files: Readonly<Record<string, [FileRecord['state'], daysAgo: number]>>) {
	const place = {
		indexedDb: new IDBFactory(),
		tabLine: () => ({ post: () => undefined, close: () => undefined })
	};
	const before = new FileStore(place, 'device');
	for (const [id, [state, daysAgo]] of Object.entries(files)) {
		const named = { id, thread: 'ticket.a', name: id, type: 'image/png', size: 1, sha256: '' };
		const addedMs = NOW_MS - daysAgo * DAY_MS;
		await before.add({ ...named, state, sent: 0, problem: null, addedMs }, new Blob(['a']));
	}
	await before.close();
	const open = () => new FileStore(place, 'device');
	const left = async () => {
		const after = open();
		await after.loaded;
		return after.all().map(({ id }) => id);
	};
	return { open, left };
}

describe('the files of somebody on a device', () => {
	it('go two weeks after they were added, if the server has them', async () => {
		const { open, left } = await aDevice({
			sentLongAgo: ['done', 15],
			sentNow: ['done', 13],
			waitsForLong: ['waiting', 60],
			neverTaken: ['failed', 60]
		});
		// Nobody has to wait until it is known what lies there.
		await dropOld(open(), NOW_MS);
		expect(await left()).toEqual(['neverTaken', 'sentNow', 'waitsForLong']);
	});

	it('go when they sign out, unless they are still to be sent', async () => {
		const { open, left } = await aDevice({
			sent: ['done', 1],
			begun: ['draft', 1],
			waits: ['waiting', 1],
			refused: ['failed', 1]
		});
		await keepUnsent(open());
		expect(await left()).toEqual(['refused', 'waits']);
	});
});
