import type { Cells } from '../crdt/cells.ts';
import { ownCell } from '../crdt/cells.ts';
import type { TypedChange } from '../changes/typed.ts';
import { stampMs } from '../stamp.ts';
import { isHelped } from '../knowledge/article.ts';
import { isFollowUpChange } from '../changes/lift-follow-up.ts';
import { isIssueChange } from '../changes/lift-issue.ts';
import { isVisitChange } from '../changes/lift-visit.ts';
import { readLink } from '../ticket/links.ts';
import { taskKey } from '../ticket/tasks.ts';
import { readTicket, ticketSubject, type Ticket } from '../ticket/ticket.ts';
import { unreachable } from '../assert.ts';
import {
	every,
	honestMessage,
	knownElement,
	knownPerson,
	knownTeam,
	permit,
	readableTicket,
	targetId,
	type Facts
} from './checks.ts';
import { isServed, judgeAsked, judgeRating } from './portal.ts';
import { judgeMerge, judgeProposal, judgeState, judgeUnmerge } from './ticket-state.ts';
import { isOpenTo } from './ticket-locks.ts';
import { judgeCustom, judgeValue, knownCategory, knownEntry } from './ticket-values.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';
import { judgeFollowUp } from './follow-up.ts';
import { judgeIssue } from './issue.ts';
import { judgeVisit } from './visit.ts';
import type { PersonId, TeamId } from '../ids.ts';

type TicketChange = Extract<TypedChange, { type: `ticket.${string}` }>;
type OnTicket = Exclude<TicketChange, { type: 'ticket.create' }>;

/** The verdict on a change to a ticket's fields, people, state or team. */
export function judgeTicket(state: Cells | undefined, change: TicketChange, facts: Facts): Verdict {
	const ticket = state && readTicket(state);
	if (change.type === 'ticket.create') return judgeCreate(ticket, change, facts);
	if (state === undefined || ticket === undefined) return refused('unknown-target');
	return every(
		() => judgeExisting(ticket, state, change, facts),
		() => isOpenTo(ticket, state, change, facts)
	);
}

function judgeCreate(
	ticket: Ticket | undefined,
	change: Extract<TicketChange, { type: 'ticket.create' }>,
	facts: Facts
): Verdict {
	if (ticket !== undefined) return refused('already-exists');
	if (isServed(facts)) return judgeAsked(change.body, facts);
	const { team, assignee = null, message, priority, type, section, category } = change.body;
	return every(
		() => permit(facts, { do: 'ticket.create', team }),
		() => knownTeam(facts, team),
		() => mayBeginWith(facts, team, assignee),
		() => knownPerson(facts, assignee),
		() => (message === undefined ? ACCEPTED : honestMessage(facts, message)),
		// Who names words of another ticket gets at their files through this one.
		() => (message?.origin ? readableTicket(facts, message.origin.ticket) : ACCEPTED),
		() => knownEntry(facts, 'priority', priority),
		() => knownEntry(facts, 'type', type),
		() => knownEntry(facts, 'section', section),
		() => knownCategory(facts, category),
		() => approvalOf(change.body, facts)
	);
}

/** Tickets of some types are finished by approval, and say so from the start. */
function approvalOf(
	{ type, approval }: Extract<TicketChange, { type: 'ticket.create' }>['body'],
	{ catalogue }: Facts
): Verdict {
	const isDemanded = typeof type === 'string' && catalogue.find('type', type)?.approval === true;
	return isDemanded && approval !== true ? refused('needs-approval') : ACCEPTED;
}

/** A new ticket may be one's own; to give it to others takes what giving them a ticket takes. */
function mayBeginWith(facts: Facts, team: TeamId, assignee: PersonId | null): Verdict {
	const author = facts.actor?.person;
	if (author === undefined || assignee === null || assignee === author) return ACCEPTED;
	return permit(facts, { do: 'ticket.assign', ticket: { team, people: new Set([author]) } });
}

function judgeField(
	subject: ReturnType<typeof ticketSubject>,
	{ body }: Extract<OnTicket, { type: 'ticket.field' }>,
	facts: Facts
): Verdict {
	// Only what reads words can say how sure they make it.
	if (body.sure !== undefined && facts.actor !== undefined) return refused('role');
	if (body.field === 'approval') return permit(facts, { do: 'ticket.approve', ticket: subject });
	if (body.field !== 'assignee')
		return every(
			() => permit(facts, { do: 'ticket.edit', ticket: subject }),
			() => judgeValue(body, facts)
		);
	return every(
		() => permit(facts, { do: 'ticket.assign', ticket: subject }),
		() => knownPerson(facts, body.value)
	);
}

function judgeExisting(ticket: Ticket, state: Cells, change: OnTicket, facts: Facts): Verdict {
	const subject = ticketSubject(ticket);
	const edit = () => permit(facts, { do: 'ticket.edit', ticket: subject });
	if (isVisitChange(change)) return every(edit, () => judgeVisit(subject, state, change, facts));
	if (isFollowUpChange(change))
		return every(edit, () => judgeFollowUp(ticket, state, change, facts));
	if (isIssueChange(change)) return judgeIssue(subject, state, change, facts);
	switch (change.type) {
		case 'ticket.field':
			return judgeField(subject, change, facts);
		case 'ticket.element':
			return every(
				edit,
				() => judgeElement(state, change, facts),
				() => judgeLink(change, facts)
			);
		case 'ticket.custom':
			return every(edit, () => judgeCustom(change.body, facts));
		case 'ticket.state':
			return every(edit, () => judgeState(ticket, state, change, facts));
		case 'ticket.approve':
		case 'ticket.reject':
			return judgeProposal(ticket, state, change, facts);
		case 'ticket.add-task':
		case 'ticket.task':
			return every(edit, () => judgeTask(state, change, facts));
		case 'ticket.merge':
			return every(edit, () => judgeMerge(ticket, state, change, facts));
		case 'ticket.unmerge':
			return every(edit, () => judgeUnmerge(ticket, change));
		case 'ticket.remove':
			return permit(facts, { do: 'ticket.remove', ticket: subject });
		case 'ticket.take':
			return every(
				() => permit(facts, { do: 'ticket.take', ticket: subject }),
				() => judgeTake(ticket, state, change)
			);
		case 'ticket.transfer':
			return every(
				() => permit(facts, { do: 'ticket.transfer', ticket: subject }),
				() => knownTeam(facts, change.body.team)
			);
		case 'ticket.rate':
			return judgeRating(ticket, state, change.body, facts);
		case 'ticket.assign':
			return judgeAssign(state, change, facts);
		case 'ticket.alert':
		case 'ticket.on-call':
		case 'ticket.seen':
			// Only the service knows: nobody says in its name that somebody is late, or has seen something.
			return facts.actor === undefined ? ACCEPTED : refused('role');
		default:
			return unreachable(change);
	}
}

/** Tags, links, sub-tasks, shared texts and opinions a ticket may have seen, also those taken away. */
const SEEN_LIMIT = 200;

function roomFor(
	state: Cells,
	{ set, element }: Extract<OnTicket, { type: 'ticket.element' }>['body']
): Verdict {
	if (ownCell(state, `${set}/${element}`) !== undefined) return ACCEPTED;
	return hasRoom(state, (key) => key.startsWith(`${set}/`));
}

function hasRoom(state: Cells, isOne: (key: string) => boolean): Verdict {
	return Object.keys(state).filter(isOne).length < SEEN_LIMIT ? ACCEPTED : refused('full');
}

function judgeElement(
	state: Cells,
	{ by, body }: Extract<OnTicket, { type: 'ticket.element' }>,
	facts: Facts
): Verdict {
	switch (body.set) {
		case 'collaborators':
		case 'followers':
			return body.present ? knownElement(facts, body.element) : ACCEPTED;
		case 'helpful':
		case 'unhelpful':
			return isHelped(by, body.element) ? roomFor(state, body) : refused('not-yours');
		default:
			return roomFor(state, body);
	}
}

function judgeTask(
	state: Cells,
	change: Extract<OnTicket, { type: 'ticket.add-task' | 'ticket.task' }>,
	facts: Facts
): Verdict {
	if (change.type === 'ticket.add-task')
		return every(
			() => knownPerson(facts, change.body.assignee ?? null),
			() => hasRoom(state, (key) => /^t\/[^/]+$/.test(key))
		);
	const { task, field, value } = change.body;
	if (ownCell(state, taskKey(task)) === undefined) return refused('unknown-task', { task });
	return field === 'assignee' ? knownPerson(facts, value) : ACCEPTED;
}

/** A link leads to another ticket that its author may read. */
function judgeLink(change: Extract<OnTicket, { type: 'ticket.element' }>, facts: Facts): Verdict {
	const link = readLink(change.body.element);
	if (link === undefined || !change.body.present) return ACCEPTED;
	if (link.ticket === targetId(change)) return refused('own-ticket');
	return readableTicket(facts, link.ticket);
}

/** Automations alone give tickets out, each with its reason; never one that somebody has. */
function judgeAssign(
	state: Cells,
	{ body }: Extract<OnTicket, { type: 'ticket.assign' }>,
	facts: Facts
): Verdict {
	if (facts.actor !== undefined) return refused('role');
	const assignee = ownCell(state, 'assignee');
	if (body.mode === 'assign' && assignee !== undefined && assignee[0] !== null)
		return refused('taken', { by: assignee[0], atMs: stampMs(assignee[1]) });
	return knownPerson(facts, body.person);
}

/**
 * A claim: refused, with who and when, if the assignee has moved from what its author saw. To begin
 * is not to reopen.
 */
function judgeTake(
	ticket: Ticket,
	state: Cells,
	change: Extract<OnTicket, { type: 'ticket.take' }>
): Verdict {
	if ((change.body.begins ?? 0) > ticket.round) return refused('unknown-round');
	const assignee = ownCell(state, 'assignee');
	const current = assignee?.[0] ?? null;
	if (current === change.body.expected || current === change.by) return ACCEPTED;
	return refused('taken', {
		by: current,
		atMs: assignee === undefined ? null : stampMs(assignee[1])
	});
}
