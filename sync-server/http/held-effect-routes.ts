import { z } from 'zod';
import { isStamp, stampMs } from '#lib/domain/stamp.ts';
import type { HeldEffectsAnswer } from '#lib/protocol/rest.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';
import { readParams } from './read-input.ts';
import { callerOf } from './route-access.ts';

const params = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
const config = { access: 'people.manage' } as const;

/** Effects that may have happened before a restore: an administrator decides about each. */
export function heldEffectRoutes(orgs: OrgRegistry): RegisterRoutes {
	return (app, { now }) => {
		app.get('/api/held-effects', { config }, async (request): Promise<HeldEffectsAnswer> => {
			const { unit } = orgs.get(callerOf(request).session.orgId);
			const effects = unit.effects.held().map(({ id, kind, target, author, at }) => ({
				id,
				kind,
				target,
				author,
				madeMs: isStamp(at) ? stampMs(at) : 0
			}));
			return { effects };
		});
		app.post('/api/held-effects/:id/release', { config }, async (request, reply) => {
			const { unit, runEffects } = orgs.get(callerOf(request).session.orgId);
			if (!unit.effects.release(readParams(params, request).id, now()))
				throw new HttpError('not-found');
			runEffects();
			return reply.code(204).send();
		});
		app.post('/api/held-effects/:id/drop', { config }, async (request, reply) => {
			const { unit } = orgs.get(callerOf(request).session.orgId);
			if (!unit.effects.drop(readParams(params, request).id)) throw new HttpError('not-found');
			return reply.code(204).send();
		});
	};
}
