import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLong, nextTurn } from './turns.ts';

const sent = (author: string, count: number) => ({
	submission: { sender: { author }, entries: Array.from({ length: count }, () => 0) }
});

describe('the next transaction', () => {
	it('[PL11] lets long and short take turns, and a long one stand alone', () => {
		const [long, longer, short] = [sent('a', 200), sent('a', 200), sent('b', 1)];
		expect([...nextTurn([long, longer, short], false)]).toEqual([short]);
		expect([...nextTurn([long, longer, short], true)]).toEqual([long]);
		expect([...nextTurn([long, longer], false)]).toEqual([long]);
	});

	it('[PL11] takes what is short in the order in which it came', () => {
		const queue = [sent('a', 9), sent('b', 1), sent('a', 2), sent('c', 3)];
		expect([...nextTurn(queue, false)]).toEqual([queue[0], queue[1], queue[3], queue[2]]);
	});

	it('[PL11] keeps the order in which somebody sent, and comes to its end', () => {
		const queue = fc.array(
			fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 200 })),
			{ maxLength: 30 }
		);
		fc.assert(
			fc.property(queue, (pairs) => {
				const all = pairs.map(([author, count]) => sent(author, count));
				const taken: typeof all = [];
				let afterShort = false;
				for (let rest = all; rest.length > 0;) {
					const batch: ReadonlySet<(typeof all)[number]> = nextTurn(rest, afterShort);
					afterShort = ![...batch].some(isLong);
					expect(batch.size).toBeGreaterThan(0);
					taken.push(...batch);
					rest = rest.filter((one) => !batch.has(one));
				}
				for (const author of ['a', 'b', 'c']) {
					const of = (list: typeof all) =>
						list.filter(({ submission }) => submission.sender.author === author);
					expect(of(taken)).toEqual(of(all));
				}
			})
		);
	});
});
