import { lift } from '#lib/domain/changes/lift.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { compareCells, joinCells, type Cell, type Cells } from '#lib/domain/crdt/cells.ts';
import { conflicts, writesByKey, type Conflict, type Write } from '#lib/domain/history.ts';
import { canonicalJson } from '#lib/domain/json.ts';
import { stampDevice, stampMs, type Stamp } from '#lib/domain/stamp.ts';
import type { Algebra } from './laws.ts';

/** A merge that is wrong in one way, and the rules whose laws have to say so. */
export interface Mutant {
	readonly name: string;
	readonly breaks: readonly string[];
	readonly with: Partial<Algebra>;
}

type Compare = (key: string, a: Cell, b: Cell) => number;

const joinBy =
	(compare: Compare) =>
	(a: Cells, b: Cells): Cells => {
		const joined: Record<string, Cell> = { ...a };
		for (const [key, cell] of Object.entries(b)) {
			const present = joined[key];
			if (present === undefined || compare(key, present, cell) < 0) joined[key] = cell;
		}
		return joined;
	};

const byStamp = (a: Cell, b: Cell): number => (a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1);

function rank(cell: Cell): { round: number; final: number } {
	const value = cell[0];
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		return { round: -1, final: 0 };
	const { round, final } = Object.fromEntries(Object.entries(value));
	return { round: Number(round), final: Number(final) };
}

const stateBy = (order: (a: Cell, b: Cell) => number) =>
	joinBy((key, a, b) => (key === 'state' ? order(a, b) || byStamp(a, b) : compareCells(key, a, b)));

const newestStamp = (cells: Cells): string =>
	Object.values(cells).reduce((top, [, at]) => (at > top ? at : top), '');

const cellMap = (cells: Cells, map: (cell: Cell, key: string) => Cell | undefined): Cells =>
	Object.fromEntries(
		Object.entries(cells).flatMap(([key, cell]) => {
			const mapped = map(cell, key);
			return mapped === undefined ? [] : [[key, mapped]];
		})
	);

/** The real join, but a winner keeps the older of the two stamps. */
function joinOlder(a: Cells, b: Cells): Cells {
	return cellMap(joinCells(a, b), ([value, at], key): Cell => {
		const stamps = [a[key]?.[1], b[key]?.[1], at].filter((stamp) => stamp !== undefined);
		return [value, stamps.sort()[0] ?? at];
	});
}

const joins: readonly Mutant[] = [
	{
		name: 'the last to arrive wins',
		breaks: ['CE2', 'CE3'],
		with: { join: (a, b) => ({ ...a, ...b }) }
	},
	{
		name: 'the first to arrive wins',
		breaks: ['CE2', 'CE3'],
		with: { join: (a, b) => ({ ...b, ...a }) }
	},
	{
		name: 'only the milliseconds count',
		breaks: ['CE2', 'CE3'],
		with: { join: joinBy((_, a, b) => stampMs(a[1]) - stampMs(b[1])) }
	},
	{
		name: 'the greater value wins, whenever it was written',
		breaks: ['CE1'],
		with: {
			join: joinBy((_, a, b) => {
				const [one, two] = [canonicalJson(a[0]), canonicalJson(b[0])];
				return one === two ? byStamp(a, b) : one < two ? -1 : 1;
			})
		}
	},
	{
		name: 'the newer replica wins as a whole',
		breaks: ['CE1', 'CE5'],
		with: { join: (a, b) => (newestStamp(a) < newestStamp(b) ? b : a) }
	},
	{
		name: 'what was removed is forgotten',
		breaks: ['CE1'],
		with: {
			join: (a, b) => cellMap(joinCells(a, b), (cell) => (cell[0] === false ? undefined : cell))
		}
	},
	{ name: 'the winner takes the older stamp', breaks: ['CE3'], with: { join: joinOlder } },
	{
		name: 'the state is a register like others',
		breaks: ['CE6'],
		with: { join: joinBy((_, a, b) => byStamp(a, b)) }
	},
	{
		name: 'a final state beats every round',
		breaks: ['CE7'],
		with: {
			join: stateBy((a, b) => rank(a).final - rank(b).final || rank(a).round - rank(b).round)
		}
	},
	{
		name: 'the round alone orders the state',
		breaks: ['CE6'],
		with: { join: stateBy((a, b) => rank(a).round - rank(b).round) }
	}
];

const liftWith =
	(map: (change: TypedChange, cells: Cells) => Cells) =>
	(change: TypedChange): Cells =>
		map(change, lift(change));

const lifts: readonly Mutant[] = [
	{
		name: 'a close leaves its words behind',
		breaks: ['CE8'],
		with: {
			lift: liftWith((change, cells) =>
				change.type === 'ticket.state'
					? {
							state: [
								{
									...rank(cells['state'] ?? [null, change.at]),
									final: true,
									status: change.body.status
								},
								change.at
							]
						}
					: cells
			)
		}
	},
	{
		name: 'a removal says nothing',
		breaks: ['CE1'],
		with: {
			lift: liftWith((change, cells) =>
				change.type.endsWith('.element')
					? cellMap(cells, (cell) => (cell[0] === false ? undefined : cell))
					: cells
			)
		}
	},
	{
		name: 'retracting a message removes its author',
		breaks: ['CE9'],
		with: {
			lift: liftWith((change, cells) =>
				change.type === 'message.retract'
					? { ...cells, [`m/${change.body.message}`]: [null, change.at] }
					: cells
			)
		}
	},
	{
		name: 'a write is stamped when it arrives',
		breaks: ['CE3'],
		with: { lift: liftWith(stampOnArrival()) }
	}
];

function stampOnArrival() {
	let arrivals = 0;
	return (_: TypedChange, cells: Cells): Cells =>
		cellMap(cells, ([value, at]): Cell => {
			arrivals += 1;
			return [
				value,
				`${at.slice(0, 9)}${String(arrivals % 10_000).padStart(4, '0')}${at.slice(13)}` as Stamp
			];
		});
}

const seen =
	(map: (change: TypedChange) => Partial<Pick<TypedChange, 'saw' | 'by'>>) =>
	(changes: readonly TypedChange[]): Conflict[] =>
		conflicts(changes.map((change): TypedChange => ({ ...change, ...map(change) })));

/** Keeps what arrived last instead of what shows. */
function keepLastArrived(changes: readonly TypedChange[]): Conflict[] {
	const arrival = new Map(changes.map((change, index) => [change.at, index]));
	return conflicts(changes).map(({ key, kept, others }) => {
		const all = [kept, ...others].sort(
			(a, b) => (arrival.get(a.at) ?? 0) - (arrival.get(b.at) ?? 0)
		);
		const [last, ...rest] = [...all].reverse();
		return last === undefined ? { key, kept, others } : { key, kept: last, others: rest };
	});
}

/** Also counts those who wrote the value that shows. */
function countAgreement(changes: readonly TypedChange[]): Conflict[] {
	const writes = writesByKey(changes);
	return conflicts(changes).map(({ key, kept, others }) => {
		const value = canonicalJson(kept.value);
		const agreeing = (writes.get(key) ?? []).filter(
			(write) => write.at !== kept.at && canonicalJson(write.value) === value
		);
		return { key, kept, others: [...others, ...agreeing] };
	});
}

function writesAsTheyCame(changes: readonly TypedChange[]): Map<string, Write[]> {
	const arrival = new Map(changes.map((change, index) => [change.at, index]));
	const writes = writesByKey(changes);
	for (const list of writes.values())
		list.sort((a, b) => (arrival.get(a.at) ?? 0) - (arrival.get(b.at) ?? 0));
	return writes;
}

const conflictsGone: readonly Mutant[] = [
	{
		name: 'nobody has seen anything',
		breaks: ['CF1', 'CF3'],
		with: { conflicts: seen(() => ({ saw: [] })) }
	},
	{
		name: 'everybody has seen the newest only',
		breaks: ['CF1'],
		with: { conflicts: seen(({ saw }) => ({ saw: saw.slice(-1) })) }
	},
	{
		name: 'two devices are two people',
		breaks: ['CF1', 'CF2'],
		with: { conflicts: seen(({ at }) => ({ by: stampDevice(at) })) }
	},
	{
		name: 'an automation is a person',
		breaks: ['CF1', 'CF2'],
		with: { conflicts: seen(({ by }) => ({ by: by.replace('~', '') })) }
	},
	{ name: 'agreement is a conflict', breaks: ['CF1', 'CF2'], with: { conflicts: countAgreement } },
	{
		name: 'what arrived last is kept',
		breaks: ['CF1', 'CF4'],
		with: { conflicts: keepLastArrived }
	},
	{ name: 'there are no conflicts', breaks: ['CF1'], with: { conflicts: () => [] } },
	{ name: 'history is told as it came', breaks: ['CF4'], with: { writes: writesAsTheyCame } }
];

/** Every one of these must be caught. */
export const MUTANTS: readonly Mutant[] = [...joins, ...lifts, ...conflictsGone];
