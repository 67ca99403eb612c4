import type { RequestListener } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import type { Access } from '../access/access.ts';
import type { OrgDirectory } from '../access/org-directory.ts';
import type { Config } from '../config.ts';
import type { Log } from '../observe/log.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import { limitBodyTime, type BodyTimes } from './body-time.ts';
import { answerErrors, sendError, type ReportError } from './error-answers.ts';
import { HttpError } from './http-error.ts';
import { plainAnswer } from './plain-answer.ts';
import { logRequests } from './request-log.ts';
import { limitRequests } from './request-limits.ts';
import { createRequestFacts } from './request-facts.ts';
import { denyByDefault } from './route-access.ts';
import { plainHeaders, secure, type FactsOf } from './security.ts';
import { serveApp } from './static-files.ts';
import { registerDemoRoutes } from './routes/demo.ts';
import { registerHealthRoutes } from './routes/health.ts';
import { registerPasswordRoutes } from './routes/passwords.ts';
import { registerSessionRoutes } from './routes/session.ts';
import { registerSessionListRoutes } from './routes/sessions.ts';
import { registerSetupRoutes } from './routes/setup.ts';

export interface HttpDeps {
	readonly config: Pick<Config, 'buildDir' | 'limits' | 'tls' | 'trustProxy'>;
	readonly platform: Platform;
	readonly access: Access;
	readonly org: OrgDirectory;
	readonly now: () => number;
	readonly reportError: ReportError;
	/** Whether organisations' files take changes, as far as is known. */
	readonly isSaving?: () => boolean;
	/** Shorter ones for tests. */
	readonly bodyTimes?: BodyTimes;
	readonly log?: Log;
	/** Routes of other parts of the server, such as mail import. */
	readonly moreRoutes?: readonly RegisterRoutes[];
}

export interface RouteDeps extends HttpDeps {
	readonly factsOf: FactsOf;
}

/** One noun's routes. Each must say in `config.access` who may call it. */
export type RegisterRoutes = (app: FastifyInstance, deps: RouteDeps) => void;

/** REST bodies are small; an upload route sets its own limit. */
const BODY_LIMIT = 64 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
/** Slow senders are cut: headers here, bodies by what their route expects. */
const HEADERS_TIMEOUT_MS = 15_000;
/** How often it is looked who is too slow. */
const LOOK_EVERY_MS = 5_000;
/** Longer than the usual proxy's, so that it is the proxy that closes an idle connection. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;

// Imported by name, node:http would load the client behind `fetch` too: 14 MB that nobody uses here.
const http = process.getBuiltinModule('node:http');
const https = process.getBuiltinModule('node:https');

const ownRoutes: readonly RegisterRoutes[] = [
	registerHealthRoutes,
	registerSetupRoutes,
	registerDemoRoutes,
	registerSessionRoutes,
	registerSessionListRoutes,
	registerPasswordRoutes
];

/** The web side of the server: REST under `/api` and the built app. Nothing listens yet. */
export function createHttpApp(deps: HttpDeps): FastifyInstance {
	const readFacts = createRequestFacts(deps.config.trustProxy);
	const factsOf: FactsOf = (request) => readFacts(request.raw);
	const app = fastify({
		logger: false,
		genReqId: requestIds(),
		clientErrorHandler: ({ code }, socket) => plainAnswer(socket, statusOf(code)),
		bodyLimit: BODY_LIMIT,
		schemaController: { compilersFactory: { buildValidator: noSchema, buildSerializer: noSchema } },
		routerOptions: { maxParamLength: 200 },
		frameworkErrors: (_error, _request, reply) =>
			sendError(reply.headers(plainHeaders), new HttpError('bad-request')),
		serverFactory: (handler) => createServer(handler, deps.config.tls)
	});
	app.removeContentTypeParser('text/plain');
	answerErrors(app, deps.reportError);
	limitBodyTime(app, deps.bodyTimes);
	secure(app, factsOf);
	limitRequests(app, deps.config.limits, factsOf);
	denyByDefault(app, { ...deps, isHttps: (request) => factsOf(request).isHttps });
	if (deps.log !== undefined) logRequests(app, deps.log);
	// A plugin, so that the rate limiter is loaded before the routes that configure it.
	app.register(async (scope) => {
		for (const register of [...ownRoutes, ...(deps.moreRoutes ?? [])]) {
			register(scope, { ...deps, factsOf });
		}
	});
	serveApp(app, deps.config.buildDir);
	return app;
}

/** Routes check with zod. What checks JSON schemas would be loaded at each start for nothing. */
function noSchema(): never {
	throw new Error('Routes have no JSON schemas here.');
}

function createServer(handler: RequestListener, tls: Config['tls']) {
	const options = {
		maxHeaderSize: MAX_HEADER_BYTES,
		connectionsCheckingInterval: LOOK_EVERY_MS,
		// Answered by a hook, with all headers.
		requireHostHeader: false
	};
	const server = tls
		? https.createServer({ ...options, ...tls, minVersion: 'TLSv1.2' }, handler)
		: http.createServer(options, handler);
	server.on('checkExpectation', (request) => plainAnswer(request.socket, 417));
	server.headersTimeout = HEADERS_TIMEOUT_MS;
	server.requestTimeout = 0;
	server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
	return server;
}

/** What Node says of bytes that are no request. */
function statusOf(code: string | undefined): 400 | 408 | 431 {
	if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
	return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}

/** An id for each request, by which its line in the log is found; it names nobody. */
function requestIds(): () => string {
	const start = Date.now().toString(36);
	let last = 0;
	return () => `${start}-${(last += 1).toString(36)}`;
}
