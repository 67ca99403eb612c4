import type { DeviceId } from '#lib/domain/ids.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import {
	readServerControl,
	type ClientControl,
	type ServerControl
} from '#lib/protocol/control.ts';
import { LIMITS, PROTOCOL_VERSION } from '#lib/protocol/limits.ts';
import { readFrame, writeFrame, type MuxFrame } from '#lib/protocol/mux.ts';
import { Backoff } from './backoff.ts';
import { ConnectionLog } from './connection-log.ts';
import { Deadline } from './deadline.ts';
import type { Environment, PhysicalSocket } from './environment.ts';
import { Line } from './line-state.ts';
import { Listeners } from './listeners.ts';
import type { Carrier, ChannelOptions, MuxChannel } from './mux-channel.ts';
import { socketClassOf } from './socket-class.decode.ts';

export type Welcome = Extract<ServerControl, { type: 'welcome' }>;

/** How often the server is asked for a sign of life, and how long it may take. */
const PING_MS = 10_000;
const PONG_WITHIN_MS = 10_000;
const GREETING_WITHIN_MS = 10_000;
/** The same once the system says that there is no network. */
const SIGN_WITHIN_MS = 2_000;
/** An awareness message about nobody: tells each provider that its line is alive. */
const KEEP_ALIVE = new Uint8Array([1, 1, 0]);

/**
 * The one socket of a tab: greets, keeps the line alive, comes back after a loss, and carries a
 * channel per document.
 */
export class MuxSocket {
	readonly line: Line;
	readonly log: ConnectionLog;
	readonly #environment: Environment;
	readonly #device: DeviceId;
	readonly #backoff: Backoff;
	readonly #channels = new Map<number, MuxChannel>();
	readonly #pending = new Set<MuxChannel>();
	readonly #numbers = new Map<MuxChannel, number>();
	readonly #welcomed = new Listeners<[Welcome]>();
	readonly #controls = new Listeners<[ServerControl]>();
	readonly #closed = new Listeners<[number]>();
	#stops: (() => void)[] = [];
	#socket: PhysicalSocket | undefined;
	#welcome: Welcome | undefined;
	#lastChannel = 0;
	#lastHeardMs = 0;
	#pingSentMs: number | null = null;
	readonly #retrial: Deadline;
	readonly #greeting: Deadline;
	readonly #sign: Deadline;
	#running = false;

	constructor(environment: Environment, device: DeviceId, metMs?: number) {
		this.#environment = environment;
		this.#device = device;
		this.#backoff = new Backoff(environment.chance);
		this.log = new ConnectionLog(environment.now);
		this.line = new Line(environment, metMs);
		this.#retrial = new Deadline(environment.timers);
		this.#greeting = new Deadline(environment.timers);
		this.#sign = new Deadline(environment.timers);
	}

	/** The server's greeting while connected. */
	get welcome(): Welcome | undefined {
		return this.#welcome;
	}

	/** When the server was last heard, by this device's clock. */
	get lastHeardMs(): number {
		return this.#lastHeardMs;
	}

	readonly onWelcome = this.#welcomed.add;
	readonly onControl = this.#controls.add;
	/** The socket has ended with this code; 1006 when no code was given. */
	readonly onClosed = this.#closed.add;

	start(): void {
		if (this.#running) return;
		this.#running = true;
		const { timers, onWake } = this.#environment;
		this.#stops.push(timers.every(PING_MS, () => this.#ping()));
		this.#stops.push(onWake(() => this.#wake()));
		this.#connect();
	}

	stop(): void {
		this.#running = false;
		for (const stop of this.#stops.splice(0)) stop();
		this.#retrial.clear();
		this.#sign.clear();
		this.#drop(1000);
		this.line.stopped();
	}

	/** Connects now instead of after the pause; someone has signed in, or the network is back. */
	reconnect(): void {
		if (!this.#running) return this.start();
		this.#backoff.reset();
		if (this.#socket === undefined) this.#connect();
	}

	sendControl(message: ClientControl): boolean {
		if (this.#welcome === undefined) return false;
		this.#send({ op: 'control', text: JSON.stringify(message) });
		return true;
	}

	/** A channel for a document, to be handed to y-websocket as its WebSocket class. */
	channelClass(options: ChannelOptions): typeof WebSocket {
		const carrier: Carrier = {
			enter: (channel) => this.#enter(channel),
			send: (channel, bytes) => this.#sendData(channel, bytes),
			leave: (channel) => this.#leave(channel)
		};
		return socketClassOf(carrier, options);
	}

	/** Opens the channels that were not allowed to open before. */
	openPending(): void {
		if (this.#welcome === undefined) return;
		for (const channel of [...this.#pending]) this.#open(channel);
	}

	#connect(): void {
		this.#retrial.clear();
		this.line.trying();
		let socket: PhysicalSocket;
		try {
			socket = this.#environment.connect(this.#environment.syncUrl);
		} catch {
			this.log.note('failed', null);
			this.#retry();
			return;
		}
		this.#socket = socket;
		socket.binaryType = 'arraybuffer';
		socket.onopen = () => this.#hello();
		socket.onmessage = (event) => this.#receive(event.data);
		socket.onerror = () => undefined;
		socket.onclose = (event) => this.#lost(event.code);
		this.#greeting.set(GREETING_WITHIN_MS, () => this.#lost(1006));
	}

	#hello(): void {
		const sentMs = this.#environment.now();
		const hello: ClientControl = {
			type: 'hello',
			device: this.#device,
			protocol: PROTOCOL_VERSION,
			sentMs
		};
		this.#send({ op: 'control', text: JSON.stringify(hello) });
	}

	#receive(bytes: unknown): void {
		this.#lastHeardMs = this.#environment.now();
		const frame = bytes instanceof ArrayBuffer ? readFrame(new Uint8Array(bytes)) : undefined;
		// Bytes that are no frame mean that the two sides do not understand each other.
		if (frame === undefined) return this.#lost(CLOSE.badFrame);
		if (frame.op === 'control') return this.#control(frame.text);
		const channel = this.#channels.get(frame.channel);
		if (channel === undefined) return;
		if (frame.op === 'opened') channel.opened(frame.generation, frame.rev);
		else if (frame.op === 'data') channel.receive(frame.bytes);
		else if (frame.op === 'close') {
			this.#forget(channel);
			channel.shut(frame.code, frame.reason);
		}
	}

	#control(text: string): void {
		const message = readServerControl(text);
		if (!message.ok) return this.#lost(CLOSE.badFrame);
		if (message.value.type === 'welcome') this.#greeted(message.value);
		if (message.value.type === 'pong') this.#pong();
		this.#controls.emit(message.value);
	}

	#greeted(welcome: Welcome): void {
		this.#greeting.clear();
		this.#welcome = welcome;
		this.#backoff.reset();
		this.log.note('connected', null);
		this.#welcomed.emit(welcome);
		this.openPending();
		this.line.connected();
	}

	#pong(): void {
		this.#pingSentMs = null;
		for (const channel of [...this.#channels.values()]) channel.receive(KEEP_ALIVE);
	}

	#ping(): void {
		if (this.#welcome === undefined) return;
		const now = this.#environment.now();
		if (this.#pingSentMs === null) {
			this.#pingSentMs = now;
			this.sendControl({ type: 'ping', sentMs: now });
		} else if (now - this.#pingSentMs >= PONG_WITHIN_MS) this.#lost(1006);
	}

	/** The network may be back or gone, or the tab was asleep: find out now. */
	#wake(): void {
		if (this.#socket === undefined && this.#running) this.reconnect();
		else if (this.#environment.hasNetwork()) this.#ping();
		else this.#doubt();
	}

	/** Without a network a socket may stay open, dead; or the server is on this device, and answers. */
	#doubt(): void {
		const askedMs = this.#environment.now();
		const socket = this.#socket;
		this.#ping();
		this.#sign.set(SIGN_WITHIN_MS, () => {
			if (this.#socket === socket && this.#lastHeardMs <= askedMs) this.#lost(1006);
		});
	}

	#lost(code: number): void {
		const was = this.#welcome;
		this.#drop(code);
		this.log.note(was === undefined ? 'failed' : 'lost', code);
		this.line.lost();
		this.#closed.emit(code);
		this.#retry(code);
	}

	/** Ends the socket here and every channel on it. */
	#drop(code: number): void {
		const socket = this.#socket;
		this.#socket = undefined;
		this.#welcome = undefined;
		this.#pingSentMs = null;
		this.#greeting.clear();
		if (socket !== undefined) {
			socket.onopen = socket.onmessage = socket.onclose = null;
			socket.onerror = () => undefined;
			socket.close();
		}
		const channels = [...this.#channels.values()];
		this.#channels.clear();
		this.#numbers.clear();
		// Never a final code: what ended is the line, not the document.
		for (const channel of channels) channel.shut(code >= 4400 && code < 4500 ? 1006 : code, '');
	}

	#retry(code = 1006): void {
		if (!this.#running || this.#retrial.isSet || this.#socket !== undefined) return;
		const pause = this.#backoff.next(code);
		if (pause === null) return;
		this.#retrial.set(pause, () => this.#connect());
	}

	#enter(channel: MuxChannel): void {
		this.#pending.add(channel);
		if (this.#welcome !== undefined) this.#open(channel);
	}

	#open(channel: MuxChannel): void {
		const mayOpen = this.#welcome?.mode === 'normal' || channel.name.startsWith('outbox.');
		if (!mayOpen || !channel.mayOpen || this.#channels.size >= LIMITS.documentsPerSocket) return;
		this.#pending.delete(channel);
		this.#lastChannel += 1;
		this.#channels.set(this.#lastChannel, channel);
		this.#numbers.set(channel, this.#lastChannel);
		this.#send({ op: 'open', channel: this.#lastChannel, name: channel.name });
	}

	#leave(channel: MuxChannel): void {
		const number = this.#numbers.get(channel);
		this.#forget(channel);
		if (number !== undefined) this.#send({ op: 'close', channel: number, code: 1000, reason: '' });
		this.openPending();
	}

	#forget(channel: MuxChannel): void {
		this.#pending.delete(channel);
		const number = this.#numbers.get(channel);
		this.#numbers.delete(channel);
		if (number !== undefined) this.#channels.delete(number);
	}

	#sendData(channel: MuxChannel, bytes: Uint8Array): void {
		const number = this.#numbers.get(channel);
		if (number !== undefined) this.#send({ op: 'data', channel: number, bytes });
	}

	#send(frame: MuxFrame): void {
		this.#socket?.send(writeFrame(frame));
	}
}
