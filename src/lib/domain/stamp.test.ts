import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, START_MS, testNode } from './testing.ts';
import {
	isStamp,
	laterStamp,
	makeStamp,
	nextStamp,
	stampDevice,
	stampMs,
	ZERO_STAMP,
	type Stamp
} from './stamp.ts';

const COUNTERS = 36 ** 4;
const reading = fc.record({
	ms: fc.integer({ min: 0, max: 36 ** 9 - 2 }),
	counter: fc.integer({ min: 0, max: COUNTERS - 1 }),
	device: fc.nat(255)
});
const stampOf = ({ ms, counter, device }: { ms: number; counter: number; device: number }) =>
	makeStamp(ms, counter, testNode(device));

describe('stamps', () => {
	it('[ST1] sort as text like their readings', () => {
		const order = (a: number, b: number) => Math.sign(a - b);
		fc.assert(
			fc.property(reading, reading, (a, b) => {
				const [one, two] = [stampOf(a), stampOf(b)];
				const byReading =
					order(a.ms, b.ms) || order(a.counter, b.counter) || order(a.device, b.device);
				expect(one < two ? -1 : one > two ? 1 : 0).toBe(byReading);
				expect(laterStamp(one, two)).toBe(byReading < 0 ? two : one);
			})
		);
	});

	it('[ST1] say when and where they were made', () => {
		fc.assert(
			fc.property(reading, (given) => {
				const stamp = stampOf(given);
				expect(isStamp(stamp)).toBe(true);
				expect(stampMs(stamp)).toBe(given.ms);
				expect(stampDevice(stamp)).toBe(testNode(given.device).slice(0, 16));
			})
		);
	});

	it('[ST1] have one shape and no other', () => {
		const good = at(0);
		expect(isStamp(ZERO_STAMP)).toBe(true);
		for (const wrong of [
			'',
			good.slice(1),
			`${good}0`,
			good.toUpperCase(),
			` ${good.slice(1)}`,
			`${good.slice(0, 13)}i${good.slice(14)}`,
			`${good}\n`,
			0,
			null,
			undefined,
			[good],
			{ toString: () => good }
		])
			expect(isStamp(wrong), String(wrong)).toBe(false);
	});

	it('[ST2] lie beyond the last one and beyond everything seen', () => {
		const now = fc.double({ min: 0, max: 36 ** 9 - 2, noNaN: true });
		fc.assert(
			fc.property(now, reading, fc.array(reading, { maxLength: 4 }), (nowMs, last, saw) => {
				const seen = saw.map(stampOf);
				const next = nextStamp(nowMs, testNode(3), stampOf(last), seen);
				expect(isStamp(next)).toBe(true);
				for (const stamp of [stampOf(last), ...seen]) expect(next > stamp).toBe(true);
			})
		);
	});

	it('[ST2] take the time of the clock when it is ahead, and count when it is not', () => {
		const node = testNode(1);
		expect(nextStamp(START_MS + 5, node, at(4), [])).toBe(at(5));
		expect(nextStamp(START_MS + 4, node, at(4), [])).toBe(makeStamp(START_MS + 4, 1, node));
		expect(nextStamp(START_MS - 9, node, at(4), [])).toBe(makeStamp(START_MS + 4, 1, node));
		expect(nextStamp(NaN, node, at(4), [])).toBe(makeStamp(START_MS + 4, 1, node));
	});

	it('[ST2] of a clock with fractions never fall behind within the same millisecond', () => {
		const node = testNode(1);
		let last: Stamp = at(0);
		for (const fraction of [0.2, 0.7, 0.9]) {
			const next = nextStamp(START_MS + fraction, node, last, []);
			expect(next > last).toBe(true);
			last = next;
		}
	});

	it('[ST3] go on in the next millisecond when the counter is full', () => {
		const node = testNode(1);
		const full = makeStamp(START_MS, COUNTERS - 1, node);
		expect(nextStamp(START_MS, node, full, [])).toBe(at(1));
		expect(nextStamp(START_MS, node, ZERO_STAMP, [full])).toBe(at(1));
	});
});
