import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

const sent = (author: string, count: number) => ({
	submission: { sender: { author }, entries: Array.from({ length: count }, () => 0) }
});
type One = ReturnType<typeof sent>;

function queueOf(all: readonly One[]): Turns<One> {
	const queue = new Turns<One>();
	for (const one of all) queue.add(one);
	return queue;
}

/** All turns until nothing waits. */
function turnsOf(all: readonly One[]): One[][] {
	const queue = queueOf(all);
	const turns: One[][] = [];
	while (!queue.isEmpty) turns.push(queue.next());
	return turns;
}

const authorOf = ({ submission }: One) => submission.sender.author;
const isLong = ({ submission }: One) => submission.entries.length > 64;
const AUTHORS = ['a', 'b', 'c', 'd'];
const anyQueue = fc
	.array(
		fc.tuple(
			fc.constantFrom(...AUTHORS),
			fc.oneof(fc.integer({ min: 0, max: 64 }), fc.integer({ min: 65, max: 500 }))
		),
		{ maxLength: 40 }
	)
	.map((pairs) => pairs.map(([author, count]) => sent(author, count)));

describe('the next transaction', () => {
	it('[PL11] lets long and short take turns, and a long one stand alone', () => {
		const [long, longer, short, brief] = [
			sent('a', 200),
			sent('a', 300),
			sent('b', 60),
			sent('c', 60)
		];
		expect(turnsOf([long, longer, short, brief])).toEqual([[short], [long], [brief], [longer]]);
	});

	it('[PL11] takes long ones of several together while nothing short waits', () => {
		const queue = ['a', 'b', 'c'].map((author) => sent(author, 200));
		expect(turnsOf(queue)).toEqual([[queue[0], queue[1]], [queue[2]]]);
		expect(turnsOf([sent('a', 1_000), sent('b', 1_000)])).toHaveLength(2);
		expect(turnsOf([sent('a', 200), sent('a', 200)])).toHaveLength(2);
	});

	it('[PL11] takes what is short in the order in which it came', () => {
		const queue = [sent('a', 9), sent('b', 1), sent('a', 2), sent('c', 3)];
		expect(turnsOf(queue)).toEqual([[queue[0], queue[1], queue[3], queue[2]]]);
	});

	it('[PL11] keeps the order in which somebody sent, and loses none', () => {
		fc.assert(
			fc.property(anyQueue, (all) => {
				const taken = turnsOf(all).flat();
				expect(taken).toHaveLength(all.length);
				for (const author of AUTHORS) {
					const of = (list: One[]) => list.filter((one) => authorOf(one) === author);
					expect(of(taken)).toEqual(of(all));
				}
			})
		);
	});

	it('[PL11] lets nobody wait for two turns of another, however much they send meanwhile', () => {
		const floods = fc.record({ rest: anyQueue, isLong: fc.boolean(), more: anyQueue });
		fc.assert(
			fc.property(floods, ({ rest, isLong: isItLong, more }) => {
				const queue = queueOf(rest);
				const mine = sent('me', isItLong ? 200 : 64);
				queue.add(mine);
				const before: One[][] = [];
				for (let turn = queue.next(); !turn.includes(mine); turn = queue.next()) {
					before.push(turn);
					for (const one of more) queue.add(one);
				}
				const alike = before.filter((turn) => turn.some((one) => isLong(one) === isItLong));
				// Between two turns of its kind there is at most one of the other.
				expect(before.length - alike.length).toBeLessThanOrEqual(alike.length + 1);
				for (const author of AUTHORS) {
					const theirs = alike.filter((turn) => turn.some((one) => authorOf(one) === author));
					expect(theirs.length).toBeLessThanOrEqual(1);
				}
			})
		);
	});
});
