import { describe, expect, it } from 'vitest';
import { fuzzGuard } from '../hostile/support/mutants.ts';

const RUNS = Number(process.env.MUTANTS ?? 20_000_000);
const PART = 100_000;
const SEED = Number(process.env.SEED ?? Math.floor(Date.now() / 1_000));

describe('the guard against injured updates', () => {
	it(`[GD5] takes ${RUNS} of them as Yjs does or not at all (from seed ${SEED})`, () => {
		let taken = 0;
		for (let part = 0; part < RUNS / PART; part += 1) {
			const outcome = fuzzGuard(SEED + part, PART);
			expect(outcome.fault).toBeUndefined();
			taken += outcome.taken;
		}
		expect(taken).toBeGreaterThan(RUNS / 100);
	}, 36_000_000);
});
