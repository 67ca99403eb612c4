import type { Duplex } from 'node:stream';
import { plainHeaders } from './security.ts';

const REASONS = {
	400: 'Bad Request',
	403: 'Forbidden',
	408: 'Request Timeout',
	417: 'Expectation Failed',
	429: 'Too Many Requests',
	431: 'Request Header Fields Too Large'
} as const;

/** Answers on the bare socket, where there is no request that could be answered, and hangs up. */
export function plainAnswer(socket: Duplex, status: keyof typeof REASONS): void {
	if (!socket.writable) return void socket.destroy();
	const headers = { ...plainHeaders, 'content-length': '0', connection: 'close' };
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	// Without the destruction a peer that never hangs up would keep the socket for ever.
	socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\n${lines.join('')}\r\n`, () =>
		socket.destroy()
	);
}
