import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WhoAnswer } from '#lib/protocol/rest.ts';
import { deviceLeaseDays } from '../access/permission.ts';
import type { NewSession } from '../access/sessions.ts';
import type { RouteDeps } from './app.ts';
import { HttpError } from './http-error.ts';
import type { Caller } from './route-access.ts';

/** Tells a caller who they are, where, and what else they may enter. */
export function describeCaller(caller: Caller, deps: RouteDeps): WhoAnswer {
	const { login, session, person } = caller;
	const org = deps.platform.orgs.byId(session.orgId);
	if (org === undefined) throw new HttpError('account-blocked');
	return {
		login: {
			id: login.id,
			userName: login.userName,
			email: login.email,
			isPlatformAdmin: login.isPlatformAdmin
		},
		org: { id: org.id, slug: org.slug, name: org.name },
		person: { id: session.personId, name: person.name, role: person.role },
		memberships: deps.access.signIn.enterable(login.id).map(({ orgId, personId }) => ({
			orgId,
			personId,
			orgName: deps.platform.orgs.byId(orgId)?.name ?? ''
		})),
		session: { publicId: session.publicId, expiresAt: session.expiresAt },
		isDemo: org.isDemo,
		deviceLeaseDays: deviceLeaseDays(person, deps.org.fieldDays(org.id)),
		serverTimeMs: deps.now()
	};
}

/** Starts a session on this browser and tells its person who they now are. */
export async function beginSession(
	place: Pick<NewSession, 'loginId' | 'orgId' | 'personId'>,
	{ request, reply, deps }: { request: FastifyRequest; reply: FastifyReply; deps: RouteDeps }
): Promise<WhoAnswer> {
	const { loginId, orgId, personId } = place;
	const facts = deps.factsOf(request);
	const login = deps.platform.logins.byId(loginId);
	const person = deps.org.person(orgId, personId);
	if (login === undefined || person === undefined) throw new HttpError('account-blocked');
	const { sessions } = deps.access;
	const userAgent = userAgentOf(request);
	const { address } = facts;
	const started = await sessions.start({ loginId, orgId, personId, userAgent, address });
	reply.header('set-cookie', sessions.cookie(started.token, facts.isHttps));
	return describeCaller({ session: started.session, login, person }, deps);
}

/** Long enough to recognise a device by, short enough not to be a place to store things. */
export function userAgentOf(request: FastifyRequest): string {
	return (request.headers['user-agent'] ?? '').slice(0, 300);
}
