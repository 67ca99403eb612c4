import { createHash, timingSafeEqual } from 'node:crypto';
import type { Metrics } from '../observe/metrics.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';

/** Numbers for Prometheus, for whoever knows the token. Without one nobody is told that they exist. */
export function metricsRoutes(metrics: Metrics, token: string | null): RegisterRoutes {
	return (app) => {
		app.get('/metrics', { config: { access: 'public' } }, async (request, reply) => {
			const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
			if (token === null || given === undefined || !isSame(given, token))
				throw new HttpError('not-found');
			return reply.type(metrics.contentType).send(await metrics.text());
		});
	};
}

/** Compares hashes, so that the time it takes tells nothing, not even the length. */
function isSame(given: string, token: string): boolean {
	const hash = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(hash(given), hash(token));
}
