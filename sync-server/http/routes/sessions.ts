import { z } from 'zod';
import { isId } from '#lib/domain/ids.ts';
import type { EndedAnswer, SessionsAnswer } from '#lib/protocol/rest.ts';
import type { RegisterRoutes } from '../app.ts';
import { HttpError } from '../http-error.ts';
import { readParams } from '../read-input.ts';
import { callerOf } from '../route-access.ts';

const params = z.strictObject({ publicId: z.string().refine(isId, 'is not an id') });

export const registerSessionListRoutes: RegisterRoutes = (app, { access, platform }) => {
	const config = { access: 'session' } as const;

	app.get('/api/sessions', { config }, async (request): Promise<SessionsAnswer> => {
		const { login, session } = callerOf(request);
		const sessions = access.sessions.list(login.id).map((one) => ({
			publicId: one.publicId,
			isCurrent: one.publicId === session.publicId,
			orgName: platform.orgs.byId(one.orgId)?.name ?? '',
			userAgent: one.userAgent,
			address: one.address,
			createdAt: one.createdAt,
			lastSeenAt: one.lastSeenAt,
			expiresAt: one.expiresAt
		}));
		return { sessions };
	});

	app.delete('/api/sessions/:publicId', { config }, async (request, reply) => {
		const { publicId } = readParams(params, request);
		const { login } = callerOf(request);
		if (!access.sessions.endOne(login.id, publicId, 'ended-by-person')) {
			throw new HttpError('not-found');
		}
		return reply.code(204).send();
	});

	app.post('/api/sessions/end-others', { config }, async (request): Promise<EndedAnswer> => {
		const { login, session } = callerOf(request);
		return { ended: access.sessions.endOthers(login.id, session.publicId, 'ended-by-person') };
	});
};
