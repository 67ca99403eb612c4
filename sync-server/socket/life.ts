import type { WebSocket } from 'ws';
import { CLOSE } from '#lib/protocol/close-codes.ts';

/** A device says hello at once. */
const GREETING_WITHIN_MS = 15_000;
/** Whoever is silent is asked, and whoever has not answered by the next time is gone. */
const ASK_EVERY_MS = 30_000;

interface Greeted {
	readonly isGreeted: boolean;
	disconnect(code: number, reason: string): void;
}

/** Ends a socket that never says hello, or whose other end has gone without a word. */
export function watchLife(
	socket: WebSocket,
	receiver: Greeted,
	after: (ms: number, run: () => void) => void
): void {
	let wasHeard = true;
	const hear = () => (wasHeard = true);
	socket.on('message', hear);
	socket.on('ping', hear);
	socket.on('pong', hear);

	function ask(): void {
		if (socket.readyState !== socket.OPEN) return;
		if (!wasHeard) return socket.terminate();
		wasHeard = false;
		socket.ping();
		after(ASK_EVERY_MS, ask);
	}

	after(GREETING_WITHIN_MS, () => {
		if (!receiver.isGreeted) receiver.disconnect(CLOSE.badFrame, 'say hello first');
	});
	after(ASK_EVERY_MS, ask);
}
