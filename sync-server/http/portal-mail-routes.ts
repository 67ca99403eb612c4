import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { PortalMailAnswer, PortalMailRequest } from '#lib/protocol/portal.ts';
import { isMailAddress } from '../channels/outgoing/letter.ts';
import type { Post } from '../channels/outgoing/post.ts';
import { MAIL_WISH, wantsMail } from '../channels/outgoing/readers.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import { submitAutomation, type Draft } from '../pipeline/automation.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';
import { readBody } from './read-input.ts';
import { callerOf } from './route-access.ts';

const body: z.ZodType<PortalMailRequest> = z.strictObject({ isOn: z.boolean() });

/** Whether a requester is written to by mail, as they say themselves. */
export function portalMailRoutes(orgs: OrgRegistry, post: Post): RegisterRoutes {
	function wishOf(request: FastifyRequest): PortalMailAnswer {
		const { orgId, personId } = callerOf(request).session;
		const { world } = orgs.get(orgId).unit;
		const address = world.directory.person(personId)?.email ?? '';
		const isSent = post.settings(orgId) !== undefined && isMailAddress(address);
		return { address: isSent ? address : null, isOn: wantsMail(world, personId) };
	}
	return (app) => {
		app.get('/api/portal/mail', { config: { access: 'portal.read' } }, async (request) =>
			wishOf(request)
		);
		app.put('/api/portal/mail', { config: { access: 'portal.write' } }, async (request) => {
			const { orgId, personId } = callerOf(request).session;
			const { isOn } = readBody(body, request);
			const { unit } = orgs.get(orgId);
			const wish: Draft = {
				type: 'user.field',
				target: `user.${personId}`,
				body: { field: MAIL_WISH, value: isOn }
			};
			const [settled] = await submitAutomation(unit, personId, [wish]);
			if (settled?.verdict.ok !== true) throw new HttpError('request-refused');
			return wishOf(request);
		});
	};
}
