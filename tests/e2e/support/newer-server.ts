import type { Page } from '@playwright/test';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { readFrame, writeFrame, type MuxFrame } from '#lib/protocol/mux.ts';

/** A server whose documents have a shape that the page is too old for. */
export interface NewerServer {
	/** From the next connection on, server and page are of the same age. */
	leave(): void;
}

type Message = string | Buffer;

const read = (message: Message): MuxFrame | undefined =>
	typeof message === 'string' ? undefined : readFrame(new Uint8Array(message));

/** It greets such a page as one that may only deliver. */
function greeting(message: Message): Message {
	const frame = read(message);
	if (frame?.op !== 'control') return message;
	const text = frame.text.replace('"mode":"normal"', '"mode":"update-needed"');
	return Buffer.from(writeFrame({ ...frame, text }));
}

/** Makes the server of a page look newer than the page is. */
export async function meetNewerServer(page: Page): Promise<NewerServer> {
	let isNewer = true;
	await page.routeWebSocket(/\/sync$/, (near) => {
		const far = near.connectToServer();
		if (!isNewer) return;
		far.onMessage((message) => near.send(greeting(message)));
		near.onMessage((message) => {
			const frame = read(message);
			if (frame?.op !== 'open' || frame.name.startsWith('outbox.')) return far.send(message);
			const { channel } = frame;
			const answer = { op: 'close', channel, code: CLOSE.forbidden, reason: 'too old' } as const;
			near.send(Buffer.from(writeFrame(answer)));
		});
	});
	return { leave: () => void (isNewer = false) };
}
