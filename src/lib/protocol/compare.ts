import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/**
 * Messages by which a device compares a server-written document with the server's, on the document's
 * own channel beside those of the y-websocket protocol:
 *
 *     varUint 100 · varUint 0                            the device asks
 *     varUint 100 · varUint 1 · varUint rev · varString hash   the server's, as of now
 *     varUint 100 · varUint 2 · varUint rev · varString hash   the device's, which differs
 *
 * A channel keeps its order, so all updates that the server's answer knows of are there before it:
 * revision and hash must be equal the moment the answer is read, whatever is still on its way.
 */
export const COMPARE = 100;

const KINDS = ['ask', 'state', 'differs'] as const;

/** What a copy holds: `meta.rev` and the hash of its content. */
export interface DocumentState {
	readonly rev: number;
	readonly hash: string;
}

/**
 * A device asks what a document should be, the server says so, and the device says that its copy
 * differs.
 */
export type CompareMessage =
	{ readonly kind: 'ask' } | ({ readonly kind: 'state' | 'differs' } & DocumentState);

/** Writes a message, its type included. */
export function writeCompare(message: CompareMessage): Uint8Array<ArrayBuffer> {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, COMPARE);
	encoding.writeVarUint(encoder, KINDS.indexOf(message.kind));
	if (message.kind !== 'ask') {
		encoding.writeVarUint(encoder, message.rev);
		encoding.writeVarString(encoder, message.hash);
	}
	return encoding.toUint8Array(encoder);
}

/** Reads what follows the type; undefined when the bytes are no such message. */
export function readCompare(decoder: decoding.Decoder): CompareMessage | undefined {
	try {
		const kind = KINDS[decoding.readVarUint(decoder)];
		if (kind === undefined || kind === 'ask') return kind && { kind };
		const rev = decoding.readVarUint(decoder);
		const hash = decoding.readVarString(decoder);
		return /^[0-9a-f]{16}$/.test(hash) ? { kind, rev, hash } : undefined;
	} catch {
		return undefined;
	}
}
