import './globals.ts';
import { describe, expect, it } from 'vitest';
import { runSeeds, seedsFrom } from './seeds.ts';

const ONE = process.env['SIM_SEED'];
const SEEDS = Number(process.env['SIM_SEEDS'] ?? (ONE === undefined ? 60 : 1));
const FIRST = Number(ONE ?? 1);
/** On a busy machine fewer seeds are run, never a longer test. */
const LIMIT_MS = 38_000;
/** From so many seeds on, each kind of fault has to occur. */
const ENOUGH = 30;

describe('the whole system, simulated', () => {
	it(
		`[SI1] ends alike everywhere and loses nothing, ${SEEDS} seeds from ${FIRST}`,
		{ timeout: 600_000 },
		async () => {
			const { seeds, missing, repaired, effects } = await runSeeds(
				seedsFrom(FIRST, SEEDS),
				LIMIT_MS
			);
			if (seeds < ENOUGH) return;
			// A kind of fault that no seed met proves nothing.
			expect(missing).toEqual([]);
			expect(repaired).toBeGreaterThan(0);
			expect(effects).toBeGreaterThan(0);
		}
	);

	it('[SI2] replays a seed: the same history twice', { timeout: 60_000 }, async () => {
		const { runSeed } = await import('./run.ts');
		const [first, second] = [await runSeed(17), await runSeed(17)];
		expect(second).toEqual(first);
	});
});
