import { describe, expect, it } from 'vitest';
import { keptShare, leastShare, mostShare, shareAt, shareByKey } from './split-share.ts';

const box = { left: 100, right: 1100 };

describe('the width of a list beside a detail', () => {
	it('follows the pointer in either direction of writing', () => {
		expect(shareAt(500, box, false)).toBe(40);
		expect(shareAt(500, box, true)).toBe(60);
	});

	it('leaves room for both', () => {
		expect(shareAt(0, box, false)).toBe(leastShare);
		expect(shareAt(5000, box, false)).toBe(mostShare);
		expect(shareByKey('ArrowRight', mostShare, false)).toBe(mostShare);
	});

	it('moves by arrows the way they point', () => {
		expect(shareByKey('ArrowRight', 40, false)).toBe(44);
		expect(shareByKey('ArrowRight', 40, true)).toBe(36);
		expect(shareByKey('ArrowLeft', 40, false)).toBe(36);
		expect(shareByKey('Home', 40, false)).toBe(leastShare);
		expect(shareByKey('x', 40, false)).toBeUndefined();
	});

	it('is what was kept, if that can be', () => {
		expect(keptShare('33.5', 46)).toBe(33.5);
		expect(keptShare('99', 46)).toBe(mostShare);
		expect(keptShare('{}', 46)).toBe(46);
		expect(keptShare(null, 46)).toBe(46);
	});
});
