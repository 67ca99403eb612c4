import fc from 'fast-check';
import { history, plans, type Plan } from './scenario.ts';
import type { Case } from './laws.ts';

/** Set `MERGE_SEED` to live through the histories of an earlier run again. */
export const SEED = Number(process.env['MERGE_SEED'] ?? Date.now() % 2 ** 31);
export const RUNS = 2_000;

/** A history as the laws take it. */
export function caseOf(plan: Plan): Case {
	return { written: history(plan), seed: plan.seed };
}

/** The histories of this run, made once for all laws. */
export function cases(): { plan: Plan; history: Case }[] {
	return fc
		.sample(plans, { seed: SEED, numRuns: RUNS })
		.map((plan) => ({ plan, history: caseOf(plan) }));
}
