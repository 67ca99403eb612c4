import { z } from 'zod';
import type { TeamId } from '#lib/domain/ids.ts';
import { deskTimeZone, MOST_DAYS, periodsOf } from '#lib/domain/metrics/period.ts';
import type { Actor } from '#lib/domain/policy/actor.ts';
import { can } from '#lib/domain/policy/can.ts';
import type { ReportPreparing, TicketReportAnswer } from '#lib/protocol/reports.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { Directory } from '../pipeline/directory.ts';
import { turns } from '../reports/breathe.ts';
import { ticketReport } from '../reports/ticket-report.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';
import { day, readQuery } from './read-input.ts';
import { callerOf } from './route-access.ts';
import { isTimeZone } from './time-zone.ts';

const query = z
	.strictObject({
		from: day,
		to: day,
		/** One team, or several; all that the asker may read if left out. */
		team: z
			.union([z.string().max(40), z.array(z.string().max(40)).max(500)])
			.transform((given) => [given].flat())
			.optional(),
		/** Where the days begin in an organisation that has no calendar. */
		zone: z.string().max(60).refine(isTimeZone, 'must be a time zone').default('UTC')
	})
	.refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before the first' })
	.refine(({ from, to }) => to - from < MOST_DAYS, {
		path: ['to'],
		message: `must be within ${MOST_DAYS} days of the first`
	});

/** A report costs as much as many other requests. */
const COSTS = 10;

/** Figures about tickets: of teams for those who lead them, of their own work for other agents. */
export function reportRoutes(orgs: OrgRegistry): RegisterRoutes {
	return (app, { now, config: { limits } }) => {
		const rateLimit = { max: Math.ceil(limits.requestsPerMinute / COSTS), timeWindow: 60_000 };
		const config = { access: 'report.own', rateLimit } as const;
		type Answer = TicketReportAnswer | ReportPreparing;
		app.get('/api/reports/tickets', { config }, async (request, reply): Promise<Answer> => {
			const { session } = callerOf(request);
			const { from, to, team: asked, zone } = readQuery(query, request);
			const { unit, facts } = orgs.get(session.orgId);
			const { directory } = unit.world;
			const actor = directory.actor(session.personId);
			if (actor === undefined) throw new HttpError('forbidden');
			const { about, teams } = mayCount(actor, directory);
			const counted = asked === undefined ? teams : teams.filter((team) => asked.includes(team));
			// A team that is not theirs is answered as one that does not exist.
			if (asked?.some((team) => !counted.some((one) => one === team)))
				throw new HttpError('not-found');
			const preparing = await facts.settle();
			if (preparing !== null) {
				reply.code(202);
				return { preparing };
			}
			const timeZone = deskTimeZone(directory.catalogue) ?? zone;
			const nowMs = now();
			const question = {
				...periodsOf({ from, to }, timeZone, nowMs),
				...{ timeZone, nowMs, teams: new Set(counted), levels: directory.levels },
				...(about === 'own' && { person: actor.person })
			};
			const report = await ticketReport(facts, question, turns(now));
			return { about, teams: counted, ...report };
		});
	};
}

/** Whole teams for those who lead any; for other agents their own work in the teams they are in. */
function mayCount(
	actor: Actor,
	{ teams }: Pick<Directory, 'teams'>
): { readonly about: TicketReportAnswer['about']; readonly teams: readonly TeamId[] } {
	const all = [...teams.keys()];
	const led = all.filter((team) => can(actor, { do: 'report.teams', team }).allowed);
	if (led.length > 0) return { about: 'teams', teams: led };
	return {
		about: 'own',
		teams: all.filter((team) => can(actor, { do: 'team.read', team }).allowed)
	};
}
