import { describe, expect, it } from 'vitest';
import { latestShown, leaseAt, leaseDays } from './lease.ts';

const DAY = 86_400_000;

describe('the lease of a device', () => {
	it('is longer for field agents', () => {
		expect([leaseDays(true), leaseDays(false)]).toEqual([14, 3]);
	});

	it('locks reading once it has run out', () => {
		expect(leaseAt(0, 3, 3 * DAY)).toEqual({ untilMs: 3 * DAY, locked: false });
		expect(leaseAt(0, 3, 3 * DAY + 1).locked).toBe(true);
	});

	it('is not made longer by setting the clock back', () => {
		expect(leaseAt(0, 3, latestShown({ fact: () => 4 * DAY }, DAY)).locked).toBe(true);
	});
});
