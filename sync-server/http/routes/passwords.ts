import { z } from 'zod';
import { isId } from '#lib/domain/ids.ts';
import type {
	ChangePasswordRequest,
	EndedAnswer,
	ResetAnswer,
	ResetLinkAnswer,
	ResetRequest
} from '#lib/protocol/rest.ts';
import { forgetTries } from '../../access/sign-in.ts';
import type { RegisterRoutes, RouteDeps } from '../app.ts';
import { assertGoodPassword } from '../good-password.ts';
import { HttpError, tooManyTries } from '../http-error.ts';
import { readBody, readParams, typedPassword } from '../read-input.ts';
import { callerOf } from '../route-access.ts';

const changeBody = z.strictObject({
	currentPassword: typedPassword,
	newPassword: typedPassword
}) satisfies z.ZodType<ChangePasswordRequest>;
const resetBody = z.strictObject({ password: typedPassword }) satisfies z.ZodType<ResetRequest>;
const tokenParams = z.strictObject({ token: z.string().min(1).max(200) });
const personParams = z.strictObject({ personId: z.string().refine(isId, 'is not an id') });

export const registerPasswordRoutes: RegisterRoutes = (app, deps) => {
	registerChange(app, deps);
	registerResetLinks(app, deps);
	registerResets(app, deps);
};

const registerChange: RegisterRoutes = (app, deps) => {
	const { access, platform } = deps;
	const rateLimit = limitLikeSignIn(deps);

	const changeConfig = { access: 'session', rateLimit } as const;
	app.post('/api/password', { config: changeConfig }, async (request): Promise<EndedAnswer> => {
		const { login, session } = callerOf(request);
		const { currentPassword, newPassword } = readBody(changeBody, request);
		const { address } = deps.factsOf(request);
		const checked = await access.signIn.confirm(login, currentPassword, address);
		if (checked.kind === 'locked') throw tooManyTries(checked.waitMs);
		if (checked.kind !== 'right') {
			throw new HttpError('password-wrong', undefined, { field: 'currentPassword' });
		}
		assertGoodPassword(newPassword, login, 'newPassword');
		platform.logins.setPassword(login.id, await access.passwords.hash(newPassword));
		access.links.forget(login);
		return { ended: access.sessions.endOthers(login.id, session.publicId, 'password-changed') };
	});
};

const registerResetLinks: RegisterRoutes = (app, { access }) => {
	const linkConfig = { access: 'people.manage' } as const;
	app.post('/api/people/:personId/reset-link', { config: linkConfig }, async (request) => {
		const { login, session } = callerOf(request);
		const { personId } = readParams(personParams, request);
		const made = access.links.make(login, session.orgId, personId);
		if (!made.ok) throw new HttpError(made.code);
		return { path: `/reset/${made.token}`, expiresAt: made.expiresAt } satisfies ResetLinkAnswer;
	});
};

const registerResets: RegisterRoutes = (app, deps) => {
	const { access, platform } = deps;
	const resetConfig = { access: 'public', rateLimit: limitLikeSignIn(deps) } as const;
	app.get('/api/reset/:token', { config: resetConfig }, async (request): Promise<ResetAnswer> => {
		const { link, login } = readLink(readParams(tokenParams, request).token, deps);
		return {
			userName: login.userName,
			name: deps.org.person(link.orgId, link.personId)?.name ?? login.userName,
			orgName: platform.orgs.byId(link.orgId)?.name ?? '',
			expiresAt: link.expiresAt
		};
	});

	app.post('/api/reset/:token', { config: resetConfig }, async (request, reply) => {
		const { token } = readParams(tokenParams, request);
		const { password } = readBody(resetBody, request);
		const { login } = readLink(token, deps);
		assertGoodPassword(password, login, 'password');
		const passwordHash = await access.passwords.hash(password);
		if (!access.links.redeem(token, passwordHash)) throw new HttpError('link-invalid');
		access.sessions.endOthers(login.id, null, 'password-changed');
		// Whoever tried too often to remember may use the new one at once.
		forgetTries(platform, login);
		return reply.code(204).send();
	});
};

const limitLikeSignIn = ({ config }: RouteDeps) => ({
	max: config.limits.signInsPerMinute,
	timeWindow: 60_000
});

function readLink(token: string, { access, platform }: RouteDeps) {
	const link = access.links.read(token);
	const login = link && platform.logins.byId(link.loginId);
	if (link === undefined || login === undefined) throw new HttpError('link-invalid');
	return { link, login };
}
