import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addressKey } from '../access/address-key.ts';
import { ownRequest } from '../channels/portal/view.ts';
import type { Stream } from '../channels/portal/streams.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';
import { readBody, readParams } from './read-input.ts';
import { callerOf } from './route-access.ts';

/** An office shares one address, and a browser opens a line for each window that is looked at. */
const STREAMS_PER_ADDRESS = 400;
/** Whoever leaves so much unread has gone. */
const UNREAD_BYTES = 64 * 1024;
/** What a device does that has lost its line says in itself; this is only for what knows no better. */
const RETRY = 'retry: 30000\n\n';

const params = z.strictObject({ id: z.string().max(60) });
const nothing = z.strictObject({});
const write = { config: { access: 'portal.write' } } as const;

/** How requesters hear at once that something is new, and how the staff sees that they type. */
export function portalLiveRoutes(orgs: OrgRegistry): RegisterRoutes {
	const places = countPlaces();
	return (app, { access, factsOf }) => {
		const open = (request: FastifyRequest): Readable => {
			const { session } = callerOf(request);
			const address = addressKey(factsOf(request).address);
			const line = aLine();
			const leave =
				places.isFree(address) &&
				orgs.get(session.orgId).portal.open({
					...line,
					person: session.personId,
					session: session.publicId,
					isGood: () => access.sessions.isActive(session.publicId)
				});
			if (!leave) throw new HttpError('too-many-requests');
			places.add(address, 1);
			line.events.once('close', () => {
				leave();
				places.add(address, -1);
			});
			return line.events;
		};
		const listen = { config: { access: 'portal.read' }, exposeHeadRoute: false } as const;
		app.get('/api/portal/events', listen, (request, reply) =>
			reply
				.type('text/event-stream; charset=utf-8')
				// Some proxies would gather what is to be there at once.
				.header('x-accel-buffering', 'no')
				.send(open(request))
		);
		app.post('/api/portal/requests/:id/typing', write, (request, reply) => {
			const { orgId, personId: person } = callerOf(request).session;
			const { id } = readParams(params, request);
			const { unit, hub } = orgs.get(orgId);
			if (ownRequest({ unit, person }, id) === undefined) throw new HttpError('not-found');
			readBody(nothing, request);
			hub.awareness.hint(`ticket.${id}`, person);
			return reply.code(204).send();
		});
	};
}

/** How many lines each address has. */
function countPlaces() {
	const taken = new Map<string, number>();
	return {
		isFree: (address: string): boolean => (taken.get(address) ?? 0) < STREAMS_PER_ADDRESS,
		add(address: string, by: 1 | -1): void {
			const now = (taken.get(address) ?? 0) + by;
			if (now === 0) taken.delete(address);
			else taken.set(address, now);
		}
	};
}

function aLine(): Pick<Stream, 'send' | 'end'> & { readonly events: Readable } {
	const events = new Readable({ read: () => undefined });
	let isEnded = false;
	events.push(RETRY);
	return {
		events,
		send(event, data) {
			if (isEnded || events.destroyed) return;
			if (events.readableLength > UNREAD_BYTES) events.destroy();
			else events.push(`event: ${event}\ndata: ${data}\n\n`);
		},
		end() {
			if (!isEnded && !events.destroyed) events.push(null);
			isEnded = true;
		}
	};
}
