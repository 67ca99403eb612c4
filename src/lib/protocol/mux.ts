import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/**
 * The frames of the one socket of a tab. A frame is
 *
 *     varUint channel · varUint operation · payload
 *
 * Channel 0 carries control messages (JSON text). On any other channel the client sends `open`
 * with a document's name, the server answers `opened` with its generation and revision or `close`;
 * `data` frames then hold messages of the y-websocket protocol (y-protocols, PROTOCOL.md) as they
 * are. Numbers are lib0 varUints, texts are lib0 varStrings (UTF-8).
 */
export const MUX = { open: 0, opened: 1, data: 2, close: 3, control: 4 } as const;

/** A frame of the socket that carries all documents of a tab. */
export type MuxFrame =
	| { readonly op: 'open'; readonly channel: number; readonly name: string }
	| {
			readonly op: 'opened';
			readonly channel: number;
			readonly generation: number;
			readonly rev: number;
	  }
	| { readonly op: 'data'; readonly channel: number; readonly bytes: Uint8Array }
	| {
			readonly op: 'close';
			readonly channel: number;
			readonly code: number;
			readonly reason: string;
	  }
	| { readonly op: 'control'; readonly text: string };

/** Writes a frame. */
export function writeFrame(frame: MuxFrame): Uint8Array<ArrayBuffer> {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, frame.op === 'control' ? 0 : frame.channel);
	encoding.writeVarUint(encoder, MUX[frame.op]);
	writePayload(encoder, frame);
	return encoding.toUint8Array(encoder);
}

function writePayload(encoder: encoding.Encoder, frame: MuxFrame): void {
	if (frame.op === 'open') encoding.writeVarString(encoder, frame.name);
	else if (frame.op === 'control') encoding.writeVarString(encoder, frame.text);
	else if (frame.op === 'data') encoding.writeUint8Array(encoder, frame.bytes);
	else if (frame.op === 'opened') {
		encoding.writeVarUint(encoder, frame.generation);
		encoding.writeVarUint(encoder, frame.rev);
	} else {
		encoding.writeVarUint(encoder, frame.code);
		encoding.writeVarString(encoder, frame.reason);
	}
}

/** Reads a frame; undefined when the bytes are none. */
export function readFrame(bytes: Uint8Array): MuxFrame | undefined {
	try {
		const decoder = decoding.createDecoder(bytes);
		const frame = readKnownFrame(decoder);
		return decoding.hasContent(decoder) ? undefined : frame;
	} catch {
		return undefined;
	}
}

function readKnownFrame(decoder: decoding.Decoder): MuxFrame | undefined {
	const channel = decoding.readVarUint(decoder);
	const operation = decoding.readVarUint(decoder);
	if ((channel === 0) !== (operation === MUX.control)) return undefined;
	switch (operation) {
		case MUX.open:
			return { op: 'open', channel, name: decoding.readVarString(decoder) };
		case MUX.opened: {
			const generation = decoding.readVarUint(decoder);
			return { op: 'opened', channel, generation, rev: decoding.readVarUint(decoder) };
		}
		case MUX.data:
			return { op: 'data', channel, bytes: decoding.readTailAsUint8Array(decoder) };
		case MUX.close: {
			const code = decoding.readVarUint(decoder);
			return { op: 'close', channel, code, reason: decoding.readVarString(decoder) };
		}
		case MUX.control:
			return { op: 'control', text: decoding.readVarString(decoder) };
		default:
			return undefined;
	}
}
