import '../simulation/globals.ts';
import { describe, expect, it } from 'vitest';
import { KINDS, type Kind } from '../simulation/kinds.ts';
import { runSeeds, seedsFrom } from '../simulation/seeds.ts';

/** Another stretch of seeds every day; SIM_SEED and SIM_SEEDS choose one. */
const DAY_MS = 24 * 3_600_000;
const FIRST = Number(process.env['SIM_SEED'] ?? 10_000 + Math.floor(Date.now() / DAY_MS) * 10_000);
const SEEDS = Number(process.env['SIM_SEEDS'] ?? 3_000);
const PART = Math.min(SEEDS, 100);

describe('everything that fails, for hours', () => {
	const hit = new Set<Kind>();

	it.each(Array.from({ length: Math.ceil(SEEDS / PART) }, (_, index) => FIRST + index * PART))(
		`[SI1] ends alike everywhere and loses nothing, ${PART} seeds from %i`,
		async (first) => {
			const { missing } = await runSeeds(seedsFrom(first, PART));
			for (const kind of KINDS) if (!missing.includes(kind)) hit.add(kind);
		}
	);

	it('[SI1] has met every kind of failure', () => {
		expect(KINDS.filter((kind) => !hit.has(kind))).toEqual([]);
	});
});
