import type { BodyOf } from '../changes/bodies.ts';
import { isOfPerson } from '../follow-ups/follow-up-author.ts';
import type { TypedChange } from '../changes/typed.ts';
import type { StatusClass } from '../catalogue/definitions.ts';
import { lift } from '../changes/lift.ts';
import { STATE_KEY } from '../crdt/cells.ts';
import { readState } from '../ticket/statuses.ts';
import { HOLD_MS } from '../ticket/messages.ts';
import { stampMs, type Stamp } from '../stamp.ts';

/** One write of a ticket's state, as its clocks need it. */
export interface StateWrite {
	readonly at: Stamp;
	readonly round: number;
	readonly class: StatusClass;
}

/** A reply that waits before it goes out, and the newest word on whether it was taken back. */
export interface HeldReply {
	readonly id: string;
	/** Null while only its taking back is known. */
	readonly ms: number | null;
	readonly back: { readonly at: Stamp; readonly is: boolean } | null;
}

/**
 * What the clocks of a ticket depend on. It grows change by change, comes out the same in whatever
 * order they arrive, and stays small: of the messages only those still unanswered are kept. Times
 * are ms since 1970.
 */
export interface ServiceHistory {
	readonly createdMs: number | null;
	/** The first and the newest public reply of staff. */
	readonly firstReplyMs: number | null;
	readonly lastReplyMs: number | null;
	/** The customer's messages since the newest of these, oldest first. */
	readonly asked: readonly number[];
	/** Replies that may have been taken back before anybody outside saw them: the newest, oldest first. */
	readonly held?: readonly HeldReply[];
	/** All writes of the state, by stamp. */
	readonly states: readonly StateWrite[];
}

/** Before anything has happened. */
export const NO_HISTORY: ServiceHistory = {
	createdMs: null,
	firstReplyMs: null,
	lastReplyMs: null,
	asked: [],
	states: []
};

/** Unanswered messages that are kept: only the oldest starts a clock. */
const ASKED_LIMIT = 50;
/** Held replies that are kept; older ones are as they were found. */
const HELD_LIMIT = 8;
/** Writes of the state that are kept: the newest. */
const STATES_LIMIT = 300;

/** The history with one more accepted change. */
export function withChange(history: ServiceHistory, change: TypedChange): ServiceHistory {
	const ms = stampMs(change.at);
	switch (change.type) {
		case 'ticket.create': {
			const { message } = change.body;
			const created = { ...history, createdMs: ms };
			return message && isFromCustomer(message) ? withAsked(created, ms) : created;
		}
		case 'ticket.take':
		case 'ticket.state':
		case 'ticket.approve':
		case 'ticket.reject':
		case 'ticket.merge':
		case 'ticket.unmerge': {
			const state = lift(change)[STATE_KEY];
			if (state === undefined) return history;
			const { round, class: statusClass } = readState(state[0]);
			return withState(history, { at: change.at, round, class: statusClass });
		}
		case 'message.add':
			if (change.body.kind !== 'public') return history;
			if (isFromCustomer(change.body)) return withAsked(history, ms);
			// An acknowledgement that no person wrote is no response; what somebody planned is.
			if (!isOfPerson(change.by)) return history;
			return change.body.hold === true
				? withHeld(history, { id: change.id, ms, back: null })
				: withReply(history, ms);
		case 'message.retract': {
			const { message: id, retracted: is } = change.body;
			return withHeld(history, { id, ms: null, back: { at: change.at, is } });
		}
		default:
			return history;
	}
}

/** Whether the requester said it: by mail, or through the portal. */
export function isFromCustomer({
	mail,
	side
}: Pick<BodyOf<'message.add'>, 'mail' | 'side'>): boolean {
	return mail !== undefined || side === 'customer';
}

function withState(history: ServiceHistory, write: StateWrite): ServiceHistory {
	if (history.states.some((known) => compareWrites(known, write) === 0)) return history;
	const states = [...history.states, write].sort(compareWrites).slice(-STATES_LIMIT);
	return { ...history, states };
}

/** By stamp; forged equal stamps must not make the order depend on arrival (CE3). */
function compareWrites(a: StateWrite, b: StateWrite): number {
	const text = (write: StateWrite) => `${write.at} ${write.round} ${write.class}`;
	return text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0;
}

function withReply(history: ServiceHistory, ms: number): ServiceHistory {
	const lastReplyMs = Math.max(history.lastReplyMs ?? ms, ms);
	return {
		...history,
		firstReplyMs: Math.min(history.firstReplyMs ?? ms, ms),
		lastReplyMs,
		asked: history.asked.filter((askedMs) => askedMs > lastReplyMs)
	};
}

function withHeld(history: ServiceHistory, news: HeldReply): ServiceHistory {
	const held = history.held ?? [];
	const known = held.find(({ id }) => id === news.id);
	const backs = [known?.back, news.back].filter((back) => back !== null && back !== undefined);
	const [back = null] = backs.sort((a, b) => (a.at < b.at ? 1 : -1));
	const joined = { id: news.id, ms: news.ms ?? known?.ms ?? null, back };
	const all = [...held.filter(({ id }) => id !== news.id), joined].sort(inOrder);
	const settled = all.slice(0, -HELD_LIMIT).flatMap((reply) => outMs(reply) ?? []);
	return settled.reduce(withReply, { ...history, held: all.slice(-HELD_LIMIT) });
}

/** By when they were made; what is not known yet comes where it was taken back. */
function inOrder(a: HeldReply, b: HeldReply): number {
	const msOf = ({ ms, back }: HeldReply) => ms ?? (back ? stampMs(back.at) : 0);
	return msOf(a) - msOf(b) || (a.id < b.id ? -1 : 1);
}

/** When a held reply was made; null where it never was out. */
function outMs({ ms, back }: HeldReply): number | null {
	const isUndone = ms !== null && back?.is === true && stampMs(back.at) < ms + HOLD_MS;
	return isUndone ? null : ms;
}

function withAsked(history: ServiceHistory, ms: number): ServiceHistory {
	if (ms <= (history.lastReplyMs ?? -1) || history.asked.includes(ms)) return history;
	const asked = [...history.asked, ms].sort((a, b) => a - b).slice(0, ASKED_LIMIT);
	return { ...history, asked };
}

/** A stretch of a ticket's life: its class and the ms since 1970 at which it began. */
export type Phase = readonly [of: StatusClass, from: number];

/** The history as it stands in a ticket's row: all that its clocks need, in a few bytes. */
export interface ServiceRecord {
	readonly createdMs: number;
	readonly firstReplyMs: number | null;
	/** The customer's oldest unanswered message. */
	readonly askedMs: number | null;
	/** The classes it went through, oldest first; the last one lasts. */
	readonly phases: readonly Phase[];
}

/** The record of a history; null before the ticket was created. */
export function serviceRecord(history: ServiceHistory): ServiceRecord | null {
	const { createdMs, asked, states } = history;
	if (createdMs === null) return null;
	const { firstReplyMs, lastReplyMs } = repliesIn(history);
	return {
		createdMs,
		firstReplyMs,
		askedMs: asked.find((ms) => ms > (lastReplyMs ?? -1)) ?? null,
		phases: phasesOf(createdMs, states)
	};
}

/** The first and the newest reply that are out, or will be. */
function repliesIn(history: ServiceHistory): Pick<ServiceHistory, 'firstReplyMs' | 'lastReplyMs'> {
	const out = (history.held ?? []).flatMap((reply) => outMs(reply) ?? []);
	return out.reduce(withReply, history);
}

/** A write that lost (CE6) changed nothing. */
function phasesOf(createdMs: number, states: readonly StateWrite[]): Phase[] {
	const phases: Phase[] = [['open', createdMs]];
	let [round, isDone] = [0, false];
	for (const write of states) {
		const loses =
			write.round < round || (write.round === round && isDone && write.class !== 'done');
		if (loses) continue;
		[round, isDone] = [write.round, write.class === 'done'];
		const [currentClass, currentFrom] = phases.at(-1) ?? ['open', createdMs];
		if (currentClass === write.class) continue;
		// A device whose clock was behind may close before it created; no phase lasts less than nothing.
		phases.push([write.class, Math.max(currentFrom, stampMs(write.at))]);
	}
	return phases;
}
