import { describe, expect, it } from 'vitest';
import { PIXEL_CAP, shrunk } from './shrink.ts';

describe('a picture', () => {
	it('of a 4K screen stays as it is', () => {
		expect(shrunk(3840, 2160)).toBeUndefined();
		expect(shrunk(1, 1)).toBeUndefined();
	});

	it('of a camera keeps its shape, within the cap', () => {
		const small = shrunk(8000, 6000);
		if (small === undefined) throw new Error('not shrunk');
		expect(small.width * small.height).toBeLessThanOrEqual(PIXEL_CAP);
		expect(small.width / small.height).toBeCloseTo(4 / 3, 2);
	});
});
