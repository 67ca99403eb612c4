import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { COMPARE, readCompare, type CompareMessage } from '#lib/protocol/compare.ts';

/**
 * Messages of the y-websocket protocol as bytes (y-protocols, PROTOCOL.md): `0` sync, followed by
 * `0` step 1 with a state vector, `1` step 2 or `2` update with an update; `1` awareness; and those
 * of a comparison.
 */
export type SyncMessage =
	| { readonly kind: 'step-1'; readonly vector: Uint8Array }
	| { readonly kind: 'step-2' | 'update'; readonly update: Uint8Array }
	| { readonly kind: 'awareness'; readonly update: Uint8Array }
	| { readonly kind: 'query-awareness' }
	| CompareMessage;

const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

function message(type: number, subtype: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, type);
	encoding.writeVarUint(encoder, subtype);
	encoding.writeVarUint8Array(encoder, bytes);
	return encoding.toUint8Array(encoder);
}

const EMPTY_UPDATE = new Uint8Array([0, 0]);

export const writeStep1 = (vector: Uint8Array) => message(SYNC, STEP_1, vector);
/** What stands before an update in its message. */
export function writeUpdateHead(update: Uint8Array): Uint8Array<ArrayBuffer> {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, SYNC);
	encoding.writeVarUint(encoder, UPDATE);
	encoding.writeVarUint(encoder, update.byteLength);
	return encoding.toUint8Array(encoder);
}

export const writeUpdate = (update: Uint8Array) => message(SYNC, UPDATE, update);
/** Step 2 with nothing in it: all the sender lacked went before it as updates. */
export const EMPTY_STEP_2 = message(SYNC, STEP_2, EMPTY_UPDATE);

export function writeAwareness(update: Uint8Array): Uint8Array<ArrayBuffer> {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, AWARENESS);
	encoding.writeVarUint8Array(encoder, update);
	return encoding.toUint8Array(encoder);
}

/** Reads a message; undefined when the bytes are none that a client may send. */
export function readSyncMessage(bytes: Uint8Array): SyncMessage | undefined {
	try {
		const decoder = decoding.createDecoder(bytes);
		const type = decoding.readVarUint(decoder);
		if (type === QUERY_AWARENESS) return { kind: 'query-awareness' };
		if (type === COMPARE) return readCompare(decoder);
		if (type === AWARENESS)
			return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) };
		if (type !== SYNC) return undefined;
		const subtype = decoding.readVarUint(decoder);
		const payload = decoding.readVarUint8Array(decoder);
		if (subtype === STEP_1) return { kind: 'step-1', vector: payload };
		if (subtype === STEP_2) return { kind: 'step-2', update: payload };
		return subtype === UPDATE ? { kind: 'update', update: payload } : undefined;
	} catch {
		return undefined;
	}
}
