import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { OrdersPlace } from '../process-lock.ts';
import { CommandError } from './command.ts';
import {
	ORDER_LINE_LIMIT,
	orderLine,
	readLine,
	stopLine,
	toLine,
	type AnswerLine,
	type RunOrder
} from './orders.ts';

export interface OrderDeskParts {
	readonly dataDir: string;
	readonly orders: Readonly<Record<string, RunOrder>>;
	readonly report: (error: unknown, where: string) => void;
}

export interface OrderDesk {
	readonly place: NonNullable<OrdersPlace>;
	/** Stops what runs, lets it say so, and closes. */
	close(): Promise<void>;
}

/** A socket's address has room for little more on any system. */
const PATH_LIMIT = 100;
const UNKNOWN_LIMIT_MS = 5_000;

/**
 * Opens the local socket on which commands of the terminal reach the running server. It is no part
 * of the network: whoever uses it must know a secret that only the owner of the folder can read.
 */
export async function openOrderDesk(parts: OrderDeskParts): Promise<OrderDesk> {
	const secret = randomBytes(32).toString('base64url');
	const path = socketPath(parts.dataDir);
	const running = new Map<Promise<void>, AbortController>();
	const server = createServer((socket) => {
		const stop = new AbortController();
		const work = serve(socket, stop, { ...parts, secret })
			.catch((error: unknown) => parts.report(error, 'an order of the terminal'))
			.finally(() => {
				running.delete(work);
				socket.end();
			});
		running.set(work, stop);
	});
	server.listen({ path });
	await once(server, 'listening');
	return {
		place: { path, secret },
		async close() {
			server.close();
			for (const stop of running.values()) stop.abort();
			await Promise.all(running.keys());
			removeSocket(path, parts.dataDir);
		}
	};
}

async function serve(
	socket: Socket,
	stop: AbortController,
	{ orders, report, secret }: OrderDeskParts & { readonly secret: string }
): Promise<void> {
	const answer = (line: AnswerLine): void => {
		if (socket.writable) socket.write(toLine(line));
	};
	socket.on('error', () => stop.abort()).on('close', () => stop.abort());
	const order = await readOrder(socket, stop);
	if (order === undefined || !isEqual(order.secret, secret)) return;
	const run = Object.hasOwn(orders, order.order) ? orders[order.order] : undefined;
	if (run === undefined) return answer({ problem: 'The running server does not know this order.' });
	try {
		const say = (line: string): void => answer({ say: line });
		answer({ code: await run(order.input, { say, signal: stop.signal }) });
	} catch (error) {
		if (!(error instanceof CommandError)) report(error, `order ${order.order}`);
		answer({
			problem:
				error instanceof CommandError
					? error.message
					: 'Something went wrong in the running server; what, is in its own terminal or log.'
		});
	}
}

/** The first line; those after it can only be `stop`. */
function readOrder(socket: Socket, stop: AbortController) {
	let length = 0;
	socket.on('data', (piece: Buffer) => {
		length += piece.length;
		if (length > ORDER_LINE_LIMIT) socket.destroy();
	});
	socket.setTimeout(UNKNOWN_LIMIT_MS, () => socket.destroy());
	return new Promise<ReturnType<typeof orderLine.parse> | undefined>((resolve) => {
		stop.signal.addEventListener('abort', () => resolve(undefined), { once: true });
		createInterface({ input: socket }).on('line', (line) => {
			socket.setTimeout(0);
			if (readLine(stopLine, line) === undefined) resolve(readLine(orderLine, line));
			else stop.abort();
		});
	});
}

function isEqual(given: string, secret: string): boolean {
	const [one, two] = [given, secret].map((text) => createHash('sha256').update(text).digest());
	return one !== undefined && two !== undefined && timingSafeEqual(one, two);
}

function socketPath(dataDir: string): string {
	if (process.platform === 'win32')
		return `\\\\.\\pipe\\offhook-${randomBytes(16).toString('hex')}`;
	const path = join(dataDir, 'server.sock');
	if (Buffer.byteLength(path) > PATH_LIMIT)
		return join(mkdtempSync(join(tmpdir(), 'offhook-')), 's');
	// That of a server that was killed; nobody else can be using it, for the folder is ours.
	rmSync(path, { force: true });
	return path;
}

function removeSocket(path: string, dataDir: string): void {
	if (process.platform === 'win32') return;
	const folder = dirname(path);
	rmSync(folder === dataDir ? path : folder, { recursive: true, force: true });
}
