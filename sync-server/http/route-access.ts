import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CAPABILITIES, type Capability } from '#lib/domain/policy/capabilities.ts';
import type { Access } from '../access/access.ts';
import type { OrgDirectory, PersonFacts } from '../access/org-directory.ts';
import { isCapable } from '../access/permission.ts';
import type { Resolution, Session } from '../access/sessions.ts';
import type { Login } from '../persistence/platform/logins.ts';
import { HttpError } from './http-error.ts';

/**
 * Who may call a route: anybody, a program of somebody else that proves each request by itself
 * (and is no browser, so that its page does not matter), anybody signed in, or those whose role has a
 * capability.
 */
export type RouteAccess = 'public' | 'signed' | 'session' | Capability;

const routeAccesses: ReadonlySet<unknown> = new Set<RouteAccess>([
	'public',
	'signed',
	'session',
	...CAPABILITIES
]);

/** Whoever is making a request. */
export interface Caller {
	readonly session: Session;
	readonly login: Login;
	readonly person: PersonFacts;
}

declare module 'fastify' {
	interface FastifyContextConfig {
		access?: RouteAccess;
	}
	interface FastifyRequest {
		caller: Caller | null;
	}
}

export interface RouteAccessParts {
	readonly access: Access;
	readonly org: OrgDirectory;
	readonly isHttps: (request: FastifyRequest) => boolean;
}

/** Refuses to start with a route that does not say who may call it, and asks every caller. */
export function denyByDefault(app: FastifyInstance, parts: RouteAccessParts): void {
	app.decorateRequest('caller', null);
	app.addHook('onRoute', ({ method, url, config }) => {
		if (routeAccesses.has(config?.access)) return;
		throw new Error(`Route ${String(method)} ${url} does not declare who may call it.`);
	});
	// After the headers and the limits, which hold for those who are turned away, too.
	app.after(() => void app.addHook('onRequest', createGate(parts)));
}

function createGate(parts: RouteAccessParts) {
	return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
		const { access } = request.routeOptions.config;
		// No route matched, and what answers then tells nothing: see the not-found handler.
		if (request.is404 || access === 'public' || access === 'signed') return;
		if (access === undefined) throw new HttpError('forbidden');
		const resolution = await parts.access.sessions.resolve(request.headers.cookie);
		const caller = admit(resolution, parts.org);
		if (access !== 'session' && !isCapable(caller.person, access)) throw new HttpError('forbidden');
		request.caller = caller;
		if (resolution.kind === 'active' && resolution.renewedToken !== null) {
			const cookie = parts.access.sessions.cookie;
			reply.header('set-cookie', cookie(resolution.renewedToken, parts.isHttps(request)));
		}
	};
}

/** The caller of a route that is not public. */
export function callerOf(request: FastifyRequest): Caller {
	if (request.caller === null) throw new Error('A public route asked who is calling.');
	return request.caller;
}

function admit(resolution: Resolution, org: OrgDirectory): Caller {
	switch (resolution.kind) {
		case 'none':
			throw new HttpError('session-missing');
		case 'expired':
			throw new HttpError('session-expired');
		case 'revoked':
			throw new HttpError('session-revoked');
		case 'active': {
			const { session, login } = resolution;
			const person = org.person(session.orgId, session.personId);
			if (person === undefined || person.blocked) throw new HttpError('account-blocked');
			return { session, login, person };
		}
	}
}
