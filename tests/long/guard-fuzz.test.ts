import { describe, expect, it } from 'vitest';
import { fuzzGuard } from '../hostile/support/mutants.ts';

const RUNS = 100_000;
const SEED = Number(process.env.SEED ?? 1_000 + Math.floor(Date.now() / 86_400_000));

describe('the guard against injured updates', () => {
	it(`[GD5] takes ${RUNS} of them as Yjs does or not at all (seed ${SEED})`, () => {
		const { taken, fault } = fuzzGuard(SEED, RUNS);
		expect(fault).toBeUndefined();
		expect(taken).toBeGreaterThan(RUNS / 100);
	});
});
