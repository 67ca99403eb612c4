import type { TeamId } from '../ids.ts';
import type { Actor, ChannelSubject, TicketSubject } from './actor.ts';
import { roleHas } from './roles.ts';
import { reachesTeam } from './scope.ts';

/** Why something is not allowed. The screens have a sentence for each. */
export type DenialReason =
	| 'blocked'
	| 'role'
	| 'not-your-ticket'
	| 'not-your-team'
	| 'not-a-member'
	| 'not-yours'
	| 'removed'
	| 'unknown-action';
/** Whether somebody may do something, and if not, why. */
export type Decision = { allowed: true } | { allowed: false; reason: DenialReason };

/** What somebody wants to do, and to what. */
export type Action =
	| { do: 'ticket.create'; team: TeamId }
	| { do: 'ticket.read'; ticket: TicketSubject }
	| { do: 'ticket.edit'; ticket: TicketSubject }
	| { do: 'ticket.take'; ticket: TicketSubject }
	| { do: 'ticket.assign'; ticket: TicketSubject }
	| { do: 'ticket.transfer'; ticket: TicketSubject }
	| { do: 'ticket.approve'; ticket: TicketSubject }
	| { do: 'ticket.message'; ticket: TicketSubject }
	| { do: 'ticket.remove'; ticket: TicketSubject }
	| { do: 'message.rewrite'; author: string }
	| { do: 'message.retract'; author: string; ticket?: TicketSubject }
	| { do: 'channel.create' }
	| { do: 'channel.read'; channel: ChannelSubject }
	| { do: 'channel.post'; channel: ChannelSubject }
	| { do: 'channel.manage'; channel: ChannelSubject; creator: string }
	| { do: 'team.read'; team: TeamId }
	| { do: 'team.members'; team: TeamId }
	| { do: 'teams.manage' }
	| { do: 'people.manage' }
	| { do: 'org.manage' }
	| { do: 'mail.import'; team: TeamId }
	| { do: 'report.own' }
	/** Figures about a team, and about each of those who work in it. */
	| { do: 'report.teams'; team: TeamId }
	/** Read and write what the staff notes of somebody who asks; `tickets` are what they asked. */
	| { do: 'contact.know'; tickets: Iterable<TicketSubject> }
	| { do: 'user.write'; person: string }
	| { do: 'workspace.read' }
	| { do: 'article.write' }
	| { do: 'article.publish' }
	/** A request in the portal; `creator` asked it. */
	| { do: 'portal.read'; creator: string }
	| { do: 'portal.write'; creator: string }
	/** Make a request; `takers` are the teams that take them. */
	| { do: 'portal.ask'; team: TeamId; takers: readonly TeamId[] };

const YES: Decision = { allowed: true };
const no = (reason: DenialReason): Decision => ({ allowed: false, reason });
const when = (condition: boolean, reason: DenialReason): Decision => (condition ? YES : no(reason));

/**
 * The one decision on what a person may do; the server enforces it, the screens show it, a device
 * forecasts with it. Everything that is not granted here is denied.
 */
export function can(actor: Actor, action: Action): Decision {
	if (actor.blocked) return no('blocked');
	switch (action.do) {
		case 'ticket.create':
			return and(has(actor, 'ticket.create'), inTeam(actor, action.team));
		case 'ticket.read':
		case 'ticket.edit':
		case 'ticket.take':
		case 'ticket.assign':
		case 'ticket.transfer':
		case 'ticket.approve':
		case 'ticket.message':
		case 'ticket.remove':
			return onTicket(actor, action);
		case 'message.rewrite':
			return when(action.author === actor.person, 'not-yours');
		case 'message.retract':
			return mayRetract(actor, action.author, action.ticket);
		case 'channel.create':
			return has(actor, 'channel.create');
		case 'channel.read':
			return when(isMember(actor, action.channel), 'not-a-member');
		case 'channel.post':
			return and(has(actor, 'channel.post'), when(isMember(actor, action.channel), 'not-a-member'));
		case 'channel.manage':
			return mayManageChannel(actor, action.channel, action.creator);
		case 'team.read':
			return and(has(actor, 'ticket.edit'), inTeam(actor, action.team));
		case 'team.members':
		case 'mail.import':
		case 'report.teams':
			return and(has(actor, action.do), inTeam(actor, action.team));
		case 'contact.know':
			return mayKnow(actor, action.tickets);
		case 'user.write':
			return when(action.person === actor.person, 'not-yours');
		case 'teams.manage':
		case 'people.manage':
		case 'org.manage':
		case 'workspace.read':
		case 'article.write':
		case 'article.publish':
		case 'report.own':
			return has(actor, action.do);
		case 'portal.read':
		case 'portal.write':
		case 'portal.ask':
			return inPortal(actor, action);
		default:
			// Reached only by an action this code does not know, such as one made of unparsed bytes.
			return (action satisfies never, no('unknown-action'));
	}
}

function and(...decisions: readonly Decision[]): Decision {
	return decisions.find(({ allowed }) => !allowed) ?? YES;
}

function has(actor: Actor, capability: Parameters<typeof roleHas>[1]): Decision {
	return when(roleHas(actor.role, capability), 'role');
}

/** What somebody does with a ticket that is there. */
function onTicket(
	actor: Actor,
	action: Extract<Action, { ticket: TicketSubject; do: `ticket.${string}` }>
) {
	const reaches = when(mayReach(actor, action.ticket), 'not-your-ticket');
	switch (action.do) {
		case 'ticket.read':
			return reaches;
		case 'ticket.edit':
			return mayEdit(actor, action.ticket);
		case 'ticket.message':
			return and(has(actor, 'message.write'), reaches, isThere(action.ticket));
		case 'ticket.remove':
			return and(has(actor, 'ticket.remove'), reaches);
		default:
			return and(has(actor, action.do), mayEdit(actor, action.ticket));
	}
}

/** Whoever the organisation serves asks a team that takes requests, and sees to requests of their own. */
function inPortal(actor: Actor, action: Extract<Action, { do: `portal.${string}` }>): Decision {
	if (action.do === 'portal.ask')
		return and(
			has(actor, 'portal.write'),
			when(action.takers.includes(action.team), 'not-your-team')
		);
	return and(has(actor, action.do), when(action.creator === actor.person, 'not-yours'));
}

function inTeam(actor: Actor, team: TeamId): Decision {
	return when(reachesTeam(actor, team), 'not-your-team');
}

/** Nothing is done to a ticket that was deleted until it is brought back. */
function isThere({ isRemoved }: TicketSubject): Decision {
	return when(isRemoved !== true, 'removed');
}

/**
 * Members of a ticket's team reach it if they work on whole teams, its people always do. One that was
 * deleted is left to those who may bring it back.
 */
function mayReach(actor: Actor, ticket: TicketSubject): boolean {
	if (!roleHas(actor.role, 'workspace.read')) return false;
	if (ticket.isRemoved)
		return roleHas(actor.role, 'ticket.remove') && inTeam(actor, ticket.team).allowed;
	if (ticket.people.has(actor.person)) return true;
	return roleHas(actor.role, 'ticket.edit') && inTeam(actor, ticket.team).allowed;
}

/** Whoever reads one of somebody's tickets knows what is noted of them. */
function mayKnow(actor: Actor, tickets: Iterable<TicketSubject>): Decision {
	if (!roleHas(actor.role, 'message.write')) return no('role');
	if (roleHas(actor.role, 'org.all-teams')) return YES;
	for (const ticket of tickets) if (mayReach(actor, ticket)) return YES;
	return no('not-your-ticket');
}

function mayEdit(actor: Actor, ticket: TicketSubject): Decision {
	return and(
		has(actor, 'ticket.edit-own'),
		when(mayReach(actor, ticket), 'not-your-ticket'),
		isThere(ticket)
	);
}

function mayRetract(actor: Actor, author: string, ticket: TicketSubject | undefined): Decision {
	if (author === actor.person) return YES;
	if (ticket === undefined) return no('not-yours');
	return and(
		when(roleHas(actor.role, 'message.retract-any'), 'not-yours'),
		inTeam(actor, ticket.team)
	);
}

function isMember(actor: Actor, channel: ChannelSubject): boolean {
	if (!roleHas(actor.role, 'channel.post')) return false;
	if (channel.members.has(actor.person)) return true;
	return (
		channel.team !== null && (actor.teams.has(channel.team) || actor.supervises.has(channel.team))
	);
}

function mayManageChannel(actor: Actor, channel: ChannelSubject, creator: string): Decision {
	if (channel.kind === 'direct') return no('not-yours');
	if (!isMember(actor, channel)) return no('not-a-member');
	return when(creator === actor.person || roleHas(actor.role, 'org.manage'), 'not-yours');
}
