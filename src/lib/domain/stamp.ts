import { mustBe } from './assert.ts';
import { isDeviceId, type DeviceId } from './ids.ts';

declare const stampBrand: unique symbol;

/**
 * A hybrid logical clock reading (Kulkarni et al., "Logical Physical Clocks", 2014) as a string that
 * sorts like the reading itself: 9 characters of milliseconds since 1970 (base 36), 4 of a counter
 * (base 36), 16 of the device and 2 of the tab on it. Two stamps are never equal unless they belong
 * to the same change.
 */
export type Stamp = string & { readonly [stampBrand]: 'Stamp' };

const PATTERN = /^[0-9a-z]{13}[0-9a-hjkmnp-tv-z]{16}[0-9a-z]{2}$/;
const COUNTER_LIMIT = 36 ** 4;
const MS_LIMIT = 36 ** 9;

/** The stamp before every other one. */
export const ZERO_STAMP = mustBe('0'.repeat(31), isStamp, 'zeros are a stamp');

/** Whether `value` has the shape of a stamp. */
export function isStamp(value: unknown): value is Stamp {
	return typeof value === 'string' && PATTERN.test(value);
}

/** The milliseconds (since 1970, UTC) in a stamp. */
export function stampMs(stamp: Stamp): number {
	return Number.parseInt(stamp.slice(0, 9), 36);
}

/** The device that made a stamp. */
export function stampDevice(stamp: Stamp): DeviceId {
	return mustBe(stamp.slice(13, 29), isDeviceId, 'a stamp holds the id of its device');
}

/** Writes a stamp; `ms` is rounded down, `node` is the device id and two characters for the tab. */
export function makeStamp(ms: number, counter: number, node: string): Stamp {
	const text = `${stampStart(ms)}${counter.toString(36).padStart(4, '0')}${node}`;
	return mustBe(text, isStamp, 'a stamp is made of a time, a counter and a node');
}

/** How the stamps of a millisecond begin: it sorts before them, and after all earlier ones. */
export function stampStart(ms: number): string {
	return Math.floor(ms).toString(36).padStart(9, '0');
}

/**
 * The next stamp of `node` that lies beyond `last` and beyond everything in `saw`, at `nowMs` if the
 * clock allows it.
 */
export function nextStamp(nowMs: number, node: string, last: Stamp, saw: readonly Stamp[]): Stamp {
	const highest = saw.reduce((top, stamp) => (stamp > top ? stamp : top), last);
	const highestMs = stampMs(highest);
	// A corrected clock has fractions; what counts is the millisecond that will stand in the stamp.
	const ms = Math.floor(nowMs);
	if (ms > highestMs && ms < MS_LIMIT) return makeStamp(ms, 0, node);
	const counter = Number.parseInt(highest.slice(9, 13), 36) + 1;
	return counter < COUNTER_LIMIT
		? makeStamp(highestMs, counter, node)
		: makeStamp(highestMs + 1, 0, node);
}

/** The later of two stamps. */
export function laterStamp(a: Stamp, b: Stamp): Stamp {
	return a > b ? a : b;
}
