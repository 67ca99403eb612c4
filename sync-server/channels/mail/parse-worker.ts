import { parentPort } from 'node:worker_threads';
import { parseMail, type ParseOutcome } from './parse.ts';

/** What the pool asks of a worker, and what it answers. */
export interface ParseRequest {
	readonly number: number;
	readonly raw: Uint8Array;
	readonly nowMs: number;
}
export interface ParseAnswer {
	readonly number: number;
	readonly outcome: ParseOutcome;
}

async function answer({ number, raw, nowMs }: ParseRequest): Promise<ParseAnswer> {
	try {
		return { number, outcome: await parseMail(raw, nowMs) };
	} catch (error) {
		const detail = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
		return { number, outcome: { ok: false, reason: 'broken', detail } };
	}
}

// One after the other: the pool takes the first unanswered request for the one being worked on.
let last = Promise.resolve();
parentPort?.on('message', (request: ParseRequest) => {
	last = last.then(async () => parentPort?.postMessage(await answer(request)));
});
// Only now does the time of a message count.
parentPort?.postMessage('ready');
