import { isId, isPersonId, isTeamId } from '../ids.ts';
import type { Actor, ChannelSubject, TicketSubject } from './actor.ts';
import { can } from './can.ts';
import { reachesTeam } from './scope.ts';

/** A document as policy sees it: its kind and the id of what it is about. */
export interface DocSubject {
	readonly kind:
		| 'workspace'
		| 'knowledge'
		| 'team'
		| 'ticket'
		| 'channel'
		| 'user'
		| 'live'
		| 'text'
		| 'contact';
	readonly id: string;
}

/** What decides about a document besides the person: their organisation, and what it is about. */
export interface DocFacts {
	readonly org: string;
	readonly ticket: (id: string) => TicketSubject | undefined;
	readonly channel: (id: string) => ChannelSubject | undefined;
	/** The ticket whose reply a text is, or that it is the draft of an article. */
	readonly text: (id: string) => TicketSubject | 'article' | undefined;
	/** What somebody has asked. */
	readonly contact: (id: string) => Iterable<TicketSubject>;
}

/** Whether somebody may read a document: all of it, or nothing. */
export type DocAccess = 'none' | 'read';

type Reader = (actor: Actor, id: string, facts: DocFacts) => boolean;

const READERS: Readonly<Record<DocSubject['kind'], Reader>> = {
	workspace: (_actor, id, facts) => id !== '' && id === facts.org,
	knowledge: (_actor, id, facts) => id !== '' && id === facts.org,
	team: (actor, id) => isTeamId(id) && can(actor, { do: 'team.read', team: id }).allowed,
	ticket: (actor, id, facts) => {
		const ticket = facts.ticket(id);
		return ticket !== undefined && can(actor, { do: 'ticket.read', ticket }).allowed;
	},
	channel: (actor, id, facts) => {
		const channel = facts.channel(id);
		return channel !== undefined && can(actor, { do: 'channel.read', channel }).allowed;
	},
	user: (actor, id) => isPersonId(id) && id === actor.person,
	// Members see each other's presence whatever their role, field staff included.
	live: (actor, id) => isTeamId(id) && reachesTeam(actor, id),
	// Whoever may write in the ticket, or articles, writes along.
	text: (actor, id, facts) => {
		const ticket = facts.text(id);
		if (ticket === 'article') return can(actor, { do: 'article.write' }).allowed;
		return ticket !== undefined && can(actor, { do: 'ticket.message', ticket }).allowed;
	},
	contact: (actor, id, facts) =>
		isId(id) && can(actor, { do: 'contact.know', tickets: facts.contact(id) }).allowed
};

/**
 * Whether a person may read a document. The document is the grain of permission: whoever may read it
 * may read all of it; of all kinds people write only texts, and whoever reads one may write it. What is unknown, malformed or missing is `none`, so the
 * answer never tells whether a document exists.
 */
export function docAccess(actor: Actor, ref: DocSubject, facts: DocFacts): DocAccess {
	// Requesters have no staff documents, not even one of their own.
	if (!can(actor, { do: 'workspace.read' }).allowed) return 'none';
	// A kind made of unparsed bytes is nobody's.
	if (!Object.hasOwn(READERS, ref.kind)) return 'none';
	return READERS[ref.kind](actor, ref.id, facts) ? 'read' : 'none';
}
