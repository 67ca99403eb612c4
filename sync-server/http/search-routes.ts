import { z } from 'zod';
import { QUERY_LIMITS } from '#lib/domain/query/query.ts';
import type { SearchAnswer } from '#lib/protocol/search.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import { problemSentence, searchTickets } from '../search/search.ts';
import { linesOf } from '../activity/export-watch.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';
import { readQuery } from './read-input.ts';
import { callerOf } from './route-access.ts';
import { isTimeZone } from './time-zone.ts';

const query = z.strictObject({
	q: z
		.string('must be text')
		.max(QUERY_LIMITS.length, `must have at most ${QUERY_LIMITS.length} characters`),
	zone: z
		.string()
		.max(60)
		.refine(isTimeZone, 'must be a time zone, such as Europe/Berlin')
		.default('UTC')
});

/** A search costs as much as several other requests. */
const COSTS = 5;

/** Finds tickets among all there are, for those who may read them. */
export function searchRoutes(orgs: OrgRegistry): RegisterRoutes {
	return (app, { now, config: { limits } }) => {
		const rateLimit = { max: Math.ceil(limits.requestsPerMinute / COSTS), timeWindow: 60_000 };
		const config = { access: 'workspace.read', rateLimit } as const;
		app.get('/api/search', { config }, async (request): Promise<SearchAnswer> => {
			const { session } = callerOf(request);
			const { q: text, zone: timeZone } = readQuery(query, request);
			const { unit, exports } = orgs.get(session.orgId);
			const actor = unit.world.directory.actor(session.personId);
			if (actor === undefined) throw new HttpError('forbidden');
			const found = searchTickets(unit, { text, actor, nowMs: now(), timeZone });
			if (found.ok) {
				exports.lines(session.personId, linesOf(found.answer.hits));
				return found.answer;
			}
			const { problem } = found;
			throw new HttpError('invalid-input', problemSentence(problem), { field: 'q', problem });
		});
	};
}
