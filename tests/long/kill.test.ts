import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolderOfWriters, killUnderLoad } from '../support/killing.ts';
import { seededRandom } from '../support/org.ts';

const KILLS = 50;
/** A file is checked whole after each kill, so it must not grow for ever. */
const KILLS_A_FOLDER = 10;

describe('kill -9 in the longer tier', () => {
	it.each(Array.from({ length: KILLS / KILLS_A_FOLDER }, (_, index) => index))(
		`[DU1] after a receipt loses nothing, ${KILLS_A_FOLDER} times (seed %i)`,
		async (seed) => {
			const place = await aFolderOfWriters();
			onTestFinished(() => place.folder.remove());
			const receipted = await killUnderLoad(place, KILLS_A_FOLDER, seededRandom(seed));
			expect(receipted).toBeGreaterThanOrEqual(KILLS_A_FOLDER);
		}
	);
});
