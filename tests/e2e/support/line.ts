import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** A network line to a server that can be cut and mended: what a browser sees is a real outage. */
export interface Line {
	readonly address: string;
	cut(): void;
	/** Connections stay, and new ones are taken, but nothing comes or goes any more. */
	stall(): void;
	mend(): void;
	close(): Promise<void>;
}

export async function openLine(target: string): Promise<Line> {
	const { port, hostname } = new URL(target);
	const sockets = new Set<Socket>();
	let isCut = false;
	let isStalled = false;

	const keep = (socket: Socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		// A line that breaks is the point; the other end notices by itself.
		socket.on('error', () => socket.destroy());
	};
	const server = createServer((near) => {
		if (isCut) return void near.resetAndDestroy();
		if (isStalled) return keep(near.pause());
		const far = connect(Number(port), hostname);
		keep(near);
		keep(far);
		near.pipe(far);
		far.pipe(near);
		near.on('close', () => far.destroy());
		far.on('close', () => near.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const own = server.address() as AddressInfo;
	const breakAll = () => sockets.forEach((socket) => socket.resetAndDestroy());

	return {
		address: `http://127.0.0.1:${own.port}`,
		cut() {
			isCut = true;
			breakAll();
		},
		stall() {
			isStalled = true;
			for (const socket of sockets) socket.pause();
		},
		mend() {
			// What was stalled has been given up at both ends by now.
			if (isStalled) breakAll();
			isCut = false;
			isStalled = false;
		},
		async close() {
			isCut = true;
			breakAll();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}
