import { describe, expect, it } from 'vitest';
import { createMutants, faultOf, fuzzGuard } from '../../tests/hostile/support/mutants.ts';

const RUNS = 24_000;
const SEED = Number(process.env.SEED ?? 5);

describe('the guard against injured updates', () => {
	it(`[GD5] takes ${RUNS} of them as Yjs does or not at all (seed ${SEED})`, () => {
		const { taken, fault } = fuzzGuard(SEED, RUNS);
		expect(fault).toBeUndefined();
		expect(taken).toBeGreaterThan(RUNS / 100);
	}, 60_000);

	it('[GD5] takes every honest update whole', () => {
		const { honest } = createMutants(SEED);
		for (let run = 0; run < 2_000; run += 1) {
			const one = honest();
			expect(faultOf(one, one.update)).toBeUndefined();
		}
	});
});
