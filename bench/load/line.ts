import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { readFrame, writeFrame, type MuxFrame } from '../../src/lib/protocol/mux.ts';
import { PROTOCOL_VERSION } from '../../src/lib/protocol/limits.ts';
import {
	readSyncMessage,
	writeStep1,
	type SyncMessage
} from '../../sync-server/socket/sync-messages.ts';
import type { Person } from '../content/content.ts';
import type { Protocol } from '../servers/contender.ts';

/** Where a generator dials, and how it is spoken there. */
export interface Target {
	readonly protocol: Protocol;
	readonly url: string;
}

/** A document that a line opens, with the state vector of what the device has of it. */
export interface Wanted {
	/** Its name on the peers. */
	readonly name: string;
	/** Its name with the generation where the device has a copy. */
	readonly held?: { readonly name: string; readonly rev: number };
	readonly vector: Uint8Array;
}

/** What a line tells: messages of the y-websocket protocol by document. */
export interface Hearing {
	message(line: Line, document: string, message: SyncMessage, bytes: Uint8Array): void;
	/** The line has ended before it was closed here. */
	lost(line: Line, code: number): void;
}

/** One device's connection to a server, with any number of documents. */
export interface Line {
	readonly person: Person;
	bytesIn: number;
	bytesOut: number;
	framesIn: number;
	say(document: string, message: Uint8Array): void;
	close(): void;
}

const HOCUSPOCUS_SYNC_REPLY = 4;
const HOCUSPOCUS_AUTH = 2;
const EMPTY_VECTOR = new Uint8Array([0]);
export const NOTHING: Uint8Array = EMPTY_VECTOR;

interface Call {
	readonly target: Target;
	readonly person: Person;
	readonly documents: readonly Wanted[];
	readonly hearing: Hearing;
	/** All sockets of the line are open. */
	readonly opened: () => void;
}

/** Dials a server as its own client library would, without holding documents. */
export function dial(call: Call): Line {
	if (call.target.protocol === 'offhook') return dialOffhook(call);
	if (call.target.protocol === 'hocuspocus') return dialHocuspocus(call);
	return dialYWebsocket(call);
}

const socketTo = (url: string, headers: Record<string, string> = {}): WebSocket =>
	new WebSocket(url, { headers, perMessageDeflate: false, handshakeTimeout: 60_000 });

function watch(line: Line, socket: WebSocket, hearing: Hearing, take: (bytes: Buffer) => void) {
	socket.on('message', (bytes: Buffer) => {
		line.bytesIn += bytes.byteLength;
		line.framesIn += 1;
		take(bytes);
	});
	socket.on('error', () => socket.terminate());
	socket.on('close', (code) => hearing.lost(line, code));
}

function dialOffhook({ target, person, documents, hearing, opened }: Call): Line {
	const origin = target.url.replace(/^ws/, 'http');
	const socket = socketTo(`${target.url}/sync`, { cookie: person.cookie, origin });
	const channels = new Map<string, number>();
	const wanted = new Map<number, Wanted>();
	const send = (frame: MuxFrame) => {
		const bytes = writeFrame(frame);
		line.bytesOut += bytes.byteLength;
		socket.send(bytes);
	};
	const control = (message: unknown) => send({ op: 'control', text: JSON.stringify(message) });
	const line: Line = {
		person,
		bytesIn: 0,
		bytesOut: 0,
		framesIn: 0,
		say: (document, bytes) => send({ op: 'data', channel: channels.get(document) ?? 0, bytes }),
		close: () => (socket.removeAllListeners('close'), socket.terminate())
	};
	function open(): void {
		const held = documents.flatMap((document) => document.held ?? []);
		if (held.length > 0) control({ type: 'holds', documents: held });
		documents.forEach((document, index) => {
			channels.set(document.name, index + 1);
			wanted.set(index + 1, document);
			send({ op: 'open', channel: index + 1, name: document.held?.name ?? document.name });
		});
	}
	function take(bytes: Buffer): void {
		const frame = readFrame(bytes);
		if (frame === undefined) return;
		if (frame.op === 'control') {
			if (frame.text.startsWith('{"type":"welcome"')) open();
			return;
		}
		const document = wanted.get(frame.channel);
		if (document === undefined) return;
		if (frame.op === 'opened') line.say(document.name, writeStep1(document.vector));
		else if (frame.op === 'data') {
			const message = readSyncMessage(frame.bytes);
			if (message !== undefined) hearing.message(line, document.name, message, frame.bytes);
		} else if (frame.op === 'close') hearing.lost(line, frame.code);
	}
	watch(line, socket, hearing, take);
	socket.on('open', () => {
		opened();
		control({
			type: 'hello',
			device: person.device,
			protocol: PROTOCOL_VERSION,
			sentMs: Date.now()
		});
	});
	return line;
}

function dialHocuspocus({ target, person, documents, hearing, opened }: Call): Line {
	const socket = socketTo(target.url);
	const wanted = new Map(documents.map((document) => [document.name, document]));
	const send = (name: string, write: (encoder: encoding.Encoder) => void) => {
		const bytes = encoding.encode((encoder) => {
			encoding.writeVarString(encoder, name);
			write(encoder);
		});
		line.bytesOut += bytes.byteLength;
		socket.send(bytes);
	};
	const line: Line = {
		person,
		bytesIn: 0,
		bytesOut: 0,
		framesIn: 0,
		say: (document, bytes) => send(document, (encoder) => encoding.writeUint8Array(encoder, bytes)),
		close: () => (socket.removeAllListeners('close'), socket.terminate())
	};
	watch(line, socket, hearing, (bytes) => {
		const decoder = decoding.createDecoder(bytes);
		const document = wanted.get(decoding.readVarString(decoder));
		if (document === undefined) return;
		const rest = bytes.subarray(decoder.pos);
		if (rest[0] === HOCUSPOCUS_AUTH) line.say(document.name, writeStep1(document.vector));
		else {
			// A sync reply is a sync message that asks for no answer of its own.
			if (rest[0] === HOCUSPOCUS_SYNC_REPLY) rest[0] = 0;
			const message = readSyncMessage(rest);
			if (message !== undefined) hearing.message(line, document.name, message, rest);
		}
	});
	socket.on('open', () => {
		opened();
		for (const { name } of documents)
			send(name, (encoder) => {
				encoding.writeVarUint(encoder, HOCUSPOCUS_AUTH);
				encoding.writeVarUint(encoder, 0);
				encoding.writeVarString(encoder, '');
				encoding.writeVarString(encoder, '4.7.0');
			});
	});
	return line;
}

function dialYWebsocket({ target, person, documents, hearing, opened }: Call): Line {
	const sockets = new Map<string, WebSocket>();
	let closed = 0;
	const line: Line = {
		person,
		bytesIn: 0,
		bytesOut: 0,
		framesIn: 0,
		say(document, bytes) {
			line.bytesOut += bytes.byteLength;
			sockets.get(document)?.send(bytes);
		},
		close() {
			for (const socket of sockets.values()) {
				socket.removeAllListeners('close');
				socket.terminate();
			}
		}
	};
	for (const { name, vector } of documents) {
		const socket = socketTo(`${target.url}/${name}`);
		sockets.set(name, socket);
		watch(line, socket, hearing, (bytes) => {
			const message = readSyncMessage(bytes);
			if (message !== undefined) hearing.message(line, name, message, bytes);
		});
		socket.on('open', () => {
			closed += 1;
			if (closed === documents.length) opened();
			line.say(name, writeStep1(vector));
		});
	}
	return line;
}

/** Dials many lines, some handshakes at a time as the queue of a listening socket is finite. */
export function dialAll(calls: readonly Omit<Call, 'opened'>[], atOnce = 128): Line[] {
	const lines: Line[] = [];
	let next = 0;
	function more(): void {
		const call = calls[next];
		next += 1;
		if (call !== undefined) lines.push(dial({ ...call, opened: more }));
	}
	for (let index = 0; index < atOnce; index += 1) more();
	return lines;
}
