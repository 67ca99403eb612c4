import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isId, type EntityRef } from '#lib/domain/ids.ts';
import { MOST_STARS, RATING_WORDS } from '#lib/domain/ticket/rating.ts';
import type {
	RatingLinkAnswer,
	RatingPageAnswer,
	RatingRequest,
	RatingsAnswer
} from '#lib/protocol/portal.ts';
import { rateByLink } from '../channels/portal/hand-in.ts';
import { createRatingLinks, type RatingPlace } from '../channels/portal/rating-links.ts';
import { readRatings, ratingIn } from '../channels/portal/ratings.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';
import { readBody, readParams } from './read-input.ts';
import { callerOf } from './route-access.ts';

const idParams = z.strictObject({ id: z.string().refine(isId, 'must be an id') });
const tokenParams = z.strictObject({ token: z.string().min(1).max(200) });
/** What somebody says of how they were served. */
export const ratingFields = {
	stars: z.number().int().min(1).max(MOST_STARS),
	solved: z.boolean(),
	words: z.string().trim().max(RATING_WORDS)
};
const ratingBody: z.ZodType<RatingRequest> = z.strictObject(ratingFields);

/** How requesters were served: by a link that needs no account, and what came of it. */
export function ratingRoutes(orgs: OrgRegistry): RegisterRoutes {
	return (app, deps) => {
		byLink(orgs)(app, deps);
		forStaff(orgs)(app, deps);
	};
}

function byLink(orgs: OrgRegistry): RegisterRoutes {
	return (app, { platform, now, config }) => {
		const links = createRatingLinks(platform, now);
		const rateLimit = { max: config.limits.signInsPerMinute, timeWindow: 60_000 };
		const open = { config: { access: 'public', rateLimit } } as const;
		const read = (request: FastifyRequest) => {
			const { token } = readParams(tokenParams, request);
			const place = links.read(token);
			const known = place && platform.orgs.byId(place.org);
			if (place === undefined || known?.isReady !== true) throw new HttpError('link-invalid');
			return { place, token, orgName: known.name };
		};
		const ticketOf = ({ org, ticket: id }: RatingPlace) => {
			const { unit } = orgs.get(org);
			const ticket = unit.world.ticket(`ticket.${id}`);
			if (ticket?.removed !== null) throw new HttpError('link-invalid');
			return { unit, ticket };
		};

		// Mail programs and their guards open links by themselves, so opening one does nothing.
		app.get('/api/rate/:token', open, async (request): Promise<RatingPageAnswer> => {
			const { place, orgName } = read(request);
			const { unit, ticket } = ticketOf(place);
			// A ticket that was opened again is rated when it is done again.
			if (ticket.round !== place.round) throw new HttpError('link-invalid');
			const { subject, number, final: isDone } = ticket;
			const rating = ratingIn(unit, place.ticket, place.round);
			return { orgName, subject, number, rating, isDone };
		});
		app.post('/api/rate/:token', open, async (request, reply) => {
			const { place, token } = read(request);
			const rated = readBody(ratingBody, request);
			const { unit } = ticketOf(place);
			const outcome = await rateByLink(unit, { ...place, token }, rated);
			if (outcome !== 'accepted') throw new HttpError('link-invalid');
			return reply.code(204).send();
		});
	};
}

function forStaff(orgs: OrgRegistry): RegisterRoutes {
	return (app, { platform, now }) => {
		const links = createRatingLinks(platform, now);
		app.post(
			'/api/tickets/:id/rating-link',
			{ config: { access: 'message.write' } },
			async (request): Promise<RatingLinkAnswer> => {
				const { orgId, personId } = callerOf(request).session;
				const { id } = readParams(idParams, request);
				const { hub, unit } = orgs.get(orgId);
				const target: EntityRef = `ticket.${id}`;
				const ticket = unit.world.ticket(target);
				if (ticket === undefined || !hub.mayRead(personId, { kind: 'ticket', id }))
					throw new HttpError('not-found');
				return links.make(orgId, id, ticket.round);
			}
		);
		app.get(
			'/api/ratings',
			{ config: { access: 'people.manage' } },
			async (request): Promise<RatingsAnswer> =>
				readRatings(orgs.get(callerOf(request).session.orgId).unit, now())
		);
	};
}
