import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { until } from '../../tests/support/server.ts';
import { watchLife } from './life.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

/** A real pair of sockets whose timers the test runs. */
async function aSocket({ isGreeted = true, autoPong = true } = {}) {
	const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const arrived = once(server, 'connection');
	const client = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong });
	const [socket] = (await arrived) as [WebSocket];
	await once(client, 'open');
	cleanups.push(() => {
		client.terminate();
		server.close();
	});
	const timers: { ms: number; run: () => void }[] = [];
	const told: number[] = [];
	const receiver = { isGreeted, disconnect: (code: number) => void told.push(code) };
	watchLife(socket, receiver, (ms, run) => void timers.push({ ms, run }));
	/** Runs the timers that are due next. */
	const pass = () => {
		const due = Math.min(...timers.map(({ ms }) => ms));
		for (const timer of timers.splice(0))
			if (timer.ms === due) timer.run();
			else timers.push(timer);
	};
	return { client, socket, told, pass };
}

describe('a socket', () => {
	it('[SO16] that does not say hello in time is told to go', async () => {
		const { told, pass } = await aSocket({ isGreeted: false });
		pass();
		expect(told).toEqual([CLOSE.badFrame]);
		const greeted = await aSocket();
		greeted.pass();
		expect(greeted.told).toEqual([]);
	});

	it('[SO16] is asked when it is silent, and ended when it does not answer', async () => {
		const { client, socket, pass } = await aSocket({ autoPong: false });
		const pings: Buffer[] = [];
		client.on('ping', (data) => pings.push(data));
		pass();
		pass();
		await until(() => pings.length === 1);
		pass();
		await until(() => socket.readyState === socket.CLOSED);
	});

	it('[SO16] stays as long as it answers', async () => {
		const { client, socket, pass } = await aSocket();
		pass();
		for (let round = 0; round < 5; round += 1) {
			const answered = once(socket, 'pong');
			pass();
			await answered;
		}
		expect([socket.readyState, client.readyState]).toEqual([socket.OPEN, client.OPEN]);
	});
});
