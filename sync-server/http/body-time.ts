import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { plainAnswer } from './plain-answer.ts';

export interface BodyTimes {
	/** A request must be here whole after this; Node's own limit could not be lifted for one route. */
	readonly wholeMs: number;
	/** An upload that a handler has agreed to may take any time, if each such span brings something. */
	readonly spanMs: number;
	readonly spanBytes: number;
	readonly lookEveryMs: number;
	readonly now?: () => number;
}

/** A kilobyte a second gets through on the worst of lines; less is somebody holding a socket. */
export const BODY_TIMES: BodyTimes = {
	wholeMs: 60_000,
	spanMs: 60_000,
	spanBytes: 60_000,
	lookEveryMs: 5_000
};

declare module 'fastify' {
	interface FastifyRequest {
		arrival: Arrival | null;
	}
}

/** A body that is on its way. */
interface Arrival {
	readonly request: FastifyRequest;
	readonly reply: FastifyReply;
	readonly startMs: number;
	isLarge: boolean;
	spanStartMs: number;
	bytesAtSpanStart: number;
}

/** Cuts off who sends a body too slowly, whether anybody reads it or not; the result looks now. */
export function limitBodyTime(app: FastifyInstance, times: BodyTimes = BODY_TIMES): () => void {
	const now = times.now ?? (() => performance.now());
	const arrivals = new Set<Arrival>();
	app.decorateRequest('arrival', null);
	app.addHook('onRequest', async (request, reply) => {
		const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
		if (encoding === undefined && length === '0') return;
		const startMs = now();
		// The first span asks for nothing: what it brought may have come together with the headers.
		const span = { spanStartMs: startMs, bytesAtSpanStart: 0 };
		request.arrival = { request, reply, startMs, isLarge: false, ...span };
		arrivals.add(request.arrival);
	});
	const look = (): void => {
		for (const arrival of arrivals) {
			if (isOver(arrival)) arrivals.delete(arrival);
			else if (isTooSlow(arrival, times, now())) cut(arrival);
		}
	};
	const timer = setInterval(look, times.lookEveryMs).unref();
	app.addHook('onClose', async () => clearInterval(timer));
	return look;
}

/** Lets a body take as long as it needs; for handlers that have found who sends it, and may. */
export function awaitLargeBody({ arrival }: FastifyRequest): void {
	if (arrival !== null) arrival.isLarge = true;
}

function isOver({ request }: Arrival): boolean {
	const { complete, readableEnded, socket } = request.raw;
	return complete || readableEnded || socket.destroyed;
}

function isTooSlow(arrival: Arrival, times: BodyTimes, nowMs: number): boolean {
	const { wholeMs, spanMs, spanBytes } = times;
	// Once there is an answer, nobody reads the rest.
	const isWanted = arrival.isLarge && !arrival.reply.raw.writableEnded;
	if (!isWanted) return nowMs - arrival.startMs > wholeMs;
	if (nowMs - arrival.spanStartMs < spanMs) return false;
	const { bytesRead } = arrival.request.raw.socket;
	const isSlow = bytesRead - arrival.bytesAtSpanStart < spanBytes;
	arrival.spanStartMs = nowMs;
	arrival.bytesAtSpanStart = bytesRead;
	return isSlow;
}

function cut({ request, reply }: Arrival): void {
	const { socket } = request.raw;
	if (reply.raw.headersSent) socket.destroy();
	else plainAnswer(socket, 408);
}
