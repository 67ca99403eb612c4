import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { appendToOutbox } from '#lib/documents/outbox-doc.ts';
import type { Change } from '#lib/domain/changes/change.ts';
import { readServerControl, type ServerControl } from '#lib/protocol/control.ts';
import { outboxName } from '#lib/protocol/document-names.ts';
import { PROTOCOL_VERSION } from '#lib/protocol/limits.ts';
import { readFrame, writeFrame, type MuxFrame } from '#lib/protocol/mux.ts';
import { decodeVector } from '../../sync-server/pipeline/vector.ts';
import {
	readSyncMessage,
	writeStep1,
	writeUpdate
} from '../../sync-server/socket/sync-messages.ts';
import { until, type TestPerson, type TestServer } from './server.ts';

/** One document as the raw client has it. */
export class RawChannel {
	readonly doc = new Y.Doc();
	readonly updates: Uint8Array[] = [];
	opened: { generation: number; rev: number } | undefined;
	closed: { code: number; reason: string } | undefined;
	/** Step 2 has come: all that was asked for is here. */
	isSynced = false;
	/** The server's last step 1: of an outbox, the receipt. */
	receipt = new Map<number, number>();
	receipts = 0;
	readonly presence: Uint8Array[] = [];

	take(bytes: Uint8Array): void {
		const message = readSyncMessage(bytes);
		if (message?.kind === 'update' || message?.kind === 'step-2') {
			if (message.kind === 'update') this.updates.push(message.update);
			Y.applyUpdate(this.doc, message.update, 'server');
			this.isSynced ||= message.kind === 'step-2';
		} else if (message?.kind === 'step-1') {
			this.receipt = decodeVector(message.vector) ?? new Map<number, number>();
			this.receipts += 1;
		} else if (message?.kind === 'awareness') this.presence.push(message.update);
	}
}

/** A client of the multiplexed socket that says exactly what a test tells it to. */
export class MuxClient {
	readonly controls: ServerControl[] = [];
	readonly channels = new Map<number, RawChannel>();
	/** Every byte that came in. */
	readonly received: Uint8Array[] = [];
	closed: { code: number; reason: string } | undefined;
	readonly socket: WebSocket;
	#lastChannel = 0;

	constructor(url: string, headers: Record<string, string>) {
		this.socket = new WebSocket(url, { headers });
		this.socket.on('message', (bytes: Buffer) => this.#take(new Uint8Array(bytes)));
		this.socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }));
		this.socket.on('error', () => undefined);
	}

	/** Waits for the socket to be open, or closed again. */
	async ready(): Promise<this> {
		await until(() => this.socket.readyState === WebSocket.OPEN || this.closed !== undefined);
		return this;
	}

	raw(bytes: Uint8Array): void {
		this.socket.send(bytes);
	}

	send(frame: MuxFrame): void {
		this.raw(writeFrame(frame));
	}

	control(message: unknown): void {
		this.send({ op: 'control', text: JSON.stringify(message) });
	}

	async hello(device: string, protocol = PROTOCOL_VERSION) {
		this.control({ type: 'hello', device, protocol, sentMs: 1 });
		await until(() => this.welcome !== undefined || this.closed !== undefined);
		return this.welcome;
	}

	get welcome() {
		return this.controls.find((message) => message.type === 'welcome');
	}

	get holdings() {
		return this.controls.filter((message) => message.type === 'holdings');
	}

	/** Opens a document and, unless told otherwise, asks for all of it. */
	open(name: string, asks = true): RawChannel {
		const channel = new RawChannel();
		this.#lastChannel += 1;
		const id = this.#lastChannel;
		this.channels.set(id, channel);
		this.send({ op: 'open', channel: id, name });
		if (asks) this.say(channel, writeStep1(Y.encodeStateVector(channel.doc)));
		return channel;
	}

	/** Opens a document and waits for its answer. */
	async read(name: string): Promise<RawChannel> {
		const channel = this.open(name);
		await until(
			() => channel.isSynced || channel.closed !== undefined || this.closed !== undefined
		);
		return channel;
	}

	/** Sends a message of the y-websocket protocol on a channel. */
	say(channel: RawChannel, bytes: Uint8Array): void {
		for (const [id, each] of this.channels)
			if (each === channel) this.send({ op: 'data', channel: id, bytes });
	}

	/** Appends changes to an open outbox and sends what that amounts to. */
	append(outbox: RawChannel, ...changes: readonly unknown[]): Uint8Array {
		const before = Y.encodeStateVector(outbox.doc);
		appendToOutbox(outbox.doc, changes as readonly Change[], 'test');
		const update = Y.encodeStateAsUpdate(outbox.doc, before);
		this.say(outbox, writeUpdate(update));
		return update;
	}

	/** Hands changes in through an outbox and waits for the receipt. */
	async deliver(device: string, changes: readonly unknown[], number = 0): Promise<RawChannel> {
		const outbox = await this.read(outboxName(device, number));
		this.append(outbox, ...changes);
		await this.receipted(outbox);
		return outbox;
	}

	async receipted(outbox: RawChannel): Promise<void> {
		await until(
			() => isCovered(outbox) || outbox.closed !== undefined || this.closed !== undefined
		);
	}

	async ended(): Promise<{ code: number; reason: string }> {
		await until(() => this.closed !== undefined);
		return this.closed ?? { code: 0, reason: '' };
	}

	end(): void {
		this.socket.terminate();
	}

	#take(bytes: Uint8Array): void {
		this.received.push(bytes);
		const frame = readFrame(bytes);
		if (frame === undefined) return;
		if (frame.op === 'control') {
			const message = readServerControl(frame.text);
			if (message.ok) this.controls.push(message.value);
			return;
		}
		const channel = this.channels.get(frame.channel);
		if (channel === undefined) return;
		if (frame.op === 'data') channel.take(frame.bytes);
		else if (frame.op === 'opened') channel.opened = frame;
		else if (frame.op === 'close') channel.closed = { code: frame.code, reason: frame.reason };
	}
}

/** Whether the receipt covers all that was appended here. */
export function isCovered({ doc, receipt }: RawChannel): boolean {
	const made = Y.decodeStateVector(Y.encodeStateVector(doc));
	return [...made].every(([client, clock]) => clock <= (receipt.get(client) ?? 0));
}

/** A raw client of a signed-in person, connected. */
export async function muxClient(
	test: Pick<TestServer, 'socketUrl' | 'address'>,
	person: Pick<TestPerson, 'cookie'>,
	path = '/sync'
): Promise<MuxClient> {
	const headers = { cookie: person.cookie, origin: test.address };
	return new MuxClient(test.socketUrl + path, headers).ready();
}
