import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTurn } from './turns.ts';

const sent = (author: string, count: number) => ({
	submission: { sender: { author }, entries: Array.from({ length: count }, () => 0) }
});

describe('the next transaction', () => {
	it('[PL11] takes what is short before what is long, which stands alone', () => {
		const [long, longer, short] = [sent('a', 200), sent('a', 200), sent('b', 1)];
		expect([...nextTurn([long, longer, short])]).toEqual([short]);
		expect([...nextTurn([long, longer])]).toEqual([long]);
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
				for (let rest = all; rest.length > 0;) {
					const batch = nextTurn(rest);
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
