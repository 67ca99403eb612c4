import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slipsBetween, slipsIn, trigrams, wordsLike } from './likeness.ts';

describe('words like another', () => {
	it('[QY7] forgives one slip from four letters on, two from six, and none in numbers', () => {
		expect(['the', 'lift', 'printer', '20261234', 'x'.repeat(41)].map(slipsIn)).toEqual([
			0, 1, 2, 0, 0
		]);
		const known = ['printer', 'drucker', 'password', 'lift'];
		for (const typed of ['pritner', 'prnter', 'printeer', 'orinter', 'pritnr'])
			expect(wordsLike(typed, known, { limit: 3 }), typed).toEqual(['printer']);
		expect(wordsLike('gift', known, { limit: 3 })).toEqual(['lift']);
		expect(wordsLike('pritnr', known, { limit: 3, isKnown: true })).toEqual([]);
		expect(wordsLike('20261235', ['20261234'], { limit: 3 })).toEqual([]);
	});

	it('[QY7] counts slips the same both ways, and none between equal words', () => {
		const word = fc.string({ unit: fc.constantFrom(...'abcd'), maxLength: 8 });
		fc.assert(
			fc.property(word, word, (a, b) => {
				const slips = slipsBetween(a, b, 20);
				expect(slips).toBe(slipsBetween(b, a, 20));
				expect(slips === 0).toBe(a === b);
				expect(slipsBetween(a, b, 2)).toBe(Math.min(slips, 3));
			})
		);
	});

	it('[QY7] finds a word by the runs of three letters that it keeps', () => {
		expect(trigrams('ab')).toEqual(['^^a', '^ab', 'ab$', 'b$$']);
		const [one, other] = [new Set(trigrams('lift')), trigrams('lfit')];
		expect(other.some((run) => one.has(run))).toBe(true);
	});
});
