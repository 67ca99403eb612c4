import { describe, expect, it } from 'vitest';
import { makeStamp, stampMs } from '#lib/domain/stamp.ts';
import { DeviceClock, ServerOffset } from './device-clock.ts';

const node = '0123456789abcdef0a';
const NOW = 1_800_000_000_000;

describe('the offset of the server’s clock', () => {
	it('is unknown before it was measured, or what was kept of an earlier visit', () => {
		expect(new ServerOffset(null).ms).toBeNull();
		expect(new ServerOffset(7).ms).toBe(7);
	});

	it('comes from the quickest answer', () => {
		const offset = new ServerOffset(null);
		offset.sample(NOW, NOW + 5_400, NOW + 800);
		expect(offset.ms).toBe(5_000);
		offset.sample(NOW, NOW + 5_010, NOW + 20);
		offset.sample(NOW, NOW + 9_000, NOW + 4_000);
		expect(offset.ms).toBe(5_000);
	});

	it('is measured anew by a new connection, since either clock may have been set', () => {
		const offset = new ServerOffset(null);
		offset.sample(NOW, NOW + 5_000, NOW);
		offset.restart();
		expect(offset.ms).toBe(5_000);
		offset.sample(NOW, NOW + 100, NOW + 200);
		expect(offset.ms).toBe(0);
	});

	it('ignores an answer from before its question', () => {
		const offset = new ServerOffset(null);
		offset.sample(NOW, NOW, NOW - 1);
		expect(offset.ms).toBeNull();
	});
});

describe('the clock of a tab', () => {
	it('stamps by the server’s time', () => {
		const clock = new DeviceClock(() => NOW, new ServerOffset(60_000), node);
		expect(stampMs(clock.next([]))).toBe(NOW + 60_000);
	});

	it('goes on from what it saw and from what it made, though the clock is set back', () => {
		let now = NOW;
		const clock = new DeviceClock(() => now, new ServerOffset(null), node);
		const first = clock.next([]);
		now = NOW - 3_600_000;
		const second = clock.next([]);
		const seen = makeStamp(NOW + 5_000, 3, 'zzzzzzzzzzzzzzzz00');
		const third = clock.next([seen]);
		expect([first, second, third]).toEqual([first, second, third].sort());
		expect(third > seen).toBe(true);
		expect(new Set([first, second, third]).size).toBe(3);
	});

	it('goes on from an earlier visit', () => {
		const last = makeStamp(NOW + 1_000, 0, node);
		const clock = new DeviceClock(() => NOW, new ServerOffset(null), node, last);
		expect(clock.next([]) > last).toBe(true);
		const later = makeStamp(NOW + 2_000, 0, node);
		clock.observe(later);
		clock.observe(last);
		expect(clock.last).toBe(later);
	});

	it('comes back from a time far ahead, but only by the server’s word', () => {
		const ahead = makeStamp(NOW + 864_000_000, 0, node);
		const lost = new DeviceClock(() => NOW, new ServerOffset(null), node, ahead);
		expect(lost.next([]) > ahead).toBe(true);
		const told = new DeviceClock(() => NOW, new ServerOffset(0), node, ahead);
		expect(stampMs(told.next([]))).toBe(NOW);
	});
});
