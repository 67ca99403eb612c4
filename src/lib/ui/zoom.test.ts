import { describe, expect, it } from 'vitest';
import { FIT, moved, zoomed } from './zoom.ts';

const frame = { width: 400, height: 300 };

describe('a picture in its frame', () => {
	it('keeps what is under the pointer where it is', () => {
		const at = { x: 50, y: -20 };
		const once = zoomed(FIT, 2, at);
		expect(once).toEqual({ scale: 2, x: -50, y: 20 });
		// The same point of the picture, before and after.
		expect([(at.x - once.x) / once.scale, (at.y - once.y) / once.scale]).toEqual([50, -20]);
	});

	it('is never smaller than its frame, and fits when it is as small', () => {
		expect(zoomed({ scale: 1.5, x: 40, y: 9 }, 0.5)).toEqual(FIT);
		expect(zoomed(FIT, 1000).scale).toBe(16);
	});

	it('is moved only when it is larger, and not out of sight', () => {
		expect(moved(FIT, { x: 30, y: 30 }, frame)).toEqual(FIT);
		expect(moved({ scale: 2, x: 0, y: 0 }, { x: 30, y: -9 }, frame)).toEqual({
			scale: 2,
			x: 30,
			y: -9
		});
		expect(moved({ scale: 2, x: 390, y: 0 }, { x: 99, y: 0 }, frame).x).toBe(400);
	});
});
