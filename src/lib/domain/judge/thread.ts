import { cellValue, type Cells } from '../crdt/cells.ts';
import { isOfPerson, plannerBehind } from '../follow-ups/follow-up-author.ts';
import { PUBLIC_HEAD } from '../changes/lift.ts';
import type { TypedChange } from '../changes/typed.ts';
import { readChannel, type Channel } from '../channel.ts';
import { directChannelId, type PersonId } from '../ids.ts';
import { can } from '../policy/can.ts';
import { stampMs } from '../stamp.ts';
import { readMessage, readSent, type Message } from '../ticket/messages.ts';
import { readTicket, ticketSubject, type Ticket } from '../ticket/ticket.ts';
import { unreachable } from '../assert.ts';
import {
	every,
	honestMessage,
	knownElement,
	knownPerson,
	permit,
	readableTicket,
	targetId,
	type Facts
} from './checks.ts';
import { judgeNote } from './contact.ts';
import { isServed, judgeAnswered } from './portal.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

type MessageChange = Extract<TypedChange, { type: `message.${string}` }>;
type ChannelChange = Extract<TypedChange, { type: `channel.${string}` }>;

/** A reply that reaches the server later than this after it was written must name the newest one. */
export const LATE_REPLY_MS = 120_000;

/** The verdict on a message, in a ticket or in a channel, or on a note on somebody. */
export function judgeMessage(
	state: Cells | undefined,
	change: MessageChange,
	facts: Facts
): Verdict {
	if (change.target.startsWith('contact.')) return judgeNote(state, change, facts);
	const ticket = change.target.startsWith('ticket.') ? state && readTicket(state) : undefined;
	const channel = change.target.startsWith('channel.') ? state && readChannel(state) : undefined;
	if (state === undefined || (ticket ?? channel) === undefined) return refused('unknown-target');
	switch (change.type) {
		case 'message.add':
			return every(
				() =>
					ticket !== undefined && isServed(facts)
						? judgeAnswered(state, change.body, facts)
						: mayWrite(ticket, channel, facts),
				() => judgeAdd(state, change, ticket, facts)
			);
		case 'message.edit':
			return every(
				() => mayWrite(ticket, channel, facts),
				() => mayRewrite(state, change.body.message, facts)
			);
		case 'message.retract':
			return ownMessage(state, change.body.message, (author) =>
				permit(facts, {
					do: 'message.retract',
					author,
					...(ticket && { ticket: ticketSubject(ticket) })
				})
			);
		case 'message.split':
			return judgeSplit(state, ticket, change, facts);
		case 'message.delivery':
			// Only whoever sends it knows what became of it.
			if (facts.actor !== undefined) return refused('role');
			return ownMessage(state, change.body.message, () => ACCEPTED);
		default:
			return unreachable(change);
	}
}

const mayRewrite = (state: Cells, message: string, facts: Facts): Verdict =>
	ownMessage(state, message, (author) => permit(facts, { do: 'message.rewrite', author }));

/** Words go on in another ticket that is there and that their author may read. */
function judgeSplit(
	state: Cells,
	ticket: Ticket | undefined,
	change: Extract<MessageChange, { type: 'message.split' }>,
	facts: Facts
): Verdict {
	if (ticket === undefined) return refused('unknown-target');
	const { message, into } = change.body;
	return every(
		() => permit(facts, { do: 'ticket.edit', ticket: ticketSubject(ticket) }),
		() => ownMessage(state, message, () => ACCEPTED),
		() => (into === targetId(change) ? refused('own-ticket') : ACCEPTED),
		() => (into === null ? ACCEPTED : readableTicket(facts, into))
	);
}

function mayWrite(ticket: Ticket | undefined, channel: Channel | undefined, facts: Facts): Verdict {
	if (ticket !== undefined)
		return permit(facts, { do: 'ticket.message', ticket: ticketSubject(ticket) });
	if (channel === undefined) return refused('unknown-target');
	if (channel.archived) return refused('archived');
	return permit(facts, { do: 'channel.post', channel });
}

type AddMessage = Extract<MessageChange, { type: 'message.add' }>;

function judgeAdd(
	state: Cells,
	change: AddMessage,
	ticket: Ticket | undefined,
	facts: Facts
): Verdict {
	const { body } = change;
	const honest = honestMessage(facts, body);
	if (!honest.ok) return honest;
	if (ticket === undefined || body.kind === 'note')
		// What is for colleagues, or for a channel, is never sent out.
		return body.draft === undefined ? ACCEPTED : refused('malformed', { path: 'draft' });
	return every(
		() => judgeClaim(state, body.draft),
		() => (body.late ? ACCEPTED : judgeHead(state, change, facts))
	);
}

/** What was written together is sent once, unless that was undone. */
function judgeClaim(state: Cells, draft: string | undefined): Verdict {
	const sent = draft === undefined ? undefined : readSent(state, draft);
	return sent === undefined ? ACCEPTED : refused('sent', { by: sent.by, atMs: sent.atMs });
}

/**
 * A claim to answer what its author saw last: refused, with who and when, if a colleague has replied
 * since, or if it is late and anybody has.
 */
function judgeHead(state: Cells, change: AddMessage, facts: Facts): Verdict {
	const head = cellValue(state, PUBLIC_HEAD) ?? null;
	const seen = change.body.head;
	if (seen === undefined || seen === head) return ACCEPTED;
	const newest = typeof head === 'string' ? readMessage(state, head) : undefined;
	const isLate = facts.nowMs - stampMs(change.at) > LATE_REPLY_MS;
	if (!isLate && !isOfColleague(newest, change.by)) return ACCEPTED;
	return refused('others-replied', {
		by: newest?.by ?? null,
		atMs: newest === undefined ? null : stampMs(newest.at)
	});
}

function isOfColleague(newest: Message | undefined, me: string): boolean {
	if (newest === undefined || newest.fromCustomer || newest.undone) return false;
	const { by } = newest;
	return (plannerBehind(by) ?? by) !== me && isOfPerson(by);
}

function ownMessage(state: Cells, id: string, allowed: (author: string) => Verdict): Verdict {
	const message = readMessage(state, id);
	return message === undefined ? refused('unknown-message') : allowed(message.by);
}

/** The verdict on a change to a channel itself. */
export function judgeChannel(
	state: Cells | undefined,
	change: ChannelChange,
	facts: Facts
): Verdict {
	const channel = state && readChannel(state);
	if (change.type === 'channel.create') return judgeCreateChannel(channel, change, facts);
	if (channel === undefined) return refused('unknown-target');
	const creator = channel.createdBy;
	const manage = () => permit(facts, { do: 'channel.manage', channel, creator });
	if (change.type === 'channel.field') return manage();
	const { element, present } = change.body;
	const leaving = element === facts.actor?.person && !present && channel.kind === 'channel';
	return every(
		() => (leaving ? ACCEPTED : manage()),
		() => (present ? knownElement(facts, element) : ACCEPTED)
	);
}

type CreateChannel = Extract<ChannelChange, { type: 'channel.create' }>;

function judgeCreateChannel(
	channel: Channel | undefined,
	change: CreateChannel,
	facts: Facts
): Verdict {
	const { kind, members = [], team = null, name } = change.body;
	const people = members.map((member) => () => knownPerson(facts, member));
	if (kind === 'direct')
		return every(
			() => judgeDirect(channel, change),
			() => withMe(facts, members),
			...people
		);
	if (channel !== undefined) return refused('already-exists');
	if (name.trim() === '') return refused('malformed', { path: 'name' });
	return every(
		() => permit(facts, { do: 'channel.create' }),
		() => (team === null ? ACCEPTED : permit(facts, { do: 'team.read', team })),
		...people
	);
}

/** Two people may make their direct channel at the same time: both mean the same one. */
function judgeDirect(channel: Channel | undefined, change: CreateChannel): Verdict {
	// Else whoever made a channel under this id beforehand would listen in.
	if (channel !== undefined && channel.kind !== 'direct') return refused('already-exists');
	const { members = [], team = null } = change.body;
	const [a, b] = members;
	const isPair = a !== undefined && b !== undefined && a !== b && members.length === 2;
	if (!isPair || team !== null) return refused('malformed', { path: 'members' });
	if (directChannelId(a, b) !== targetId(change)) return refused('malformed', { path: 'target' });
	return ACCEPTED;
}

function withMe(facts: Facts, members: readonly PersonId[]): Verdict {
	if (facts.actor === undefined) return ACCEPTED;
	if (!can(facts.actor, { do: 'workspace.read' }).allowed) return refused('role');
	return members.includes(facts.actor.person) ? ACCEPTED : refused('not-a-member');
}
