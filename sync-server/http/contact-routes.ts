import { z } from 'zod';
import { isId } from '#lib/domain/ids.ts';
import { can } from '#lib/domain/policy/can.ts';
import { readRating } from '#lib/domain/ticket/rating.ts';
import { askedBy, ticketSubject } from '#lib/domain/ticket/ticket.ts';
import { CONTACT_TICKETS, type ContactAnswer, type ContactTicket } from '#lib/protocol/contacts.ts';
import { linesOf } from '../activity/export-watch.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import { languageOf } from '../pipeline/requester-language.ts';
import type { World } from '../pipeline/world.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';
import { readParams } from './read-input.ts';
import { callerOf } from './route-access.ts';

const params = z.object({ id: z.string().refine(isId, 'must be an id') });

/** All tickets of somebody who asks, for those who may know them: devices hold the open ones only. */
export function contactRoutes(orgs: OrgRegistry): RegisterRoutes {
	return (app) => {
		const config = { access: 'workspace.read' } as const;
		app.get('/api/contacts/:id', { config }, (request): ContactAnswer => {
			const { session } = callerOf(request);
			const { id } = readParams(params, request);
			const { hub, unit, exports } = orgs.get(session.orgId);
			const actor = unit.world.directory.actor(session.personId);
			const isThere = unit.projector.head(`contact.${id}`) !== undefined;
			if (!isThere || !hub.mayRead(session.personId, { kind: 'contact', id }))
				throw new HttpError('not-found');
			if (actor === undefined) throw new HttpError('forbidden');
			const targets = unit.store.ticketsOf(id).filter((target) => {
				const ticket = unit.world.ticket(target);
				const isShown = ticket !== undefined && ticket.removed === null;
				return isShown && can(actor, { do: 'ticket.read', ticket: ticketSubject(ticket) }).allowed;
			});
			const tickets = targets
				.flatMap((target) => lineOf(unit.world, target) ?? [])
				.sort((a, b) => b.updatedMs - a.updatedMs);
			const told = tickets.slice(0, CONTACT_TICKETS);
			exports.record(session.personId, `contact.${id}`);
			exports.lines(session.personId, linesOf(told));
			return {
				tickets: told,
				isMore: tickets.length > CONTACT_TICKETS,
				language: languageIn(unit.world, targets)
			};
		});
	};
}

function lineOf(world: World, target: string): ContactTicket | undefined {
	const ticket = world.ticket(target);
	if (ticket === undefined) return undefined;
	const { head, thread } = world.entities.get(target);
	const { number, subject, team, status, requester, createdMs } = ticket;
	return {
		id: target.slice('ticket.'.length),
		...{ number, subject, team, status, createdMs },
		class: ticket.class,
		requester: requester?.name || (requester?.address ?? null),
		updatedMs: thread.updatedMs,
		stars: readRating(head)?.stars ?? null
	};
}

/** That of the account that asked one of these tickets. */
function languageIn(world: World, targets: readonly string[]): string | null {
	for (const target of targets) {
		const person = askedBy(world.entities.get(target).head);
		const language = person === null ? '' : languageOf(world, person);
		if (language !== '') return language;
	}
	return null;
}
