import { describe, expect, it } from 'vitest';
import { offeredTime, OFFERED_TIMES } from './follow-up-times.ts';

const written = (ms: number) => new Date(ms).toLocaleString('sv-SE');
// A Wednesday.
const now = new Date(2026, 10, 18, 15, 20).getTime();

describe('the times that are offered for a follow-up', () => {
	it('are those of the place where somebody is', () => {
		expect(OFFERED_TIMES.map((time) => written(offeredTime(time, now)))).toEqual([
			'2026-11-18 18:20:00',
			'2026-11-19 09:00:00',
			'2026-11-21 15:20:00',
			'2026-11-23 09:00:00'
		]);
	});

	it('never take this Monday for the next one', () => {
		const monday = new Date(2026, 10, 23, 8, 0).getTime();
		expect(written(offeredTime('monday', monday))).toBe('2026-11-30 09:00:00');
		const sunday = new Date(2026, 10, 22, 23, 59).getTime();
		expect(written(offeredTime('monday', sunday))).toBe('2026-11-23 09:00:00');
	});
});
