import { z } from 'zod';
import { isPersonId, isTeamId } from '#lib/domain/ids.ts';
import { deskTimeZone } from '#lib/domain/metrics/period.ts';
import { localDays } from '#lib/domain/query/days.ts';
import { isStamp, stampStart } from '#lib/domain/stamp.ts';
import { ACTIVITY_KINDS } from '#lib/domain/ticket/activity.ts';
import { ACTIVITY_PAGE, MOST_ACTIVITY, type ActivityAnswer } from '#lib/protocol/activity.ts';
import { linesOf } from '../activity/export-watch.ts';
import { readActivity } from '../activity/read-activity.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import { turns } from '../reports/breathe.ts';
import type { RegisterRoutes } from './app.ts';
import { liveLines } from './event-lines.ts';
import { HttpError } from './http-error.ts';
import { day, readQuery } from './read-input.ts';
import { callerOf } from './route-access.ts';
import { isTimeZone } from './time-zone.ts';

const AUTOMATIONS = '~';

const query = z
	.strictObject({
		/** The stamp of the last row that is known. */
		before: z.string().refine(isStamp, 'must be a stamp').optional(),
		/** Somebody, or all automations. */
		person: z
			.string()
			.refine((id) => id === AUTOMATIONS || isPersonId(id), `must be a person or ${AUTOMATIONS}`)
			.optional(),
		team: z.string().refine(isTeamId, 'must be a team').optional(),
		kind: z.enum(ACTIVITY_KINDS).optional(),
		from: day.optional(),
		to: day.optional(),
		zone: z.string().max(60).refine(isTimeZone, 'must be a time zone').default('UTC'),
		limit: z.coerce.number().int().min(1).max(MOST_ACTIVITY).default(ACTIVITY_PAGE)
	})
	.refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
		path: ['to'],
		message: 'must not be before the first'
	});

/** A page costs as much as many other requests. */
const COSTS = 10;
const ALWAYS = '~';

/** Who did what when: for those who lead teams, of the tickets that they may read. */
export function activityRoutes(orgs: OrgRegistry): RegisterRoutes {
	return (app, deps) => {
		const { now, config: settings } = deps;
		const max = Math.ceil(settings.limits.requestsPerMinute / COSTS);
		const rateLimit = { max, timeWindow: 60_000 };
		const config = { access: 'activity.read', rateLimit } as const;
		app.get('/api/activity', { config }, async (request): Promise<ActivityAnswer> => {
			const { session } = callerOf(request);
			const { person, team, kind, limit, ...asked } = readQuery(query, request);
			const { unit, exports } = orgs.get(session.orgId);
			const { directory } = unit.world;
			const actor = directory.actor(session.personId);
			if (actor === undefined) throw new HttpError('forbidden');
			const days = localDays(deskTimeZone(directory.catalogue) ?? asked.zone, now());
			const start = (of: number) => stampStart(days.startOf(of));
			const until = asked.to === undefined ? ALWAYS : start(asked.to + 1);
			const { before = until } = asked;
			const answer = await readActivity(
				unit,
				{
					...{ actor, by: person, team, kind, limit },
					from: asked.from === undefined ? '' : start(asked.from),
					before: before < until ? before : until
				},
				turns(now)
			);
			exports.lines(session.personId, linesOf(answer.rows));
			return answer;
		});
		const listen = { config: { access: 'activity.read' }, exposeHeadRoute: false } as const;
		const answer = liveLines(deps, ({ orgId }) => orgs.get(orgId).activity);
		app.get('/api/activity/events', listen, answer);
	};
}
