import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isId } from '#lib/domain/ids.ts';
import { mailDomain } from '#lib/domain/mail-domain.ts';
import {
	FEEDBACK_KINDS,
	FEEDBACK_LIMITS,
	type FeedbackRequest,
	type FormAnswer,
	type VersionsAnswer,
	type VoteRequest,
	type VotesAnswer
} from '#lib/protocol/help.ts';
import { createFormGuard, takeFeedback } from '../channels/portal/feedback.ts';
import { readHelp, readHelpArticle, readHelpBook } from '../channels/portal/help.ts';
import { readVersions } from '../channels/portal/versions.ts';
import { countVote, readVotes } from '../channels/portal/votes.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { RegisterRoutes } from './app.ts';
import { etagAnswer } from './etag-answer.ts';
import { HttpError } from './http-error.ts';
import { publicOrg } from './public-org.ts';
import { line, readBody, readParams, readQuery } from './read-input.ts';
import { callerOf } from './route-access.ts';

const idParams = z.strictObject({ id: z.string().refine(isId, 'must be an id') });
const query = z.strictObject({
	org: z.string().max(60).optional(),
	q: z.string().max(200).optional()
});
const voteBody: z.ZodType<VoteRequest> = z.strictObject({ helpful: z.boolean() });
const feedbackBody: z.ZodType<FeedbackRequest> = z.strictObject({
	token: z.string().max(200),
	name: line(2, FEEDBACK_LIMITS.name),
	email: line(3, 254).refine((text) => mailDomain(text) !== undefined, 'is no mail address'),
	kind: z.enum(FEEDBACK_KINDS),
	message: z.string().trim().min(FEEDBACK_LIMITS.least).max(FEEDBACK_LIMITS.most),
	website: z.string().max(500)
});
const MINUTE_MS = 60_000;
const open = { config: { access: 'public' } } as const;
const served = { config: { access: 'portal.read' } } as const;
const staff = { config: { access: 'workspace.read' } } as const;
const idOf = (request: FastifyRequest): string => readParams(idParams, request).id;

/** Articles for those outside, what these say of them, and what they write to us. */
export function helpRoutes(orgs: OrgRegistry): RegisterRoutes {
	return (app, deps) => {
		publicHelp(orgs)(app, deps);
		feedback(orgs)(app, deps);
		helpForServed(orgs)(app, deps);
		articlesForStaff(orgs)(app, deps);
	};
}

function publicHelp(orgs: OrgRegistry): RegisterRoutes {
	return (app, { platform, config }) => {
		const placeOf = (request: FastifyRequest) => {
			const { org, q = '' } = readQuery(query, request);
			const { id, name } = publicOrg(platform, org);
			return { unit: orgs.get(id).unit, name, q };
		};
		app.get('/api/help', open, async (request, reply) => {
			const { unit, name, q } = placeOf(request);
			return etagAnswer(readHelp(unit, name, { reader: 'public', asked: q }), request, reply);
		});
		const kept = {
			config: { access: 'public', rateLimit: { max: 60, timeWindow: MINUTE_MS } }
		} as const;
		app.get('/api/help/all', kept, async (request, reply) => {
			const { unit, name } = placeOf(request);
			return etagAnswer(readHelpBook(unit, name, 'public'), request, reply);
		});
		app.get('/api/help/articles/:id', open, async (request, reply) => {
			const article = readHelpArticle(placeOf(request).unit, 'public', idOf(request));
			return etagAnswer(found(article), request, reply);
		});
		const rateLimit = { max: config.limits.signInsPerMinute, timeWindow: MINUTE_MS };
		const vote = { config: { access: 'public', rateLimit } } as const;
		app.post('/api/help/articles/:id/vote', vote, async (request, reply) => {
			const { unit } = placeOf(request);
			const { helpful } = readBody(voteBody, request);
			found(readHelpArticle(unit, 'public', idOf(request)));
			countVote(unit, idOf(request), helpful);
			return reply.code(204).send();
		});
	};
}

function feedback(orgs: OrgRegistry): RegisterRoutes {
	return (app, { platform, now, config }) => {
		const key = platform.keys.getOrAdd('help-form', () => randomBytes(32), now());
		const guard = createFormGuard(key, now);
		const rateLimit = { max: config.limits.signInsPerMinute, timeWindow: MINUTE_MS };
		const limited = { config: { access: 'public', rateLimit } } as const;
		app.get('/api/help/form', limited, async (): Promise<FormAnswer> => ({ token: guard.make() }));
		// Whoever fills in what nobody sees, or writes faster than people do, hears the same.
		app.post('/api/help/feedback', limited, async (request, reply) => {
			const given = readBody(feedbackBody, request);
			const { id } = publicOrg(platform, readQuery(query, request).org);
			const isPerson = guard.take(given.token) && given.website === '';
			if (isPerson) await takeFeedback(orgs.get(id).unit, given);
			return reply.code(202).send({});
		});
	};
}

function helpForServed(orgs: OrgRegistry): RegisterRoutes {
	return (app, { platform }) => {
		const unitOf = (request: FastifyRequest) => orgs.get(callerOf(request).session.orgId).unit;
		const nameOf = (org: string) => platform.orgs.byId(org)?.name ?? '';
		app.get('/api/portal/help/all', served, async (request, reply) => {
			const unit = unitOf(request);
			return etagAnswer(readHelpBook(unit, nameOf(unit.org), 'customers'), request, reply);
		});
		app.get('/api/portal/help', served, async (request, reply) => {
			const unit = unitOf(request);
			const { q = '' } = readQuery(query, request);
			const name = nameOf(unit.org);
			return etagAnswer(readHelp(unit, name, { reader: 'customers', asked: q }), request, reply);
		});
		app.get('/api/portal/help/articles/:id', served, async (request, reply) => {
			const article = readHelpArticle(unitOf(request), 'customers', idOf(request));
			return etagAnswer(found(article), request, reply);
		});
	};
}

function articlesForStaff(orgs: OrgRegistry): RegisterRoutes {
	return (app) => {
		const unitOf = (request: FastifyRequest) => orgs.get(callerOf(request).session.orgId).unit;
		app.get('/api/articles/votes', staff, async (request): Promise<VotesAnswer> => {
			return { votes: readVotes(unitOf(request)) };
		});
		app.get('/api/articles/:id/versions', staff, async (request): Promise<VersionsAnswer> => {
			const unit = unitOf(request);
			found(unit.world.directory.articles.get(idOf(request)));
			return { versions: readVersions(unit, idOf(request)) };
		});
	};
}

/** What is not for this reader is answered as what does not exist. */
function found<Value>(value: Value | undefined): Value {
	if (value === undefined) throw new HttpError('not-found');
	return value;
}
