import { isAutomation } from '#lib/domain/changes/change.ts';
import { lift } from '#lib/domain/changes/lift.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { joinCells, newerCells, type Cell, type Cells } from '#lib/domain/crdt/cells.ts';
import { conflicts, frontier, writesByKey, type Conflict } from '#lib/domain/history.ts';
import { canonicalJson, jsonEqual, type Json } from '#lib/domain/json.ts';
import { nextStamp, ZERO_STAMP } from '#lib/domain/stamp.ts';
import { carol, change, START_MS, support, testNode, ticketRef } from '#lib/domain/testing.ts';
import { readMessage } from '#lib/domain/ticket/messages.ts';
import { BUILT_IN } from '#lib/domain/catalogue/built-in.ts';
import { readTicket } from '#lib/domain/ticket/ticket.ts';
import { expectedConflicts, expectedRegisters, type Expected } from './oracle.ts';
import { dice, shuffled, type Written } from './scenario.ts';

/** What merges: the laws are about these functions, whoever wrote them. */
export interface Algebra {
	readonly join: typeof joinCells;
	readonly newer: typeof newerCells;
	readonly lift: typeof lift;
	readonly conflicts: typeof conflicts;
	readonly writes: typeof writesByKey;
}

export const REAL: Algebra = {
	join: joinCells,
	newer: newerCells,
	lift,
	conflicts,
	writes: writesByKey
};

export interface Case {
	readonly written: readonly Written[];
	readonly seed: number;
}

export interface Law {
	readonly rule: string;
	readonly title: string;
	/** Whether the law holds for the algebra in this history. */
	readonly holds: (algebra: Algebra, history: Case) => boolean;
}

const text = (value: unknown) => canonicalJson(value as Json);
const same = (a: unknown, b: unknown) => text(a) === text(b);
const changesOf = ({ written }: Case) => written.map((item) => item.change);

function fold(algebra: Algebra, changes: readonly TypedChange[]): Cells {
	return changes.reduce((cells, item) => algebra.join(cells, algebra.lift(item)), {} as Cells);
}

/** Three replicas that hold overlapping parts of a history. */
function replicas(algebra: Algebra, history: Case): [Cells, Cells, Cells] {
	const roll = dice(history.seed);
	const part = () => {
		const some = changesOf(history).filter(() => roll(10) < 6);
		return fold(algebra, shuffled(some, roll));
	};
	return [part(), part(), part()];
}

/** The same changes in another order, some of them several times. */
function disordered(history: Case, salt: number): TypedChange[] {
	const roll = dice(history.seed + salt);
	const changes = changesOf(history);
	return shuffled([...changes, ...changes.filter(() => roll(3) === 0)], roll);
}

const joinLaws: readonly Law[] = [
	{
		rule: 'CE2',
		title: 'joining is commutative',
		holds: (algebra, history) => {
			const [a, b] = replicas(algebra, history);
			return same(algebra.join(a, b), algebra.join(b, a));
		}
	},
	{
		rule: 'CE2',
		title: 'joining is associative',
		holds: (algebra, history) => {
			const [a, b, c] = replicas(algebra, history);
			const left = algebra.join(algebra.join(a, b), c);
			return same(left, algebra.join(a, algebra.join(b, c)));
		}
	},
	{
		rule: 'CE2',
		title: 'joining is idempotent',
		holds: (algebra, history) => {
			const [a, b] = replicas(algebra, history);
			const both = algebra.join(a, b);
			return same(algebra.join(a, a), a) && same(algebra.join(both, b), both);
		}
	},
	{
		rule: 'CE3',
		title: 'any order and any repetition of the same changes gives equal content',
		holds: (algebra, history) => {
			const straight = text(fold(algebra, changesOf(history)));
			return [1, 2].every((salt) => text(fold(algebra, disordered(history, salt))) === straight);
		}
	},
	{
		rule: 'CE5',
		title: 'what has been joined is in the state, and only what is newer moves it',
		holds: (algebra, history) => {
			const [a, b] = replicas(algebra, history);
			const all = fold(algebra, changesOf(history));
			const holdsAll = changesOf(history).every((item) =>
				same(algebra.join(all, algebra.lift(item)), all)
			);
			return holdsAll && same({ ...a, ...algebra.newer(a, b) }, algebra.join(a, b));
		}
	}
];

const stateLaws: readonly Law[] = [
	{
		rule: 'CE1',
		title: 'every register but the state holds the value of its newest write',
		holds: (algebra, history) => {
			const { state: _, ...registers } = fold(algebra, changesOf(history));
			return same(registers, expectedRegisters(changesOf(history)));
		}
	},
	{
		rule: 'CE6',
		title: 'an unseen edit that is not final never undoes a close',
		holds: (algebra, history) => {
			const now = readTicket(fold(algebra, changesOf(history)));
			if (now === undefined || now.final) return true;
			return changesOf(history).every(
				(item) =>
					item.type !== 'ticket.state' || item.body.class !== 'done' || item.body.round < now.round
			);
		}
	},
	{
		rule: 'CE7',
		title: 'reopening raises the round and shows at once where it is made',
		holds: (algebra, history) =>
			history.written.every(({ change: item, knew }) => {
				if (item.type !== 'ticket.state' || item.body.class === 'done') return true;
				const known = changesOf(history).filter(({ id }) => knew.has(id));
				const before = fold(algebra, known);
				const [was, is] = [before, algebra.join(before, algebra.lift(item))].map(readTicket);
				if (!was?.final) return true;
				return is?.final === false && is.round === was.round + 1;
			})
	},
	{
		rule: 'CE8',
		title: 'a ticket that is done says how or why',
		holds: (algebra, history) => {
			const now = readTicket(fold(algebra, changesOf(history)));
			const owed = now === undefined ? undefined : BUILT_IN.status[now.status]?.requires;
			return !owed || Boolean(now?.final && now[owed]?.trim());
		}
	},
	{
		rule: 'CE9',
		title: 'a message that was added is there, by whoever wrote it',
		holds: (algebra, history) => {
			const cells = fold(algebra, disordered(history, 3));
			return changesOf(history)
				.filter((item) => item.type === 'message.add')
				.every(({ id, by, at }) => {
					const message = readMessage(cells, id);
					return message?.by === by && message.at === at;
				});
		}
	}
];

const brief = (found: readonly Conflict[]): Expected[] =>
	found
		.map(({ key, kept, others }) => ({
			key,
			kept: kept.at,
			others: others.map((write) => write.at).sort()
		}))
		.sort((a, b) => (a.key < b.key ? -1 : 1));

/** A write that settles a conflict on `key`, by somebody who has seen every change. */
function settling(key: string, all: readonly TypedChange[], cells: Cells): TypedChange {
	const saw = frontier(all);
	const at = nextStamp(START_MS, testNode(8), ZERO_STAMP, saw);
	const more = { by: carol, at, saw };
	const ticket = readTicket(cells);
	if (key === 'team') return change('ticket.transfer', ticketRef, { team: support }, more);
	if (key !== 'state') {
		const value = cells[key]?.[0] ?? null;
		return change('ticket.field', ticketRef, { field: key, value }, more);
	}
	const round = (ticket?.round ?? 0) + (ticket?.final ? 1 : 0);
	return change('ticket.state', ticketRef, { round, status: 'waiting' }, more);
}

const conflictLaws: readonly Law[] = [
	{
		rule: 'CF1',
		title: 'there is a conflict exactly where people wrote without having seen each other',
		holds: (algebra, history) =>
			same(brief(algebra.conflicts(changesOf(history))), expectedConflicts(history.written))
	},
	{
		rule: 'CF1',
		title: 'what a conflict keeps is what shows',
		holds: (algebra, history) => {
			const cells = fold(algebra, changesOf(history));
			return algebra
				.conflicts(changesOf(history))
				.every(({ key, kept }) => same(cells[key], [kept.value, kept.at] satisfies Cell));
		}
	},
	{
		rule: 'CF2',
		title: 'one person, equal values and automations never make a conflict',
		holds: (algebra, history) => {
			const authors = new Map(changesOf(history).map((item) => [item.at, item.by]));
			return algebra.conflicts(changesOf(history)).every(({ kept, others }) => {
				const author = authors.get(kept.at) ?? '';
				return others.every(({ at, value }) => {
					const other = authors.get(at) ?? '';
					const people = !isAutomation(author) && !isAutomation(other);
					return people && author !== other && !jsonEqual(kept.value, value);
				});
			});
		}
	},
	{
		rule: 'CF3',
		title: 'a conflict ends when somebody who saw all of it writes',
		holds: (algebra, history) => {
			const all = changesOf(history);
			const cells = fold(REAL, all);
			return algebra.conflicts(all).every(({ key }) => {
				const after = algebra.conflicts([...all, settling(key, all, cells)]);
				return after.every((conflict) => conflict.key !== key);
			});
		}
	},
	{
		rule: 'CF4',
		title: 'conflicts and history do not depend on the order of arrival',
		holds: (algebra, history) => {
			const changes = changesOf(history);
			const arrived = shuffled(changes, dice(history.seed + 4));
			const past = (order: readonly TypedChange[]) => Object.fromEntries(algebra.writes(order));
			return (
				same(algebra.conflicts(arrived), algebra.conflicts(changes)) &&
				same(past(arrived), past(changes))
			);
		}
	}
];

/** Everything that merging must keep. */
export const LAWS: readonly Law[] = [...joinLaws, ...stateLaws, ...conflictLaws];
