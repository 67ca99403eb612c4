import '../simulation/globals.ts';
import { expect, it } from 'vitest';
import { runSeeds, seedsFrom } from '../simulation/seeds.ts';

/** Beyond those of every day, so that both together see more. */
const FIRST = 1_001;
const SEEDS = 300;
const LIMIT_MS = 170_000;

it(`[SI1] ends alike everywhere and loses nothing, up to ${SEEDS} seeds`, async () => {
	const { missing, repaired, effects } = await runSeeds(seedsFrom(FIRST, SEEDS), LIMIT_MS);
	expect(missing).toEqual([]);
	expect(repaired).toBeGreaterThan(0);
	expect(effects).toBeGreaterThan(0);
});
