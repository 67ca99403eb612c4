import { describe, expect, it } from 'vitest';
import { localDays } from '#lib/domain/query/days.ts';
import { DEMO_TIME_ZONE } from './promises.ts';
import { visitWindows } from './visits.ts';

const HALF_HOUR = 1_800_000;
const halfHours = Array.from({ length: 50 }, (_, index) => index * HALF_HOUR + 60_000);

describe('the visits of the demo', () => {
	it.each([
		['an ordinary day', Date.UTC(2026, 10, 21)],
		['the day that has 23 hours', Date.UTC(2026, 2, 28, 23)],
		['the day that has 25 hours', Date.UTC(2026, 9, 24, 22)]
	])('are three today and one tomorrow at every hour of %s', (_day, begins) => {
		for (const sinceMs of halfHours) {
			const nowMs = begins + sinceMs;
			const { today, startOf } = localDays(DEMO_TIME_ZONE, nowMs);
			const [now, next, last] = [startOf(today), startOf(today + 1), startOf(today + 2)];
			const isIn = (ms: number, from: number, to: number) => from <= ms && ms < to;
			const windows = visitWindows(nowMs);
			expect(windows.filter(({ from }) => isIn(from, now, next))).toHaveLength(3);
			expect(windows.filter(({ from }) => isIn(from, next, last))).toHaveLength(1);
			expect(windows.every(({ from, to }) => from < to)).toBe(true);
		}
	});
});
