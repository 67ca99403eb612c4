import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { addressKey } from '../access/address-key.ts';
import type { Limits } from '../config.ts';
import { HttpError } from './http-error.ts';
import { isApi, type FactsOf } from './security.ts';

const MINUTE_MS = 60_000;

/** Bounds what one address may ask of the API before anything else is done for it. */
export function limitRequests(app: FastifyInstance, limits: Limits, factsOf: FactsOf): void {
	app.register(rateLimit, {
		global: false,
		max: limits.requestsPerMinute,
		timeWindow: MINUTE_MS,
		keyGenerator: (request) => addressKey(factsOf(request).address),
		errorResponseBuilder: (_request, { ttl }) => tooManyRequests(ttl)
	});
	app.after(() => {
		const takeOne = app.createRateLimit({ max: limits.requestsPerMinute });
		app.addHook('onRequest', async (request) => {
			if (!isApi(request)) return;
			const taken = await takeOne(request);
			if (!taken.isAllowed && taken.isExceeded) throw tooManyRequests(taken.ttl);
		});
	});
}

function tooManyRequests(ttlMs: number): HttpError {
	const retryAfterSeconds = Math.max(1, Math.ceil(ttlMs / 1000));
	return new HttpError('too-many-requests', undefined, { retryAfterSeconds });
}
