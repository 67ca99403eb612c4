import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MUX, readFrame, writeFrame, type MuxFrame } from './mux.ts';

const channel = fc.integer({ min: 1, max: 2 ** 31 });
const number = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const words = fc.string({ unit: 'grapheme', maxLength: 40 });
const frames: fc.Arbitrary<MuxFrame> = fc.oneof(
	fc.record({ op: fc.constant('open'), channel, name: words }),
	fc.record({ op: fc.constant('opened'), channel, generation: number, rev: number }),
	fc.record({ op: fc.constant('data'), channel, bytes: fc.uint8Array({ maxLength: 60 }) }),
	fc.record({ op: fc.constant('close'), channel, code: fc.nat(9_999), reason: words }),
	fc.record({ op: fc.constant('control'), text: words })
);

describe('frames of the socket', () => {
	it('[MX1] read back as they were written', () => {
		fc.assert(
			fc.property(frames, (frame) => {
				const read = readFrame(writeFrame(frame));
				// lib0 answers with views; what counts is the bytes.
				const plain = read?.op === 'data' ? { ...read, bytes: Uint8Array.from(read.bytes) } : read;
				expect(plain).toEqual(frame);
			}),
			{ numRuns: 1_000 }
		);
	});

	it('[MX1] number their operations for good', () => {
		expect(MUX).toEqual({ open: 0, opened: 1, data: 2, close: 3, control: 4 });
		expect([...writeFrame({ op: 'open', channel: 1, name: 'a' })]).toEqual([1, 0, 1, 97]);
		expect([...writeFrame({ op: 'control', text: '{}' })]).toEqual([0, 4, 2, 123, 125]);
	});

	it('[MX2] that are cut short are none, and nothing is thrown', () => {
		fc.assert(
			fc.property(frames, fc.double({ min: 0, max: 1, noNaN: true }), (frame, part) => {
				const whole = writeFrame(frame);
				const cut = whole.slice(0, Math.floor(part * (whole.length - 1)));
				const read = readFrame(cut);
				if (frame.op !== 'data') expect(read).toBeUndefined();
			}),
			{ numRuns: 1_000 }
		);
	});

	it('[MX2] that are damaged or invented never throw', () => {
		const damaged = fc.tuple(frames, fc.nat(), fc.nat(255)).map(([frame, place, byte]) => {
			const bytes = writeFrame(frame);
			bytes[place % bytes.length] = byte;
			return bytes;
		});
		fc.assert(
			fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 40 })), (bytes) => {
				const read = readFrame(bytes);
				expect(read === undefined || read.op in MUX).toBe(true);
			}),
			{ numRuns: 2_000 }
		);
	});

	it.each([
		['nothing', []],
		['an unknown operation', [1, 5]],
		['a number without end', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
		['a text longer than the frame', [1, 0, 0xff, 0xff, 0xff, 0xff, 0x0f, 97]],
		['broken UTF-8', [1, 0, 2, 0xc3, 0x28]]
	])('[MX2] %s is no frame', (_what, bytes) => {
		expect(readFrame(Uint8Array.from(bytes))).toBeUndefined();
	});

	it('[MX3] keep channel 0 for control messages, and control messages on it', () => {
		const control = writeFrame({ op: 'control', text: '{}' });
		expect(readFrame(control)?.op).toBe('control');
		expect(readFrame(Uint8Array.from([7, ...control.slice(1)]))).toBeUndefined();
		for (const operation of [MUX.open, MUX.opened, MUX.data, MUX.close]) {
			const rest = [operation, 1, 1];
			expect(readFrame(Uint8Array.from([0, ...rest])), String(operation)).toBeUndefined();
		}
	});

	it('[MX3] end where they say they end', () => {
		fc.assert(
			fc.property(frames, (frame) => {
				const longer = Uint8Array.from([...writeFrame(frame), 0]);
				if (frame.op !== 'data') expect(readFrame(longer)).toBeUndefined();
			})
		);
	});
});
