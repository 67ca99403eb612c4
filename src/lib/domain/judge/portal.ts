import type { BodyOf, MessageBody } from '../changes/bodies.ts';
import type { Cells } from '../crdt/cells.ts';
import { roleHas } from '../policy/roles.ts';
import { takersIn } from '../requests.ts';
import { askedBy, type Ticket } from '../ticket/ticket.ts';
import { every, honestMessage, knownTeam, permit, type Facts } from './checks.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

/** Whether the author is one of those whom the organisation serves, and not of its staff. */
export function isServed({ actor }: Facts): boolean {
	return actor !== undefined && roleHas(actor.role, 'portal.write');
}

/**
 * The verdict on a request: it goes to a team that takes requests, under its author's own name and says
 * nothing that is for the staff to say.
 */
export function judgeAsked(body: BodyOf<'ticket.create'>, facts: Facts): Verdict {
	const { team, subject, message, requester, ...more } = body;
	return every(
		() => permit(facts, { do: 'portal.ask', team, takers: takersIn(facts) }),
		() => knownTeam(facts, team),
		() => (Object.keys(more).length === 0 ? ACCEPTED : refused('role')),
		() => (subject.trim() === '' ? refused('malformed', { path: 'subject' }) : ACCEPTED),
		() => ownName(requester ?? null, facts),
		() => (message === undefined ? refused('malformed', { path: 'message' }) : said(message, facts))
	);
}

/** The verdict on who may add to a request, and what: whoever made it, plain words. */
export function judgeAnswered(state: Cells, body: MessageBody, facts: Facts): Verdict {
	return every(
		() => permit(facts, { do: 'portal.write', creator: askedBy(state) ?? '' }),
		() => plainWords(body)
	);
}

function said(message: MessageBody, facts: Facts): Verdict {
	return every(
		() => plainWords(message),
		() => honestMessage(facts, message)
	);
}

/** The verdict on how whoever asked was served: theirs to say, once it is done. */
export function judgeRating(
	ticket: Ticket,
	state: Cells,
	{ round }: BodyOf<'ticket.rate'>,
	facts: Facts
): Verdict {
	return every(
		() => permit(facts, { do: 'portal.write', creator: askedBy(state) ?? '' }),
		() => (ticket.final && ticket.round === round ? ACCEPTED : refused('unknown-round'))
	);
}

/** Whoever is mentioned follows, and a note is for the staff: neither is for others to bring about. */
function plainWords({ kind, mentions, rich }: MessageBody): Verdict {
	const isPlain = kind === 'public' && !mentions?.length && !rich?.length;
	return isPlain ? ACCEPTED : refused('role');
}

function ownName(requester: BodyOf<'ticket.create'>['requester'] | null, facts: Facts): Verdict {
	if (!requester) return ACCEPTED;
	const person = facts.person(facts.actor?.person ?? '');
	const isOwn =
		requester.name === person?.name && (requester.address ?? null) === (person.email ?? null);
	return isOwn ? ACCEPTED : refused('not-yours');
}
