import type { FastifyInstance } from 'fastify';
import type { Log } from '../observe/log.ts';

const readingMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A line for each request that may have changed something or has failed; others only for debugging. */
export function logRequests(app: FastifyInstance, log: Log): void {
	app.addHook('onResponse', async (request, reply) => {
		const { method, caller } = request;
		const { statusCode: status } = reply;
		const isReading = readingMethods.has(method);
		const level = status >= 500 ? 'warn' : isReading ? 'debug' : 'info';
		log.event(level, 'request', {
			request: request.id,
			route: `${method} ${request.routeOptions.url ?? 'none'}`,
			status,
			ms: Math.round(reply.elapsedTime),
			...(caller && {
				org: caller.session.orgId,
				person: caller.session.personId,
				session: caller.session.publicId
			})
		});
	});
}
