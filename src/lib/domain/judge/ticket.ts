import type { Cells } from '../crdt/cells.ts';
import { ownCell } from '../crdt/cells.ts';
import type { TypedChange } from '../changes/typed.ts';
import { stampMs } from '../stamp.ts';
import { isFinal, requiredWords } from '../ticket/statuses.ts';
import { readTicket, ticketSubject, type Ticket } from '../ticket/ticket.ts';
import { unreachable } from '../assert.ts';
import {
	every,
	honestMessage,
	knownElement,
	knownPerson,
	knownTeam,
	permit,
	type Facts
} from './checks.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';
import type { PersonId, TeamId } from '../ids.ts';

type TicketChange = Extract<TypedChange, { type: `ticket.${string}` }>;
type OnTicket = Exclude<TicketChange, { type: 'ticket.create' }>;

/** The verdict on a change to a ticket's fields, people, state or team. */
export function judgeTicket(state: Cells | undefined, change: TicketChange, facts: Facts): Verdict {
	const ticket = state && readTicket(state);
	if (change.type === 'ticket.create') return judgeCreate(ticket, change, facts);
	if (state === undefined || ticket === undefined) return refused('unknown-target');
	return judgeExisting(ticket, state, change, facts);
}

function judgeCreate(
	ticket: Ticket | undefined,
	change: Extract<TicketChange, { type: 'ticket.create' }>,
	facts: Facts
): Verdict {
	if (ticket !== undefined) return refused('already-exists');
	const { team, assignee = null, message } = change.body;
	return every(
		() => permit(facts, { do: 'ticket.create', team }),
		() => knownTeam(facts, team),
		() => mayBeginWith(facts, team, assignee),
		() => knownPerson(facts, assignee),
		() => (message === undefined ? ACCEPTED : honestMessage(facts, message))
	);
}

/** A new ticket may be one's own; to give it to others takes what giving them a ticket takes. */
function mayBeginWith(facts: Facts, team: TeamId, assignee: PersonId | null): Verdict {
	const author = facts.actor?.person;
	if (author === undefined || assignee === null || assignee === author) return ACCEPTED;
	return permit(facts, { do: 'ticket.assign', ticket: { team, people: new Set([author]) } });
}

function judgeExisting(ticket: Ticket, state: Cells, change: OnTicket, facts: Facts): Verdict {
	const subject = ticketSubject(ticket);
	const edit = () => permit(facts, { do: 'ticket.edit', ticket: subject });
	switch (change.type) {
		case 'ticket.field': {
			if (change.body.field !== 'assignee') return edit();
			const assignee = change.body.value;
			return every(
				() => permit(facts, { do: 'ticket.assign', ticket: subject }),
				() => knownPerson(facts, assignee)
			);
		}
		case 'ticket.element':
			return every(edit, () => judgeElement(state, change.body, facts));
		case 'ticket.state':
			return every(edit, () => judgeState(ticket, change));
		case 'ticket.take':
			return every(
				() => permit(facts, { do: 'ticket.take', ticket: subject }),
				() => judgeTake(state, change)
			);
		case 'ticket.transfer':
			return every(
				() => permit(facts, { do: 'ticket.transfer', ticket: subject }),
				() => knownTeam(facts, change.body.team)
			);
		default:
			return unreachable(change);
	}
}

/** Tags a ticket may have seen, those taken away again included: their cells stay. */
const TAGS_LIMIT = 200;

function judgeElement(
	state: Cells,
	body: Extract<OnTicket, { type: 'ticket.element' }>['body'],
	facts: Facts
): Verdict {
	if (body.set === 'tags') {
		if (ownCell(state, `tags/${body.element}`) !== undefined) return ACCEPTED;
		const seen = Object.keys(state).filter((key) => key.startsWith('tags/'));
		return seen.length < TAGS_LIMIT ? ACCEPTED : refused('full');
	}
	if (!body.present) return ACCEPTED;
	return knownElement(facts, body.element);
}

/** A round may be the one the ticket is in, an older one (it loses), or the next: a reopening. */
function judgeState(ticket: Ticket, change: Extract<OnTicket, { type: 'ticket.state' }>): Verdict {
	const { round, status, resolution, reason } = change.body;
	const words = requiredWords(status);
	if (words === 'resolution' && !resolution?.trim()) return refused('needs-resolution');
	if (words === 'reason' && !reason?.trim()) return refused('needs-reason');
	if (round > ticket.round + 1) return refused('unknown-round');
	// Raising the round is what reopening means; a done status in a round of its own is not one.
	if (round > ticket.round && (!ticket.final || isFinal(status))) return refused('unknown-round');
	return ACCEPTED;
}

/** A claim: refused, with who and when, if the assignee has moved from what its author saw. */
function judgeTake(state: Cells, change: Extract<OnTicket, { type: 'ticket.take' }>): Verdict {
	const assignee = ownCell(state, 'assignee');
	const current = assignee?.[0] ?? null;
	if (current === change.body.expected || current === change.by) return ACCEPTED;
	return refused('taken', {
		by: current,
		atMs: assignee === undefined ? null : stampMs(assignee[1])
	});
}
