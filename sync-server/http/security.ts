import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpError } from './http-error.ts';
import { isSameOrigin, type RequestFacts } from './request-facts.ts';

const ONE_YEAR_S = 365 * 24 * 60 * 60;
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

// The page names the scripts it allows in a <meta> tag, by hash, because only the build knows them.
// Both policies hold; this one must not mention scripts or it would forbid what that one allows.
const pagePolicy = "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const answerPolicy = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** What an address that cannot even be read is answered with; no hook runs for those. */
export const plainHeaders: Readonly<Record<string, string>> = {
	'cache-control': 'no-store',
	'content-security-policy': answerPolicy,
	'cross-origin-opener-policy': 'same-origin',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY'
};

export type FactsOf = (request: FastifyRequest) => RequestFacts;

/** Headers for every answer, errors and files included, and refusal of other sites' requests. */
export function secure(app: FastifyInstance, factsOf: FactsOf): void {
	app.register(helmet, {
		global: true,
		contentSecurityPolicy: false,
		referrerPolicy: { policy: 'no-referrer' },
		frameguard: { action: 'deny' },
		strictTransportSecurity: false
	});
	// After helmet has placed its own hook: what is refused below carries its headers as well.
	app.after(() => {
		app.addHook('onRequest', async (request, reply) => {
			const facts = factsOf(request);
			reply.header('content-security-policy', isApi(request) ? answerPolicy : pagePolicy);
			reply.header('permissions-policy', 'camera=(self), microphone=(self), geolocation=(self)');
			if (facts.isHttps) reply.header('strict-transport-security', `max-age=${ONE_YEAR_S}`);
			if (isApi(request)) reply.header('cache-control', 'no-store');
			if (request.raw.httpVersion === '1.1' && request.headers.host === undefined)
				throw new HttpError('bad-request');
			if (safeMethods.has(request.method) || isSameOrigin(request.raw, facts)) return;
			if (request.routeOptions.config.access === 'signed') return;
			throw new HttpError('origin-refused');
		});
	});
}

/** Whatever is not the app's own pages and files, however its address is spelled. */
export function isApi({ url, routeOptions }: FastifyRequest): boolean {
	const path = url.replace(/%[0-9a-f]{2}/gi, (byte) =>
		String.fromCharCode(parseInt(byte.slice(1), 16))
	);
	return [path, routeOptions.url ?? ''].some((each) =>
		/^\/+(api|sync|metrics)(?:[/?]|$)/i.test(each)
	);
}
