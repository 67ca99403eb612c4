import { PUBLIC_HEAD } from '#lib/domain/changes/lift.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { cellValue } from '#lib/domain/crdt/cells.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import { jsonEqual, type Json } from '#lib/domain/json.ts';
import { isOut, readMessage } from '#lib/domain/ticket/messages.ts';
import { askedBy, type Ticket } from '#lib/domain/ticket/ticket.ts';
import type { Touched, World } from '../../pipeline/world.ts';
import { isTold } from './events.ts';
import { toldStatus } from './told-status.ts';

/** A request of which its requester is told something else. */
export interface RequestNews {
	readonly request: string;
	readonly person: string;
	/** What was said, where it is held back until `fromMs`, or taken back before. */
	readonly message: string | null;
	readonly fromMs: number;
}

/**
 * What a commit changes of what requesters are told. It looks at the changes of the commit alone, and
 * what only the staff sees is no news: not even when it happened.
 */
export function newsOf(world: World, touched: Touched, nowMs: number): RequestNews[] {
	const news = new Map<string, RequestNews>();
	const add = (request: string, message: string | null, fromMs: number) => {
		const person = askedBy(world.entities.get(`ticket.${request}`).head);
		const key = fromMs > nowMs ? `${request} ${message}` : request;
		if (person !== null) news.set(key, { request, person, message, fromMs });
	};
	for (const { typed } of touched.logged) {
		const request = typed && requestOf(typed.target);
		if (typed === undefined || request === undefined) continue;
		if (requesterOf(world, request) === null) continue;
		if (isToldOf(world, typed)) add(request, null, nowMs);
		const said = saidIn(world, typed, nowMs);
		if (said !== undefined) add(request, said.message, said.fromMs);
	}
	for (const [target, before] of touched.before) {
		const [request, after] = [requestOf(target), world.ticket(target)];
		if (request !== undefined && after !== undefined && !isToldAlike(world, before, after))
			add(request, null, nowMs);
	}
	return [...news.values()];
}

/** Whether it is a rating, or that the staff has seen something where requesters are told of that. */
function isToldOf(world: World, { type, body }: TypedChange): boolean {
	if (type === 'ticket.seen') return body.by === 'staff' && isTold(world, 'seen');
	return type === 'ticket.rate';
}

/** Whether something that was held back is out now. */
export function isToldNow({ entities }: World, { request, message }: RequestNews, nowMs: number) {
	if (message === null) return true;
	const said = readMessage(entities.message(`ticket.${request}`, message), message);
	return said !== undefined && isOut(said, nowMs);
}

/** Whose request this is; null for what nobody asked in the portal, and for what was deleted. */
export function requesterOf({ entities }: World, request: string): string | null {
	const isThere = entities.ticket(`ticket.${request}`)?.removed === null;
	return isThere ? askedBy(entities.get(`ticket.${request}`).head) : null;
}

/** The ticket that a target or document is of; undefined for any other. */
export function requestOf(target: string): string | undefined {
	return target.startsWith('ticket.') ? target.slice('ticket.'.length) : undefined;
}

/** What a change says to whoever asked, and from when on they are told. */
function saidIn(
	{ entities }: World,
	change: TypedChange,
	nowMs: number
): Pick<RequestNews, 'message' | 'fromMs'> | undefined {
	const id = messageIn(change);
	if (id === undefined) return undefined;
	const message = readMessage(entities.message(change.target, id), id);
	if (message?.kind !== 'public' || message.undone) return undefined;
	return { message: id, fromMs: Math.max(nowMs, message.outMs) };
}

/** The message that a change is about. */
function messageIn(change: TypedChange): string | undefined {
	switch (change.type) {
		case 'message.add':
			return change.id;
		case 'message.edit':
		case 'message.retract':
			return change.body.message;
		default:
			return undefined;
	}
}

/** Whether a file came with the newest thing that is said to requesters, and that is out. */
export function isInLastSaid(
	{ entities }: World,
	request: string,
	{ file, nowMs }: { readonly file: string; readonly nowMs: number }
): boolean {
	const target: EntityRef = `ticket.${request}`;
	const head = cellValue(entities.get(target).head, PUBLIC_HEAD);
	if (typeof head !== 'string') return false;
	const message = readMessage(entities.message(target, head), head);
	if (message === undefined || !isOut(message, nowMs)) return false;
	return message.attachments.some(({ id }) => id === file);
}

function isToldAlike(world: World, before: Ticket | undefined, after: Ticket): boolean {
	return before !== undefined && jsonEqual(toldOf(world, before), toldOf(world, after));
}

/** What requesters are told of a ticket itself; of one that was deleted, that there is none. */
function toldOf(world: World, ticket: Ticket): Json {
	if (ticket.removed !== null) return null;
	const { class: statusClass, code } = toldStatus(world, ticket);
	const isTaken = isTold(world, 'taken') && ticket.assignee !== null;
	const team = isTold(world, 'transferred') ? ticket.team : null;
	return [ticket.subject, ticket.number, ticket.round, statusClass, code, isTaken, team];
}
