import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { startServer } from '../support/server.ts';

it('a server that is told to stop does not wait for those who keep a connection', async () => {
	const server = await startServer();
	const { port } = new URL(server.address);
	const sockets = await Promise.all(
		[
			'GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n',
			'POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{'
		].map(async (request) => {
			const socket = connect(Number(port), '127.0.0.1');
			await once(socket, 'connect');
			socket.write(request);
			return socket;
		})
	);
	const [answered] = sockets;
	if (answered) await once(answered, 'data');
	for (const socket of sockets) socket.resume();
	const begunMs = performance.now();
	const ends = sockets.map((socket) =>
		once(
			socket.on('error', () => undefined),
			'close'
		)
	);
	await server.remove();
	expect(performance.now() - begunMs).toBeLessThan(10_000);
	await Promise.all(ends);
}, 30_000);
