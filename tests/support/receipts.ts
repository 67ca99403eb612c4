import type { WebsocketProvider } from 'y-websocket';
import { readSyncMessage } from '../../sync-server/socket/sync-messages.ts';
import { decodeVector } from '../../sync-server/pipeline/vector.ts';

/** Follows the receipts that reach a stock client: the server's sync step 1 of its outbox. */
export function followReceipts(provider: WebsocketProvider): { vector: () => Map<number, number> } {
	let vector = new Map<number, number>();
	const sockets = new WeakSet<WebSocket>();
	const attach = () => {
		const socket = provider.ws;
		if (socket === null || sockets.has(socket)) return;
		sockets.add(socket);
		socket.addEventListener('message', (event: MessageEvent<ArrayBuffer>) => {
			const message = readSyncMessage(new Uint8Array(event.data));
			if (message?.kind === 'step-1') vector = decodeVector(message.vector) ?? vector;
		});
	};
	provider.on('status', attach);
	attach();
	return { vector: () => vector };
}
