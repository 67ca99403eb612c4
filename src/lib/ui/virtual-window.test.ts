import { describe, expect, it } from 'vitest';
import {
	anchoredScroll,
	indexNear,
	rowWindow,
	rowsInPageLimit,
	scrollToShow
} from './virtual-window.ts';

const view = { count: 20_000, rowHeight: 36, scrollTop: 0, viewHeight: 720, overscan: 8 };

describe('the rows of a list that exist', () => {
	it('cover the view and a little beyond it', () => {
		expect(rowWindow(view)).toEqual({ first: 0, end: 37 });
		expect(rowWindow({ ...view, scrollTop: 36_000 })).toEqual({ first: 992, end: 1029 });
	});

	it('end with the list, also when it has shrunk below the scroll position', () => {
		expect(rowWindow({ ...view, scrollTop: 20_000 * 36 }).end).toBe(20_000);
		expect(rowWindow({ ...view, count: 5, scrollTop: 9_000 })).toEqual({ first: 0, end: 5 });
		expect(rowWindow({ ...view, count: 0 })).toEqual({ first: 0, end: 0 });
	});

	it('stay few on the tallest screen', () => {
		const { first, end } = rowWindow({ ...view, rowHeight: 10, viewHeight: 9_000 });
		expect(end - first).toBeLessThanOrEqual(rowsInPageLimit);
	});
});

describe('an anchored list', () => {
	it('keeps a row in place when others come or go above it', () => {
		expect(anchoredScroll(360, 36, 10, 13)).toBe(468);
		expect(anchoredScroll(360, 36, 10, 8)).toBe(288);
	});

	it('finds a moved row, near or far', () => {
		const items = Array.from({ length: 500 }, (_, index) => index);
		expect(indexNear(items, (item) => item === 12, 10)).toBe(12);
		expect(indexNear(items, (item) => item === 480, 10)).toBe(480);
		expect(indexNear(items, (item) => item === 900, 10)).toBe(-1);
	});
});

describe('showing a row', () => {
	it('scrolls as little as possible', () => {
		expect(scrollToShow(5, 36, 0, 720)).toBe(0);
		expect(scrollToShow(25, 36, 0, 720)).toBe(216);
		expect(scrollToShow(2, 36, 720, 720)).toBe(72);
	});
});
