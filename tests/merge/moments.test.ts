import { describe, expect, it } from 'vitest';
import { joinCells, type Cells } from '#lib/domain/crdt/cells.ts';
import { lift } from '#lib/domain/changes/lift.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { differences } from '#lib/domain/moments/difference.ts';
import { momentsOf } from '#lib/domain/moments/moments.ts';
import { stateAt } from '#lib/domain/moments/state-at.ts';
import { cases, SEED } from './cases.ts';
import { dice, shuffled } from './scenario.ts';

const histories = cases().map(({ history }) => ({
	seed: history.seed,
	changes: history.written.map(({ change }) => change)
}));
const stateOf = (changes: readonly TypedChange[]): Cells => changes.map(lift).reduce(joinCells, {});
const known = (changes: readonly TypedChange[]) => ({ cells: stateOf(changes), changes });
const lastOf = (changes: readonly TypedChange[]) =>
	changes.map(({ at }) => at).reduce((a, b) => (a > b ? a : b));
/** Forged equal stamps are one moment, which is then all of them or none. */
const until = (changes: readonly TypedChange[], at: string) =>
	changes.filter((change) => change.at <= at);

describe(`moments of merged histories (MERGE_SEED=${SEED})`, () => {
	it('[MO1] the state of now is the present one', () => {
		for (const { changes } of histories) {
			if (changes.length === 0) continue;
			const all = known(changes);
			expect(stateAt(all, lastOf(changes))).toEqual({ cells: all.cells, unknown: new Set() });
		}
	});

	it('[MO2] a state does not depend on what was done later, nor on the order of arrival', () => {
		for (const { changes, seed } of histories) {
			const all = { ...known(changes), changes: shuffled(changes, dice(seed)) };
			const moments = momentsOf(changes);
			const picked = moments[dice(seed + 1)(moments.length)];
			for (const { at } of picked === undefined ? [] : [picked]) {
				const before = until(changes, at);
				const then = stateAt(all, at);
				const isBorn = changes.some(({ type }) => type.endsWith('.create'));
				expect(then.cells).toEqual(stateAt(known(before), at).cells);
				if (isBorn) expect(then.cells).toEqual(stateOf(before));
			}
		}
	});

	it('[MO4] there and back name the same things, and nothing differs from itself', () => {
		const turned = { added: 'removed', removed: 'added', changed: 'changed' };
		for (const { changes, seed } of histories) {
			const roll = dice(seed);
			const moments = momentsOf(changes);
			const [a, b] = [moments[roll(moments.length)], moments[roll(moments.length)]];
			if (a === undefined || b === undefined) continue;
			const [one, other] = [stateAt(known(changes), a.at), stateAt(known(changes), b.at)];
			expect(differences(one, one)).toEqual([]);
			const there = differences(one, other).map(({ key, how }) => [key, how]);
			const back = differences(other, one).map(({ key, how }) => [key, turned[how]]);
			expect(back).toEqual(there);
		}
	});
});
