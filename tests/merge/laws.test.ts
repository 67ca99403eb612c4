import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseOf, cases, RUNS, SEED } from './cases.ts';
import { LAWS, REAL } from './laws.ts';
import { plans } from './scenario.ts';

describe(`merging, in ${RUNS} histories (MERGE_SEED=${SEED})`, () => {
	const all = cases();

	it.each(LAWS)('[$rule] $title', ({ holds }) => {
		if (all.every(({ history }) => holds(REAL, history))) return;
		// Once more, this time shrinking to a small history and printing it.
		fc.assert(
			fc.property(plans, (plan) => holds(REAL, caseOf(plan))),
			{ seed: SEED, numRuns: RUNS }
		);
		expect.unreachable(`broken in a history of MERGE_SEED=${SEED}`);
	});

	it('[CF1] the histories are worth trying: bursts, conflicts, closes and reopenings', () => {
		const share = (is: (item: (typeof all)[number]) => boolean) =>
			all.filter(is).length / all.length;
		expect(share(({ plan }) => plan.burst !== undefined)).toBeGreaterThan(0.4);
		expect(share(({ history }) => hasTie(history.written))).toBeGreaterThan(0.33);
		expect(share(({ history }) => conflictCount(history.written) > 0)).toBeGreaterThan(0.2);
		expect(share(({ history }) => rounds(history.written) > 0)).toBeGreaterThan(0.05);
		expect(share(({ history }) => history.written.length > 8)).toBeGreaterThan(0.4);
	});
});

type History = ReturnType<typeof caseOf>['written'];

/** Whether three changes wrote one key at one millisecond without having seen each other. */
function hasTie(written: History): boolean {
	const counts = new Map<string, number>();
	for (const { change } of written)
		for (const key of Object.keys(REAL.lift(change))) {
			const tie = `${key} ${change.at.slice(0, 9)} ${change.saw.join()}`;
			counts.set(tie, (counts.get(tie) ?? 0) + 1);
		}
	return [...counts.values()].some((count) => count >= 3);
}

const conflictCount = (written: History) =>
	REAL.conflicts(written.map(({ change }) => change)).length;

const rounds = (written: History) =>
	Math.max(
		0,
		...written.map(({ change }) => (change.type === 'ticket.state' ? change.body.round : 0))
	);
