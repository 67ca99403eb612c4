import './globals.ts';
import { expect } from 'vitest';
import { noCoverage, KINDS } from './kinds.ts';

/**
 * Runs these seeds one after the other, as many as begin within `limitMs`; the first that ends badly
 * is told with how to replay it.
 */
export async function runSeeds(seeds: Iterable<number>, limitMs = Infinity) {
	const endMs = performance.now() + limitMs;
	const { runSeed } = await import('./run.ts');
	const coverage = noCoverage();
	const sums = { seeds: 0, changes: 0, repaired: 0, effects: 0 };
	for (const seed of seeds) {
		if (performance.now() > endMs) break;
		const outcome = await runSeed(seed);
		const replay = `SIM_SEED=${seed} npm test -- simulation`;
		expect(
			{ seed, problems: outcome.problems },
			`replay with: ${replay}\n${outcome.trace}`
		).toEqual({
			seed,
			problems: []
		});
		for (const kind of KINDS) coverage[kind] += outcome.coverage[kind];
		sums.seeds += 1;
		for (const sum of ['changes', 'repaired', 'effects'] as const) sums[sum] += outcome[sum];
	}
	const table = KINDS.map((kind) => `${String(coverage[kind]).padStart(7)} ${kind}`).join('\n');
	process.stdout.write(
		`simulated ${sums.seeds} seeds: ${sums.changes} changes, ${sums.effects} effects, ` +
			`${sums.repaired} copies repaired\n${table}\n`
	);
	return { ...sums, missing: KINDS.filter((kind) => coverage[kind] === 0) };
}

/** So many seeds, beginning with `first`. */
export function* seedsFrom(first: number, count: number): Generator<number> {
	for (let seed = first; seed < first + count; seed += 1) yield seed;
}
