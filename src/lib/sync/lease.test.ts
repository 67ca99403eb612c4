import { describe, expect, it } from 'vitest';
import { leaseAt, leaseDays } from './lease.ts';

const DAY = 86_400_000;

describe('the lease of a device', () => {
	it('is longer for field agents', () => {
		expect([leaseDays(true), leaseDays(false)]).toEqual([14, 3]);
	});

	it('locks reading once it has run out', () => {
		expect(leaseAt(0, 3, 3 * DAY, 0)).toEqual({ untilMs: 3 * DAY, locked: false });
		expect(leaseAt(0, 3, 3 * DAY + 1, 0).locked).toBe(true);
	});

	it('is not made longer by setting the clock back', () => {
		expect(leaseAt(0, 3, DAY, 4 * DAY).locked).toBe(true);
	});
});
