import type { Duplex } from 'node:stream';

/** What a message needs of a socket. */
export type Outlet = Pick<Duplex, 'write' | 'cork' | 'uncork'>;

/** Smaller pieces are copied behind the frame's head; a larger one leaves as it lies in memory. */
const COPIED_BYTES = 4_096;
/** A final frame of binary data (RFC 6455, section 5.2). */
const FINAL_BINARY = 0x82;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

export type Send = (outlet: Outlet, pieces: readonly Uint8Array[]) => void;

/**
 * Sends whole messages, given in pieces that follow each other, as WebSocket frames. What is sent
 * to one socket within a turn of the event loop leaves in one write: a system call costs more than
 * making the frame. `soon` runs a function before the next turn's work: `setImmediate`.
 */
export function createWire(soon: (run: () => void) => void): Send {
	const held = new Set<Outlet>();

	function letGo(): void {
		const outlets = [...held];
		held.clear();
		for (const outlet of outlets) outlet.uncork();
	}

	return (outlet, pieces) => {
		if (!held.has(outlet)) {
			if (held.size === 0) soon(letGo);
			held.add(outlet);
			outlet.cork();
		}
		writeFrame(outlet, pieces);
	};
}

function writeFrame(outlet: Outlet, pieces: readonly Uint8Array[]): void {
	let size = 0;
	let copied = 0;
	for (const { byteLength } of pieces) {
		size += byteLength;
		if (byteLength < COPIED_BYTES) copied += byteLength;
	}
	const head = headLength(size);
	const buffer = Buffer.allocUnsafe(head + copied);
	writeHead(buffer, size);
	let [start, end] = [0, head];
	for (const piece of pieces) {
		if (piece.byteLength < COPIED_BYTES) {
			buffer.set(piece, end);
			end += piece.byteLength;
			continue;
		}
		outlet.write(buffer.subarray(start, end));
		outlet.write(piece);
		start = end;
	}
	if (end > start) outlet.write(buffer.subarray(start, end));
}

function headLength(size: number): number {
	if (size < LENGTH_16) return 2;
	return size < 65_536 ? 4 : 10;
}

function writeHead(buffer: Buffer, size: number): void {
	buffer[0] = FINAL_BINARY;
	if (size < LENGTH_16) buffer[1] = size;
	else if (size < 65_536) {
		buffer[1] = LENGTH_16;
		buffer.writeUInt16BE(size, 2);
	} else {
		buffer[1] = LENGTH_64;
		buffer.writeUInt16BE(0, 2);
		buffer.writeUIntBE(size, 4, 6);
	}
}
