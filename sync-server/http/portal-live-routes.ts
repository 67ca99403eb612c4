import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isId } from '#lib/domain/ids.ts';
import type { Capability } from '#lib/domain/policy/capabilities.ts';
import type { SeenRequest } from '#lib/protocol/portal.ts';
import type { Asker } from '../channels/portal/hand-in.ts';
import { noteSeen } from '../channels/portal/seen.ts';
import { ownRequest } from '../channels/portal/view.ts';
import type { OpenOrg, OrgRegistry } from '../orgs/org-registry.ts';
import type { RegisterRoutes, RouteDeps } from './app.ts';
import { liveLines } from './event-lines.ts';
import { HttpError } from './http-error.ts';
import { readBody, readParams } from './read-input.ts';
import { callerOf } from './route-access.ts';

const params = z.strictObject({ id: z.string().max(60) });
const nothing = z.strictObject({});
const seenBody: z.ZodType<SeenRequest> = z.strictObject({
	message: z.string().refine(isId, 'must be an id')
});

/** How requesters hear at once that something is new, and how the staff sees that they type. */
export function portalLiveRoutes(orgs: OrgRegistry): RegisterRoutes {
	return (app, deps) => {
		const listen = { config: { access: 'portal.read' }, exposeHeadRoute: false } as const;
		const answer = liveLines(deps, ({ orgId }) => orgs.get(orgId).portal);
		app.get('/api/portal/events', listen, answer);
		lookingRoutes(app, deps, {
			prefix: '/api/portal',
			access: 'portal.write',
			askerOf: (request) => {
				const { orgId, personId: person } = callerOf(request).session;
				const { unit, hub } = orgs.get(orgId);
				return { unit, hub, person };
			}
		});
	};
}

interface Looking {
	readonly prefix: string;
	readonly access: Capability;
	readonly askerOf: (request: FastifyRequest) => Asker & Pick<OpenOrg, 'hub'>;
}

/** What whoever asked does with a request besides writing: they type, and have seen it. */
export function lookingRoutes(
	app: FastifyInstance,
	{ now }: Pick<RouteDeps, 'now'>,
	{ prefix, access, askerOf }: Looking
): void {
	const write = { config: { access } } as const;
	app.post(`${prefix}/requests/:id/typing`, write, (request, reply) => {
		const { unit, hub, person } = askerOf(request);
		const { id } = readParams(params, request);
		if (ownRequest({ unit, person }, id) === undefined) throw new HttpError('not-found');
		readBody(nothing, request);
		hub.awareness.hint(`ticket.${id}`, person);
		return reply.code(204).send();
	});
	app.post(`${prefix}/requests/:id/seen`, write, async (request, reply) => {
		const { unit, person } = askerOf(request);
		const { id } = readParams(params, request);
		const { message } = readBody(seenBody, request);
		if (!(await noteSeen({ unit, person, nowMs: now() }, id, message)))
			throw new HttpError('not-found');
		return reply.code(204).send();
	});
}
