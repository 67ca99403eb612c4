import { z } from 'zod';
import { isId } from '#lib/domain/ids.ts';
import type { SignInRequest, SwitchOrgRequest, WhoAnswer } from '#lib/protocol/rest.ts';
import type { RegisterRoutes, RouteDeps } from '../app.ts';
import { HttpError, tooManyTries } from '../http-error.ts';
import { line, readBody, typedPassword } from '../read-input.ts';
import { callerOf } from '../route-access.ts';
import { beginSession, describeCaller, userAgentOf } from '../who.ts';
import type { FastifyRequest } from 'fastify';

const id = z.string().refine(isId, 'is not an id');

const signInBody = z.strictObject({
	name: line(1, 254),
	password: typedPassword,
	orgId: id.exactOptional()
}) satisfies z.ZodType<SignInRequest>;

const switchBody = z.strictObject({ orgId: id }) satisfies z.ZodType<SwitchOrgRequest>;

export const registerSessionRoutes: RegisterRoutes = (app, deps) => {
	const { access, config, factsOf } = deps;
	const signInConfig = {
		access: 'public',
		rateLimit: { max: config.limits.signInsPerMinute, timeWindow: 60_000 }
	} as const;

	app.post('/api/sign-in', { config: signInConfig }, async (request, reply) => {
		const membership = await checkSignIn(request, deps);
		await endCurrent(request, deps);
		return beginSession(membership, { request, reply, deps });
	});

	// Public, because someone whose session has run out must be able to leave as well.
	app.post('/api/sign-out', { config: { access: 'public' } }, async (request, reply) => {
		await endCurrent(request, deps);
		reply.header('set-cookie', access.sessions.blankCookie(factsOf(request).isHttps));
		return reply.code(204).send();
	});

	const ownConfig = { access: 'session' } as const;
	app.get('/api/session', { config: ownConfig }, async (request): Promise<WhoAnswer> =>
		describeCaller(callerOf(request), deps)
	);

	app.post('/api/session/org', { config: ownConfig }, async (request, reply) => {
		const { login, session } = callerOf(request);
		const { orgId } = readBody(switchBody, request);
		const place = access.signIn.enterable(login.id).find((one) => one.orgId === orgId);
		if (place === undefined) throw new HttpError('not-found');
		access.sessions.endOne(login.id, session.publicId, 'switched-org');
		deps.platform.logins.setLastOrg(login.id, orgId);
		return beginSession(place, { request, reply, deps });
	});
};

async function checkSignIn(request: FastifyRequest, { access, factsOf }: RouteDeps) {
	const body = readBody(signInBody, request);
	const { address } = factsOf(request);
	const result = await access.signIn.attempt({ ...body, address, userAgent: userAgentOf(request) });
	if (result.ok) return result.membership;
	if (result.code === 'too-many-tries') throw tooManyTries(result.waitMs);
	throw new HttpError(result.code);
}

async function endCurrent(request: FastifyRequest, { access }: RouteDeps): Promise<void> {
	const current = await access.sessions.resolve(request.headers.cookie);
	if (current.kind !== 'active') return;
	const { loginId, publicId } = current.session;
	access.sessions.endOne(loginId, publicId, 'signed-out');
}
