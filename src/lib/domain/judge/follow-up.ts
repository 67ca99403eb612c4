import { ruleBehind } from '../automation/rule-author.ts';
import type { FollowUpChange } from '../changes/lift-follow-up.ts';
import type { Cells } from '../crdt/cells.ts';
import type { FOLLOW_UP_STATES } from '../follow-ups/follow-up-fields.ts';
import {
	FOLLOW_UP_PREFIX,
	isStanding,
	readFollowUp,
	readFollowUpPlans,
	type FollowUp
} from '../follow-ups/follow-ups.ts';
import { stampMs } from '../stamp.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { every, knownPerson, type Facts } from './checks.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

/** Follow-ups that a ticket may have at a time, and may ever have had: what is over stays. */
const STANDING_LIMIT = 20;
const SEEN_LIMIT = 200;
/** Nothing is planned further ahead than two years. */
const AHEAD_MS = 731 * 24 * 3_600_000;

/** The verdict on a change to a follow-up, by somebody who may work on the ticket. */
export function judgeFollowUp(
	ticket: Ticket,
	state: Cells,
	change: FollowUpChange,
	facts: Facts
): Verdict {
	if (change.type === 'ticket.add-follow-up') return judgePlan(ticket, state, change, facts);
	const { followUp } = change.body;
	const known = readFollowUp(state, followUp);
	if (known === undefined) return refused('unknown-follow-up', { followUp });
	if (known.kind === 'send' && known.state === 'done') return refused('went-out');
	return judgeField({ ticket, state, known }, change, facts);
}

type Plan = Extract<FollowUpChange, { type: 'ticket.add-follow-up' }>;
type Edit = Extract<FollowUpChange, { type: 'ticket.follow-up' }>;

function judgePlan(ticket: Ticket, state: Cells, change: Plan, facts: Facts): Verdict {
	const { kind, person, words, round } = change.body;
	const isWhole = kind === 'send' ? person === undefined : person !== undefined;
	return every(
		() => (isWhole ? ACCEPTED : refused('malformed', { path: 'person' })),
		() => (kind === 'send' ? isWritten(change, facts) : ACCEPTED),
		() => (kind === 'send' ? saysSomething(words) : ACCEPTED),
		() => liesAhead(change.body.at, change),
		() => knownPerson(facts, person ?? null),
		() => isKnownRound(ticket, round),
		() => hasRoom(state)
	);
}

/** A follow-up as it stands, and its ticket. */
interface Place {
	readonly ticket: Ticket;
	readonly state: Cells;
	readonly known: FollowUp;
}

function judgeField(place: Place, change: Edit, facts: Facts): Verdict {
	const { ticket, known } = place;
	const { body } = change;
	switch (body.field) {
		case 'at':
			return liesAhead(body.value, change);
		case 'words':
			return known.kind === 'send' ? saysSomething(body.value) : ACCEPTED;
		case 'person':
			return known.kind === 'send'
				? refused('malformed', { path: 'field' })
				: knownPerson(facts, body.value);
		case 'keep':
			return ACCEPTED;
		case 'state':
			return every(
				() => isKnownRound(ticket, body.value.round),
				() => judgeStanding(body.value.state, place, change, facts)
			);
	}
}

/** What its time brings about is said by the service; a person may give it back when undoing. */
function judgeStanding(
	next: (typeof FOLLOW_UP_STATES)[number],
	{ state, known }: Place,
	change: Edit,
	{ actor }: Facts
): Verdict {
	if (actor === undefined) return ACCEPTED;
	const hasPassed = known.atMs <= stampMs(change.at);
	switch (next) {
		case 'open':
			return every(
				() => liesAhead(known.atMs, change),
				() => (isStanding(known) ? ACCEPTED : hasRoomFor(state))
			);
		case 'due':
		case 'missed':
			return hasPassed ? ACCEPTED : refused('role');
		case 'done':
			return known.kind === 'remind' ? ACCEPTED : refused('role');
		case 'cancelled':
			return ACCEPTED;
		case 'replied':
			return refused('role');
	}
}

/** What goes out by itself was written by somebody: whoever plans it, or makes rules. */
function isWritten({ by }: Plan, { actor }: Facts): Verdict {
	return actor !== undefined || ruleBehind(by) !== undefined ? ACCEPTED : refused('role');
}

function saysSomething(words: string): Verdict {
	return words.trim() === '' ? refused('malformed', { path: 'words' }) : ACCEPTED;
}

/** As the planner's own clock says it: what was planned offline may be late when it comes. */
function liesAhead(atMs: number, { at }: FollowUpChange): Verdict {
	const aheadMs = atMs - stampMs(at);
	return aheadMs > 0 && aheadMs <= AHEAD_MS ? ACCEPTED : refused('wrong-time');
}

function isKnownRound(ticket: Ticket, round: number): Verdict {
	return round <= ticket.round ? ACCEPTED : refused('unknown-round');
}

function hasRoom(state: Cells): Verdict {
	const seen = Object.keys(state).filter(
		(key) => key.startsWith(FOLLOW_UP_PREFIX) && !key.includes('/', FOLLOW_UP_PREFIX.length)
	);
	return seen.length < SEEN_LIMIT ? hasRoomFor(state) : refused('full');
}

function hasRoomFor(state: Cells): Verdict {
	return readFollowUpPlans(state).length < STANDING_LIMIT ? ACCEPTED : refused('full');
}
