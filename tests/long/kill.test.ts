import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolderOfWriters, killUnderLoad } from '../support/killing.ts';
import { seededRandom } from '../support/org.ts';

const KILLS = 50;

describe('kill -9 in the longer tier', () => {
	it(`[DU1] after a receipt loses nothing, ${KILLS} times`, async () => {
		const place = await aFolderOfWriters();
		onTestFinished(() => place.folder.remove());
		const receipted = await killUnderLoad(place, KILLS, seededRandom(11));
		expect(receipted).toBeGreaterThanOrEqual(KILLS);
	});
});
