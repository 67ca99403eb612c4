import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowView } from '#lib/session/desk/views.ts';
import { ViewCounts } from './view-counts.ts';

const ids = fc.integer({ min: 0, max: 200 }).map(String);
const row = fc
	.record({ id: ids, priority: fc.constantFrom('low', 'high'), tags: fc.subarray(['vip']) })
	.map((part) => part as unknown as RowView);
const matchers = [
	() => true,
	({ priority }: RowView) => priority === 'high',
	({ tags }: RowView) => tags.length > 0,
	// More than one number has bits for.
	...Array.from(
		{ length: 70 },
		(_, index) =>
			({ id }: RowView) =>
				Number(id) % (index + 2) === 0
	)
];

const step = fc.oneof(
	fc.record({ do: fc.constant('change' as const), rows: fc.array(row, { maxLength: 5 }) }),
	fc.record({ do: fc.constant('remove' as const), id: ids }),
	fc.record({ do: fc.constant('work' as const) })
);

describe('the counts of views', () => {
	it('kept up change by change, also while counting, equal those counted anew', () => {
		fc.assert(
			fc.property(
				fc.array(row, { maxLength: 200 }),
				fc.array(step, { maxLength: 20 }),
				(first, steps) => {
					const rows = new Map(first.map((one) => [one.id, one]));
					const counts = new ViewCounts(matchers, () => rows);
					const work = counts.load();
					for (const one of steps) {
						if (one.do === 'work') work.next();
						else if (one.do === 'remove') {
							rows.delete(one.id);
							counts.apply(new Map([[one.id, undefined]]));
						} else {
							const changed = new Map(one.rows.map((each) => [each.id, each]));
							for (const [id, each] of changed) rows.set(id, each);
							counts.apply(changed);
						}
					}
					while (!work.next().done);
					expect(counts.counts).toEqual(
						matchers.map((matches) => [...rows.values()].filter(matches).length)
					);
				}
			),
			{ numRuns: 200 }
		);
	});

	it('ask a changed row only', () => {
		const rows = new Map<string, RowView>();
		let asked = 0;
		const counts = new ViewCounts([() => (asked += 1) > 0], () => rows);
		for (let index = 0; index < 50; index += 1)
			rows.set(String(index), { id: String(index) } as unknown as RowView);
		for (const step of counts.load()) void step;
		asked = 0;
		counts.apply(new Map([['7', rows.get('7')]]));
		expect(asked).toBe(1);
		expect(counts.counts).toEqual([50]);
	});
});
