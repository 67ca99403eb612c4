import { describe, expect, it } from 'vitest';
import { fewAtATime, runInLaterSlices, runInSlices, type Slicing } from './slices.ts';

/** Turns that come when the test says so; each look at the clock finds it one ms later. */
function theTurns(budgetMs: number) {
	let nowMs = 0;
	const waiting: (() => void)[] = [];
	const slicing: Slicing = {
		now: () => (nowMs += 1),
		pause: (resume) => void waiting.push(resume),
		budgetMs
	};
	return { slicing, turn: () => waiting.shift()?.() };
}

const numbers = Array.from({ length: 10 }, (_, index) => index);

describe('work in slices', () => {
	it('does a few at a time, all of them, in order', () => {
		const { slicing, turn } = theTurns(1);
		const sizes: number[] = [];
		let answers: readonly number[] | undefined;
		const work = fewAtATime(numbers, (some) => {
			sizes.push(some.length);
			return some.map((one) => one * 2);
		});
		runInSlices(work, slicing, (all) => (answers = all));
		expect(sizes).toEqual([4]);
		for (let count = 0; count < 5; count++) turn();
		expect(sizes).toEqual([4, 4, 2]);
		expect(answers).toEqual(numbers.map((one) => one * 2));
	});

	it('is done at once when it is short', () => {
		const { slicing } = theTurns(100);
		let answers: readonly number[] | undefined;
		runInSlices(
			fewAtATime([1], (some) => some),
			slicing,
			(all) => (answers = all)
		);
		expect(answers).toEqual([1]);
	});

	it('stops where it is when it is given up', () => {
		const { slicing, turn } = theTurns(1);
		let isDone = false;
		const stop = runInSlices(
			fewAtATime(numbers, (some) => some),
			slicing,
			() => (isDone = true)
		);
		stop();
		for (let count = 0; count < 5; count++) turn();
		expect(isDone).toBe(false);
	});

	it('can leave the turn in which it was asked for alone', () => {
		const { slicing, turn } = theTurns(100);
		let answers: readonly number[] | undefined;
		const work = () => fewAtATime([1], (some) => some);
		const stop = runInLaterSlices(work(), slicing, (all) => (answers = all));
		stop();
		turn();
		expect(answers).toBeUndefined();
		runInLaterSlices(work(), slicing, (all) => (answers = all));
		expect(answers).toBeUndefined();
		turn();
		expect(answers).toEqual([1]);
	});
});
