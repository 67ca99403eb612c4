import { expect, it } from 'vitest';
import { thumbSize } from './thumb.ts';

it.each([
	[
		{ width: 3840, height: 2160 },
		{ width: 200, height: 113 }
	],
	[
		{ width: 600, height: 4000 },
		{ width: 30, height: 200 }
	],
	[
		{ width: 9000, height: 10 },
		{ width: 200, height: 1 }
	],
	[
		{ width: 64, height: 48 },
		{ width: 64, height: 48 }
	]
])('a picture of %o is %o small', ({ width, height }, small) => {
	expect(thumbSize(width, height)).toEqual(small);
});
