import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isId } from '#lib/domain/ids.ts';
import { mailDomain } from '#lib/domain/mail-domain.ts';
import {
	INVITED_AT_ONCE,
	type InvitationsAnswer,
	type InviteAnswer,
	type InviteRequest,
	type JoinAnswer,
	type JoinRequest,
	type MadeInvitation,
	type SignUpAnswer,
	type SignUpRequest
} from '#lib/protocol/sign-up.ts';
import { createTryCounter } from '../access/try-counter.ts';
import { isMailAddress } from '../channels/outgoing/letter.ts';
import { postLink } from '../channels/outgoing/link-mail.ts';
import type { Post } from '../channels/outgoing/post.ts';
import { PORTAL } from '../channels/portal/hand-in.ts';
import { join } from '../channels/portal/join.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { RegisterRoutes, RouteDeps } from './app.ts';
import { assertGoodPassword } from './good-password.ts';
import { HttpError } from './http-error.ts';
import { publicOrg } from './public-org.ts';
import { language, line, readBody, readParams, readQuery, typedPassword } from './read-input.ts';
import { callerOf } from './route-access.ts';

const email = line(3, 254).refine((text) => mailDomain(text) !== undefined, 'is no mail address');
const slug = z.string().max(60);
const idParams = z.strictObject({ id: z.string().refine(isId, 'must be an id') });
const tokenParams = z.strictObject({ token: z.string().min(1).max(200) });
const orgQuery = z.strictObject({ org: slug.optional() });
const inviteBody: z.ZodType<InviteRequest> = z.strictObject({
	emails: z.array(email).min(1).max(INVITED_AT_ONCE)
});
const signUpBody = z.strictObject({
	name: line(1, 120),
	email,
	org: slug.optional(),
	language
}) satisfies z.ZodType<SignUpRequest>;
const joinBody: z.ZodType<JoinRequest> = z.strictObject({
	name: line(1, 120),
	password: typedPassword
});
/** Those who ask again and again get no more letters than this. */
const MOST_LETTERS = { max: 3, windowMs: 3_600_000 };
const manage = { config: { access: 'people.manage' } } as const;

/** How those whom an organisation serves come by an account. */
export function signUpRoutes(orgs: OrgRegistry, post: Post): RegisterRoutes {
	return (app, deps) => {
		const mail = invitationMail(orgs, post, deps.now);
		invitations(mail)(app, deps);
		askedSignUps(orgs, mail)(app, deps);
		joining(orgs)(app, deps);
	};
}

const orgOf = (request: FastifyRequest): string => callerOf(request).session.orgId;
const idOf = (request: FastifyRequest): string => readParams(idParams, request).id;

/** What is known of somebody who is invited. */
interface Known {
	readonly name: string;
	readonly language: string;
}

/** Sends invitations by mail where mail is sent, and says so. */
function invitationMail(orgs: OrgRegistry, post: Post, now: () => number) {
	const NOTHING: Known = { name: '', language: '' };
	return {
		reaches: (org: string, address: string): boolean =>
			post.settings(org) !== undefined && isMailAddress(address),
		send(org: string, made: MadeInvitation, { name, language: tag } = NOTHING): MadeInvitation {
			const { id, email: address, expiresAt: untilMs, path } = made;
			const link = { kind: 'invite', name, address, path, untilMs, language: tag } as const;
			return { ...made, isMailed: postLink({ ...orgs.get(org), post, now }, id, link) };
		}
	};
}
type Mail = ReturnType<typeof invitationMail>;

const invitations =
	(mail: Mail): RegisterRoutes =>
	(app, { access }) => {
		const ways = access.invitations;
		app.get('/api/invitations', manage, async (request): Promise<InvitationsAnswer> => {
			const org = orgOf(request);
			return { invitations: ways.open(org), asked: ways.asked(org) };
		});
		app.post('/api/invitations', manage, async (request): Promise<InviteAnswer> => {
			const { session } = callerOf(request);
			const { emails } = readBody(inviteBody, request);
			const wanted = [...new Map(emails.map((one) => [one.toLowerCase(), one])).values()];
			const known = wanted.filter((one) => !access.accounts.isFree(one));
			const made = wanted
				.filter((one) => !known.includes(one))
				.map((one) => ways.invite({ orgId: session.orgId, madeBy: session.personId, email: one }))
				.map((one) => mail.send(session.orgId, one));
			return { made, known };
		});
		app.delete('/api/invitations/:id', manage, async (request, reply) => {
			if (!ways.revoke(orgOf(request), idOf(request))) throw new HttpError('not-found');
			return reply.code(204).send();
		});
	};

const askedSignUps =
	(orgs: OrgRegistry, mail: Mail): RegisterRoutes =>
	(app, deps) => {
		const { access, platform } = deps;
		const ways = access.invitations;
		const open = { config: { access: 'public', rateLimit: likeSignIn(deps) } } as const;
		const domainsOf = (org: string) => orgs.get(org).unit.world.directory.signUpDomains;
		const letters = createTryCounter({ ...MOST_LETTERS, now: deps.now });
		/** A letter proves whose the address is; where none goes out, an administrator sees to it. */
		const begin = (org: string, asked: Known & { readonly email: string }) => {
			const { email: address, name } = asked;
			if (!mail.reaches(org, address)) return ways.ask(org, asked);
			if (letters.take(`${org} ${address.toLowerCase()}`) > 0) return;
			const made = ways.invite({ orgId: org, madeBy: PORTAL, email: address, name });
			// Whatever somebody calls themselves is not said in a letter to somebody else.
			mail.send(org, made, { ...asked, name: '' });
		};
		app.get('/api/sign-up', open, async (request): Promise<SignUpAnswer> => {
			const org = publicOrg(platform, readQuery(orgQuery, request).org);
			return { orgName: org.name, isOpen: domainsOf(org.id).length > 0 };
		});
		// Nothing in the answer tells who has an account, who asked before, or which domains may.
		app.post('/api/sign-up', open, async (request, reply) => {
			const asked = readBody(signUpBody, request);
			const { id } = publicOrg(platform, asked.org);
			const mayAsk = domainsOf(id).includes(mailDomain(asked.email) ?? '');
			if (mayAsk && access.accounts.isFree(asked.email)) begin(id, asked);
			return reply.code(202).send({});
		});
		app.post('/api/sign-ups/:id/accept', manage, async (request): Promise<MadeInvitation> => {
			const { session } = callerOf(request);
			const asked = ways.settle(session.orgId, idOf(request));
			if (asked === undefined) throw new HttpError('not-found');
			const { email: address, name } = asked;
			const who = { orgId: session.orgId, madeBy: session.personId, email: address, name };
			return mail.send(session.orgId, ways.invite(who), asked);
		});
		app.delete('/api/sign-ups/:id', manage, async (request, reply) => {
			if (ways.settle(orgOf(request), idOf(request)) === undefined)
				throw new HttpError('not-found');
			return reply.code(204).send();
		});
	};

const joining =
	(orgs: OrgRegistry): RegisterRoutes =>
	(app, deps) => {
		const open = { config: { access: 'public', rateLimit: likeSignIn(deps) } } as const;
		const { access, platform } = deps;
		const read = (request: FastifyRequest) => {
			const { token } = readParams(tokenParams, request);
			const invitation = access.invitations.read(token);
			if (invitation === undefined) throw new HttpError('link-invalid');
			return { token, invitation };
		};
		app.get('/api/join/:token', open, async (request): Promise<JoinAnswer> => {
			const { orgId, email: address, name, expiresAt } = read(request).invitation;
			return { orgName: platform.orgs.byId(orgId)?.name ?? '', email: address, name, expiresAt };
		});
		app.post('/api/join/:token', open, async (request, reply) => {
			const { token, invitation } = read(request);
			const { name, password } = readBody(joinBody, request);
			const owner = { userName: name, email: invitation.email };
			assertGoodPassword(password, owner, 'password');
			if (!access.accounts.isFree(invitation.email)) throw new HttpError('email-taken');
			const passwordHash = await access.passwords.hash(password);
			if (!access.invitations.take(token)) throw new HttpError('link-invalid');
			const { unit } = orgs.get(invitation.orgId);
			const joined = { ...invitation, name, passwordHash };
			if (await join({ unit, accounts: access.accounts }, joined)) return reply.code(204).send();
			access.invitations.giveBack(token);
			throw new HttpError('email-taken');
		});
	};

const likeSignIn = ({ config }: RouteDeps) => ({
	max: config.limits.signInsPerMinute,
	timeWindow: 60_000
});
