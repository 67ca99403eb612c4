import { Readable } from 'node:stream';
import { z } from 'zod';
import { can } from '#lib/domain/policy/can.ts';
import { ticketSubject } from '#lib/domain/ticket/ticket.ts';
import { entryOf } from '#lib/domain/catalogue/entry.decode.ts';
import type { RuleLogAnswer, RuleRunAnswer } from '#lib/protocol/automation.ts';
import { rehearsal } from '../automation/rehearsal.ts';
import { ruleLog } from '../automation/rule-log.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';
import { readParams } from './read-input.ts';
import { callerOf } from './route-access.ts';

const params = z.object({ code: z.string().max(40) });
const config = { access: 'org.manage' } as const;
/** Whoever leads teams runs the rules of their administrators on the tickets of these. */
const run = { access: 'ticket.approve' } as const;

/** Trying rules, running them at once, and what they did. */
export function ruleRoutes(orgs: OrgRegistry): RegisterRoutes {
	return (app, { now }) => {
		app.get('/api/rules/log', { config }, async (request): Promise<RuleLogAnswer> => {
			const { unit, rules } = orgs.get(callerOf(request).session.orgId);
			return ruleLog(unit, rules.held);
		});

		app.post('/api/rules/try', { config }, async (request, reply) => {
			const entry = entryOf(request.body);
			if (!entry.ok || entry.value.catalogue !== 'rule') throw new HttpError('invalid-input');
			const { unit } = orgs.get(callerOf(request).session.orgId);
			const rule = { ...entry.value.value, code: entry.value.code };
			const pause = () => new Promise<void>((done) => setImmediate(done));
			const told = rehearsal(unit, rule, { nowMs: now(), pause });
			// Whoever hangs up has cancelled it: the stream ends, and with it the work.
			return reply.type('application/x-ndjson').send(Readable.from(lines(told)));
		});

		app.post('/api/rules/:code/run', { config: run }, async (request): Promise<RuleRunAnswer> => {
			const { session } = callerOf(request);
			const { unit, rules } = orgs.get(session.orgId);
			const { directory } = unit.world;
			const actor = directory.actor(session.personId);
			if (actor === undefined) throw new HttpError('forbidden');
			const rule = directory.catalogue.find('rule', readParams(params, request).code);
			if (rule === undefined || rule.archived) throw new HttpError('not-found');
			const running = rules.runNow(
				rule,
				(ticket) => can(actor, { do: 'ticket.approve', ticket: ticketSubject(ticket) }).allowed
			);
			if (running === undefined) throw new HttpError('server-busy');
			return await running;
		});
	};
}

async function* lines(told: AsyncIterable<unknown>): AsyncGenerator<string> {
	for await (const one of told) yield `${JSON.stringify(one)}\n`;
}
