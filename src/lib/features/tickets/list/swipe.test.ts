import { describe, expect, it } from 'vitest';
import { Swipe } from './swipe.ts';

function swiped(moves: readonly (readonly [number, number])[], flow: 1 | -1 = 1) {
	const swipe = new Swipe();
	swipe.begin(0, 0);
	for (const [x, y] of moves) swipe.move(x, y);
	return swipe.end(flow);
}

describe('a finger on a row', () => {
	it('means something only when it went far enough', () => {
		expect(
			swiped([
				[20, 0],
				[60, 2]
			])
		).toBeNull();
		expect(
			swiped([
				[20, 0],
				[90, 2]
			])
		).toBe('end');
		expect(
			swiped([
				[-20, 0],
				[-90, 2]
			])
		).toBe('start');
	});

	it('is scrolling when it goes down first', () => {
		expect(
			swiped([
				[2, 14],
				[120, 20]
			])
		).toBeNull();
	});

	it('means the opposite where lines run from right to left', () => {
		expect(
			swiped(
				[
					[20, 0],
					[90, 0]
				],
				-1
			)
		).toBe('start');
	});
});
