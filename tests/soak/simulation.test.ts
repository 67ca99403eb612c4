import '../simulation/globals.ts';
import { expect, it } from 'vitest';
import { runSeeds, seedsFrom } from '../simulation/seeds.ts';

/** Another stretch of seeds every day; SIM_SEED and SIM_SEEDS choose one. */
const DAY_MS = 24 * 3_600_000;
const FIRST = Number(process.env['SIM_SEED'] ?? 10_000 + Math.floor(Date.now() / DAY_MS) * 10_000);
const SEEDS = Number(process.env['SIM_SEEDS'] ?? 3_000);

it(`[SI1] ends alike everywhere and loses nothing, ${SEEDS} seeds from ${FIRST}`, async () => {
	const { missing } = await runSeeds(seedsFrom(FIRST, SEEDS));
	expect(missing).toEqual([]);
});
