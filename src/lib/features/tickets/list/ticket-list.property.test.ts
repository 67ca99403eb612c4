import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN, builtInClass } from '#lib/domain/catalogue/built-in.ts';
import type { RowView } from '#lib/session/desk/views.ts';
import type { Work } from '#lib/ui/slices.ts';
import { comparator, makeEntry, matcher, type Naming } from './order.ts';
import { COLUMNS, DEFAULT_QUERY, GROUPS, TRAITS, type ListQuery } from './query.ts';
import { TicketIndex } from './ticket-list.ts';

const collator = new Intl.Collator('en');
const STATUSES = Object.keys(BUILT_IN.status);
const PRIORITIES = Object.keys(BUILT_IN.priority);
const naming: Naming = {
	personName: (id) => `Person ${id}`,
	statusRank: (code) => STATUSES.indexOf(code),
	priorityRank: (code) => PRIORITIES.indexOf(code),
	serviceDue: ({ due }) => due && due * 2,
	isAtRisk: ({ due }, nowMs) => due !== null && due * 2 < nowMs + 100,
	called: (catalogue, code) => `${catalogue === 'tag' && code === 'vip' ? 'a' : 'b'} ${code}`,
	placeOf: (kind, team) => (kind === 'unit' ? `unit-${team}` : team === 't1' ? null : 'north'),
	compareText: collator.compare
};
const now = 1_000;

const row = fc
	.record({
		id: fc.integer({ min: 0, max: 30 }).map(String),
		number: fc.option(fc.nat(50)),
		subject: fc.constantFrom('Printer', 'printer', 'Äpfel', 'Zug', 'Door'),
		status: fc.constantFrom(...STATUSES),
		priority: fc.constantFrom(...PRIORITIES),
		assignee: fc.option(fc.constantFrom('a', 'b', 'c')),
		tags: fc.subarray(['vip', 'door']),
		category: fc.option(fc.constantFrom('x', 'y')),
		requester: fc.option(fc.constantFrom('Ann', 'Ben')),
		due: fc.option(fc.nat(2_000)),
		createdBy: fc.constantFrom('a', 'b'),
		team: fc.constantFrom('t1', 't2'),
		tasks: fc.option(fc.record({ all: fc.nat(2), done: fc.nat(2) })),
		createdMs: fc.nat(5),
		updatedMs: fc.nat(5)
	})
	.map(
		(part) =>
			({ ...part, class: builtInClass(part.status), mark: `~${part.id}` }) as unknown as RowView
	);

const query = fc
	.record({
		text: fc.constantFrom('', 'print', 'vip'),
		status: fc.subarray(['unfinished', 'finished', ...STATUSES]),
		priority: fc.subarray([...PRIORITIES]),
		assignee: fc.subarray(['none', 'a']),
		tag: fc.subarray(['vip']),
		overdue: fc.boolean(),
		creator: fc.subarray(['a']),
		unit: fc.subarray(['unit-t1', 'none']),
		region: fc.subarray(['north', 'none']),
		only: fc.subarray([...TRAITS]),
		atRisk: fc.boolean(),
		sort: fc.constantFrom(...COLUMNS),
		descending: fc.boolean(),
		group: fc.constantFrom(...GROUPS)
	})
	.map((part): ListQuery => ({ ...DEFAULT_QUERY, ...part }));

type Step =
	| { do: 'change'; rows: RowView[] }
	| { do: 'remove'; id: string }
	| { do: 'choose'; query: ListQuery }
	| { do: 'narrow'; text: string }
	| { do: 'work'; slices: number };

const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({ do: fc.constant('change' as const), rows: fc.array(row, { maxLength: 5 }) }),
	fc.record({ do: fc.constant('remove' as const), id: fc.integer({ max: 30 }).map(String) }),
	fc.record({ do: fc.constant('choose' as const), query }),
	fc.record({ do: fc.constant('narrow' as const), text: fc.constantFrom('', 'print', 'vip') }),
	fc.record({ do: fc.constant('work' as const), slices: fc.nat(4) })
);

function recomputed(rows: ReadonlyMap<string, RowView>, wanted: ListQuery): string[] {
	const matches = matcher(wanted, now, naming);
	return [...rows.values()]
		.filter(matches)
		.map((one) => makeEntry(one, wanted, naming))
		.sort(comparator(wanted, naming))
		.map((entry) => entry.id);
}

describe('a ticket list', () => {
	it('sorts by what tags and categories are called', () => {
		const one = { tags: ['vip', 'door'], category: 'x' } as unknown as RowView;
		const keyOf = (sort: 'tags' | 'category') =>
			makeEntry(one, { ...DEFAULT_QUERY, sort }, naming).key;
		expect([keyOf('tags'), keyOf('category')]).toEqual(['a vip', 'b x']);
	});

	it('kept up change by change equals the list computed anew', () => {
		fc.assert(
			fc.property(fc.array(row), fc.array(step, { maxLength: 25 }), (first, steps) => {
				const rows = new Map(first.map((one) => [one.id, one]));
				let wanted: ListQuery = DEFAULT_QUERY;
				const index = new TicketIndex(wanted, naming, () => now);
				let work: Work<void> | undefined = index.load(rows.values(), wanted);
				const advance = (slices: number) => {
					for (let done = 0; work && done < slices; done++) if (work.next().done) work = undefined;
				};
				// The first slice of any work is done at once.
				advance(1);
				for (const one of steps) {
					if (one.do === 'change') {
						const changed = new Map(one.rows.map((each) => [each.id, each]));
						for (const [id, each] of changed) rows.set(id, each);
						index.apply(changed);
					} else if (one.do === 'remove') {
						rows.delete(one.id);
						index.apply(new Map([[one.id, undefined]]));
					} else if (one.do !== 'work') {
						// Other words alone leave the order as it is.
						wanted = one.do === 'choose' ? one.query : { ...wanted, text: one.text };
						work = index.choose(wanted);
						advance(1);
					} else advance(one.slices);
				}
				advance(Infinity);
				expect(index.shown.map((entry) => entry.id)).toEqual(recomputed(rows, wanted));
			}),
			{ numRuns: 500 }
		);
	});
});
