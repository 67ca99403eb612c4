import { describe, expect, it } from 'vitest';
import { nextStamp, ZERO_STAMP, type Stamp } from '#lib/domain/stamp.ts';
import { mayHaveHappened } from './effect.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RESTORED = 1_750_000_000_000;

const at = (ms: number): Stamp => nextStamp(ms, '0'.repeat(16) + 'aa', ZERO_STAMP, []);
const happened = (atMs: number, sentMs: number | null, restoredMs = RESTORED) =>
	mayHaveHappened(
		{ change: { at: at(atMs) } as never, sentAt: sentMs === null ? null : at(sentMs) },
		restoredMs
	);

describe('a change that comes after a restore', () => {
	it('may have had its effects if it was made before', () => {
		expect(happened(RESTORED - HOUR, null)).toBe(true);
		expect(happened(RESTORED + HOUR, null)).toBe(false);
	});

	it('may have had them whatever its device’s clock said, as long as devices offer again', () => {
		expect(happened(RESTORED + HOUR, RESTORED + 3 * HOUR)).toBe(true);
		expect(happened(RESTORED + 15 * DAY, RESTORED + 16 * DAY)).toBe(false);
	});

	it('cannot have had them where nothing was ever restored', () => {
		expect(happened(RESTORED, RESTORED + HOUR, 0)).toBe(false);
	});
});
