import { beforeEach, describe, expect, it } from 'vitest';
import type { DeviceId } from '#lib/domain/ids.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import type { Environment } from './environment.ts';
import type { ChannelOptions } from './mux-channel.ts';
import { MuxSocket } from './mux-socket.ts';
import { SimulatedSocket, SimulatedTime } from './testing/simulated.ts';

const device = '0123456789abcdef' as DeviceId;
let time: SimulatedTime;
let sockets: SimulatedSocket[];
let wakes: (() => void)[];
let mux: MuxSocket;
let environment: Environment;
let hasNetwork: boolean;

beforeEach(() => {
	time = new SimulatedTime();
	sockets = [];
	wakes = [];
	hasNetwork = true;
	environment = {
		now: time.now,
		timers: time.timers,
		chance: () => 1,
		syncUrl: 'ws://test/sync',
		connect: () => {
			const socket = new SimulatedSocket();
			sockets.push(socket);
			return socket;
		},
		hasNetwork: () => hasNetwork,
		onWake: (wake: () => void) => {
			wakes.push(wake);
			return () => undefined;
		}
	} as unknown as Environment;
	mux = new MuxSocket(environment, device);
});

const latest = () => sockets.at(-1) as SimulatedSocket;

function greet(mode = 'normal'): SimulatedSocket {
	const socket = latest();
	socket.open();
	const { nowMs } = time;
	socket.control({ type: 'welcome', nowMs, sentMs: nowMs, org: 'o', person: 'p', mode });
	return socket;
}

function channel(name: string, options: ChannelOptions = {}) {
	const heard: unknown[] = [];
	const socket = new (mux.channelClass(options))(`offhook/${name}`);
	socket.onopen = () => heard.push('open');
	socket.onmessage = ({ data }) => heard.push([...new Uint8Array(data as ArrayBuffer)]);
	socket.onclose = ({ code }) => heard.push(code);
	return { socket, heard };
}

describe('the line', () => {
	it('greets with the device and the version', () => {
		mux.start();
		latest().open();
		expect(latest().controls('hello')).toEqual([
			{ type: 'hello', device, protocol: 1, sentMs: time.nowMs }
		]);
	});

	it('is connected after the welcome, and offline only when a loss lasts', () => {
		mux.start();
		expect(mux.line.state.kind).toBe('connecting');
		greet().end(1006);
		const lostMs = time.nowMs;
		expect(mux.line.state).toEqual({ kind: 'connecting', since: lostMs });
		time.pass(2_999);
		expect(mux.line.state.kind).toBe('connecting');
		time.pass(1);
		expect(mux.line.state).toEqual({ kind: 'offline', since: lostMs });
		time.pass(60_000);
		expect(mux.line.state).toEqual({ kind: 'offline', since: lostMs });
	});

	it('is offline as soon as there is no network at all, and back as soon as there is one', () => {
		mux.start();
		hasNetwork = false;
		greet().end(1006);
		const lostMs = time.nowMs;
		time.pass(0);
		expect(mux.line.state).toEqual({ kind: 'offline', since: lostMs });
		time.pass(20_000);
		expect(mux.line.state).toEqual({ kind: 'offline', since: lostMs });
		hasNetwork = true;
		for (const wake of wakes) wake();
		greet();
		expect(mux.line.state.kind).toBe('connected');
	});

	it('says since when the server was last met, in a visit that begins without it', () => {
		time.pass(90_000);
		const metMs = time.nowMs - 60_000;
		hasNetwork = false;
		mux = new MuxSocket(environment, device, metMs);
		mux.start();
		latest().end(1006);
		time.pass(0);
		expect(mux.line.state).toEqual({ kind: 'offline', since: metMs });
		hasNetwork = true;
		for (const wake of wakes) wake();
		greet().end(1006);
		time.pass(3_000);
		expect(mux.line.state).toEqual({ kind: 'offline', since: time.nowMs - 3_000 });
	});

	it('says nothing of a gap shorter than three seconds', () => {
		const kinds: string[] = [];
		mux.line.onChange(() => kinds.push(mux.line.state.kind));
		mux.start();
		greet().end(CLOSE.restarting);
		time.pass(1_000);
		greet();
		time.pass(10_000);
		expect(kinds).toEqual(['connecting', 'connected', 'connecting', 'connected']);
	});

	it('waits twice as long after each failure, up to half a minute', () => {
		mux.start();
		const gaps: number[] = [];
		let before = time.nowMs;
		while (gaps.length < 8) {
			const count = sockets.length;
			latest().end(1006);
			while (sockets.length === count) time.pass(100);
			gaps.push(time.nowMs - before);
			before = time.nowMs;
		}
		expect(gaps).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
	});

	it('tries at once when the network may be back', () => {
		mux.start();
		latest().end(1006);
		expect(sockets).toHaveLength(1);
		wakes[0]?.();
		expect(sockets).toHaveLength(2);
	});

	it('gives up a connection that is never greeted', () => {
		mux.start();
		latest().open();
		time.pass(10_000);
		expect(latest().isClosed || sockets.length > 1).toBe(true);
		expect(sockets[0]?.isClosed).toBe(true);
	});

	it('notices a line that is open but dead, and connects anew', () => {
		mux.start();
		const socket = greet();
		time.pass(10_000);
		expect(socket.controls('ping')).toHaveLength(1);
		time.pass(10_000);
		expect(socket.isClosed).toBe(true);
		expect(mux.line.state.kind).toBe('connecting');
		time.pass(1_000);
		expect(sockets).toHaveLength(2);
	});

	it('finds out at once when the system says that the network is gone', () => {
		mux.start();
		const socket = greet();
		hasNetwork = false;
		for (const wake of wakes) wake();
		time.pass(2_000);
		expect(socket.isClosed).toBe(true);
		time.pass(0);
		expect(mux.line.state.kind).toBe('offline');
	});

	it('stays connected with a server that answers without a network', () => {
		mux.start();
		const socket = greet();
		hasNetwork = false;
		for (const wake of wakes) wake();
		time.pass(1_000);
		socket.control({ type: 'pong', nowMs: time.nowMs, sentMs: time.nowMs });
		time.pass(9_000);
		expect(socket.isClosed).toBe(false);
		expect(mux.line.state.kind).toBe('connected');
	});

	it('stays as long as pings are answered, and keeps every channel alive', () => {
		mux.start();
		const socket = greet();
		const { heard } = channel('team.a');
		socket.receive({ op: 'opened', channel: 1, generation: 1, rev: 1 });
		for (let round = 0; round < 6; round += 1) {
			time.pass(10_000);
			socket.control({ type: 'pong', nowMs: time.nowMs, sentMs: time.nowMs });
		}
		expect(socket.isClosed).toBe(false);
		expect(heard).toEqual(['open', ...Array.from({ length: 6 }, () => [1, 1, 0])]);
	});

	it('does not come back by itself when the device is somebody else’s', () => {
		mux.start();
		greet().end(CLOSE.foreignDevice);
		time.pass(3_600_000);
		expect(sockets).toHaveLength(1);
	});

	it('tells the code with which it was closed, and asks again after signing in', () => {
		const codes: number[] = [];
		mux.onClosed((code) => codes.push(code));
		mux.start();
		greet().end(CLOSE.signedOut);
		expect(codes).toEqual([CLOSE.signedOut]);
		mux.reconnect();
		expect(sockets).toHaveLength(2);
	});

	it('ends a connection that sends what is no message', () => {
		mux.start();
		const socket = greet();
		socket.receiveBytes(new Uint8Array([255]));
		expect(socket.isClosed).toBe(true);
	});
});

describe('a channel', () => {
	it('carries its states on the instance, as the provider compares them', () => {
		const { socket } = channel('team.a');
		expect([socket.CONNECTING, socket.OPEN, socket.CLOSING, socket.CLOSED]).toEqual([0, 1, 2, 3]);
		expect(socket.readyState).toBe(0);
	});

	it('opens after the welcome, with the document’s name and its own number', () => {
		const generations: number[] = [];
		const first = channel('team.a', { onOpened: (generation) => generations.push(generation) });
		const second = channel('user.b');
		mux.start();
		const socket = greet();
		expect(socket.sent.filter(({ op }) => op === 'open')).toEqual([
			{ op: 'open', channel: 1, name: 'team.a' },
			{ op: 'open', channel: 2, name: 'user.b' }
		]);
		socket.receive({ op: 'opened', channel: 1, generation: 7, rev: 3 });
		socket.receive({ op: 'data', channel: 1, bytes: new Uint8Array([9]) });
		expect(first.heard).toEqual(['open', [9]]);
		expect(second.heard).toEqual([]);
		expect(generations).toEqual([7]);
	});

	it('sends nothing before it is open', () => {
		const { socket } = channel('team.a');
		mux.start();
		const physical = greet();
		socket.send(new Uint8Array([1]));
		physical.receive({ op: 'opened', channel: 1, generation: 1, rev: 0 });
		socket.send(new Uint8Array([2]));
		expect(physical.sent.filter(({ op }) => op === 'data')).toEqual([
			{ op: 'data', channel: 1, bytes: new Uint8Array([2]) }
		]);
	});

	it('hears the code the server closes it with', () => {
		const { heard } = channel('team.a');
		mux.start();
		greet().receive({ op: 'close', channel: 1, code: CLOSE.replaced, reason: '' });
		expect(heard).toEqual([CLOSE.replaced]);
	});

	it('is never closed for good by a lost line', () => {
		const { heard } = channel('team.a');
		mux.start();
		greet().end(4_403);
		expect(heard).toEqual([1006]);
	});

	it('is not opened while it may not, nor any but outboxes for who may only deliver', () => {
		let allowed = false;
		channel('outbox.x.0', { mayOpen: () => allowed });
		channel('team.a');
		mux.start();
		const socket = greet('deliver-only');
		const opened = () => socket.sent.flatMap((frame) => (frame.op === 'open' ? [frame.name] : []));
		expect(opened()).toEqual([]);
		allowed = true;
		mux.openPending();
		expect(opened()).toEqual(['outbox.x.0']);
	});

	it('tells the server when the document is closed here', () => {
		const { socket } = channel('team.a');
		mux.start();
		const physical = greet();
		socket.close();
		expect(physical.sent.at(-1)).toEqual({ op: 'close', channel: 1, code: 1000, reason: '' });
	});
});
