import { beforeEach, describe, expect, it } from 'vitest';
import { createWire, type Send } from './wire.ts';

/** A socket that tells what reaches it, and how often it was written to. */
function outlet() {
	const pieces: Uint8Array[] = [];
	let [corked, writes] = [0, 0];
	return {
		write(piece: Uint8Array) {
			pieces.push(piece);
			return true;
		},
		cork: () => void (corked += 1),
		uncork() {
			corked -= 1;
			writes += 1;
		},
		pieces,
		bytes: () => Buffer.concat(pieces),
		state: () => ({ corked, writes })
	};
}

const filled = (size: number): Uint8Array => new Uint8Array(size).fill(7);

describe('frames of the wire', () => {
	let soon: (() => void)[] = [];
	let send: Send;
	beforeEach(() => {
		soon = [];
		send = createWire((run) => soon.push(run));
	});

	it.each([
		{ size: 0, head: [0x82, 0] },
		{ size: 125, head: [0x82, 125] },
		{ size: 126, head: [0x82, 126, 0, 126] },
		{ size: 65_535, head: [0x82, 126, 0xff, 0xff] },
		{ size: 65_536, head: [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0] }
	])('announce $size bytes as RFC 6455 says', ({ size, head }) => {
		const socket = outlet();
		send(socket, [filled(size)]);
		expect([...socket.bytes().subarray(0, head.length)]).toEqual(head);
		expect(socket.bytes()).toHaveLength(head.length + size);
	});

	it('hold all pieces in order, and large ones uncopied', () => {
		const socket = outlet();
		const large = filled(5_000);
		send(socket, [new Uint8Array([1, 2]), large, new Uint8Array([3])]);
		const size = 5_003;
		const expected = [0x82, 126, size >> 8, size & 0xff, 1, 2, ...large, 3];
		expect([...socket.bytes()]).toEqual(expected);
		expect(socket.pieces).toContain(large);
	});

	it('leave in one write for each socket and turn', () => {
		const [one, other] = [outlet(), outlet()];
		for (const socket of [one, one, other]) send(socket, [filled(3)]);
		expect(one.state()).toEqual({ corked: 1, writes: 0 });
		expect(soon).toHaveLength(1);
		soon.pop()?.();
		expect(one.state()).toEqual({ corked: 0, writes: 1 });
		expect(other.state()).toEqual({ corked: 0, writes: 1 });
		send(one, [filled(3)]);
		expect(soon).toHaveLength(1);
	});
});
