import { z } from 'zod';
import { isId } from '#lib/domain/ids.ts';
import type { SeenRequest } from '#lib/protocol/portal.ts';
import { noteSeen } from '../channels/portal/seen.ts';
import { ownRequest } from '../channels/portal/view.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { RegisterRoutes } from './app.ts';
import { liveLines } from './event-lines.ts';
import { HttpError } from './http-error.ts';
import { readBody, readParams } from './read-input.ts';
import { callerOf } from './route-access.ts';

const params = z.strictObject({ id: z.string().max(60) });
const nothing = z.strictObject({});
const seenBody: z.ZodType<SeenRequest> = z.strictObject({
	message: z.string().refine(isId, 'must be an id')
});
const write = { config: { access: 'portal.write' } } as const;

/** How requesters hear at once that something is new, and how the staff sees that they type. */
export function portalLiveRoutes(orgs: OrgRegistry): RegisterRoutes {
	return (app, deps) => {
		const listen = { config: { access: 'portal.read' }, exposeHeadRoute: false } as const;
		const answer = liveLines(deps, (org) => orgs.get(org).portal);
		app.get('/api/portal/events', listen, answer);
		app.post('/api/portal/requests/:id/typing', write, (request, reply) => {
			const { orgId, personId: person } = callerOf(request).session;
			const { id } = readParams(params, request);
			const { unit, hub } = orgs.get(orgId);
			if (ownRequest({ unit, person }, id) === undefined) throw new HttpError('not-found');
			readBody(nothing, request);
			hub.awareness.hint(`ticket.${id}`, person);
			return reply.code(204).send();
		});
		app.post('/api/portal/requests/:id/seen', write, async (request, reply) => {
			const { orgId, personId: person } = callerOf(request).session;
			const { id } = readParams(params, request);
			const { message } = readBody(seenBody, request);
			if (!(await noteSeen({ unit: orgs.get(orgId).unit, person, nowMs: deps.now() }, id, message)))
				throw new HttpError('not-found');
			return reply.code(204).send();
		});
	};
}
