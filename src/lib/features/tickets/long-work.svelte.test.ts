import { expect, it } from 'vitest';
import { LongWork } from './long-work.svelte.ts';

/** Turns that come when the test says so, each of which takes as long as it says. */
function turnsOf(ms: number) {
	let nowMs = 0;
	const waiting: (() => void)[] = [];
	const slicing = {
		now: () => (nowMs += ms),
		pause: (resume: () => void) => void waiting.push(resume),
		budgetMs: 1
	};
	return { slicing, turn: () => waiting.shift()?.() };
}

const numbers = Array.from({ length: 12 }, (_, index) => index);
const double = (some: readonly number[]) => some.map((one) => one * 2);

it('shows how far it is once it takes long, and nothing after', () => {
	const { slicing, turn } = turnsOf(400);
	const work = new LongWork(slicing);
	let made: readonly number[] | undefined;
	work.run('Undo', numbers, double, (results) => (made = results));
	expect(work.progress).toBeNull();
	turn();
	expect(work.progress).toEqual({ name: 'Undo', done: 8, total: 12 });
	for (let count = 0; count < 4; count++) turn();
	expect(work.progress).toBeNull();
	expect(made).toEqual(double(numbers));
});

it('shows nothing of what is done at once', () => {
	const work = new LongWork(turnsOf(0).slicing);
	let made: readonly number[] | undefined;
	work.run('Undo', numbers, double, (results) => (made = results));
	expect(made).toHaveLength(12);
	expect(work.progress).toBeNull();
});

it('ends when it is asked to, with what was done until then', () => {
	const { slicing, turn } = turnsOf(400);
	const work = new LongWork(slicing);
	const made: (readonly number[])[] = [];
	work.run('Undo', numbers, double, (results) => made.push([...results]));
	turn();
	work.end();
	expect(work.progress).toBeNull();
	for (let count = 0; count < 5; count++) turn();
	expect(made).toEqual([double(numbers.slice(0, 8))]);
});
