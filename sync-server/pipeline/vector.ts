import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Vector } from './guard.ts';

/** Writes a state vector as Yjs does (y-protocols PROTOCOL.md, sync step 1). */
export function encodeVector(vector: Vector): Uint8Array<ArrayBuffer> {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, vector.size);
	// Yjs itself writes higher clients first; one order makes equal vectors equal bytes.
	for (const [client, clock] of [...vector].sort(([a], [b]) => b - a)) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, clock);
	}
	return encoding.toUint8Array(encoder);
}

/** The most clients a state vector from outside may name. */
const CLIENTS_LIMIT = 10_000;

/** Reads a state vector; undefined when the bytes are none. */
export function decodeVector(bytes: Uint8Array): Map<number, number> | undefined {
	try {
		const decoder = decoding.createDecoder(bytes);
		const clients = decoding.readVarUint(decoder);
		if (clients > CLIENTS_LIMIT) return undefined;
		const vector = new Map<number, number>();
		for (let index = 0; index < clients; index += 1) {
			const client = decoding.readVarUint(decoder);
			vector.set(client, decoding.readVarUint(decoder));
		}
		return vector;
	} catch {
		return undefined;
	}
}

/** Whether everything below `part` lies below `whole` too. */
export function covers(whole: Vector, part: Vector): boolean {
	return [...part].every(([client, clock]) => clock <= (whole.get(client) ?? 0));
}

/** The least vector that covers both. */
export function joinVectors(a: Vector, b: Vector): Map<number, number> {
	const joined = new Map(a);
	for (const [client, clock] of b) joined.set(client, Math.max(clock, a.get(client) ?? 0));
	return joined;
}
