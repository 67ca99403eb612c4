import type { TypedChange } from '../changes/typed.ts';
import { ownCell, STATE_KEY, type Cells } from '../crdt/cells.ts';
import { can } from '../policy/can.ts';
import { ticketSubject, type Ticket } from '../ticket/ticket.ts';
import type { Facts } from './checks.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

type OnTicket = Exclude<
	Extract<TypedChange, { type: `ticket.${string}` }>,
	{ type: 'ticket.create' }
>;

/** Refused where a ticket is done, or where only whoever has it decides. */
export function isOpenTo(
	ticket: Ticket,
	state: Cells,
	change: OnTicket,
	{ actor }: Facts
): Verdict {
	if (ticket.final && isWork(change) && !cameBefore(state, change) && !isOnSite(ticket, change))
		return refused('finished', { status: ticket.status });
	if (actor === undefined || !isForPrimary(change, actor.person)) return ACCEPTED;
	const { assignee, collaborators } = ticket;
	const isHelping =
		assignee !== null && assignee !== actor.person && collaborators.includes(actor.person);
	const leads = can(actor, { do: 'ticket.approve', ticket: ticketSubject(ticket) }).allowed;
	return isHelping && !leads ? refused('primary-only', { by: assignee }) : ACCEPTED;
}

/** What is done to a ticket, and not what is said of it or where it is found. */
function isWork(change: OnTicket): boolean {
	switch (change.type) {
		case 'ticket.field':
		case 'ticket.custom':
		case 'ticket.add-task':
		case 'ticket.task':
		case 'ticket.add-follow-up':
		case 'ticket.follow-up':
		case 'ticket.take':
		case 'ticket.assign':
			return true;
		case 'ticket.element':
			return change.body.set === 'collaborators';
		default:
			return false;
	}
}

/**
 * What was done before the end, and was only late to arrive, still counts: but for what would leave
 * the ticket owing something.
 */
function cameBefore(state: Cells, change: OnTicket): boolean {
	const endedAt = ownCell(state, STATE_KEY)?.[1];
	return endedAt !== undefined && change.at < endedAt && !mayOwe(change);
}

/** Whoever visits fills in the form there, whatever the office has closed meanwhile. */
function isOnSite({ visits }: Ticket, change: OnTicket): boolean {
	return (
		change.type === 'ticket.custom' &&
		change.body.value !== null &&
		visits.some(({ technician }) => technician === change.by)
	);
}

function mayOwe(change: OnTicket): boolean {
	switch (change.type) {
		case 'ticket.add-task':
			return true;
		case 'ticket.custom':
			return change.body.value === null;
		case 'ticket.task':
			return change.body.value === false;
		case 'ticket.field':
			return change.body.field === 'type';
		default:
			return false;
	}
}

/** The status, and who works on it; whoever helps may leave. */
function isForPrimary(change: OnTicket, person: string): boolean {
	switch (change.type) {
		case 'ticket.state':
		case 'ticket.merge':
		case 'ticket.unmerge':
			return true;
		case 'ticket.element': {
			const { set, element, present } = change.body;
			return set === 'collaborators' && (present || element !== person);
		}
		default:
			return false;
	}
}
