import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { cellValue } from '#lib/domain/crdt/cells.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import { readMessage } from '#lib/domain/ticket/messages.ts';
import { askedBy, type Ticket } from '#lib/domain/ticket/ticket.ts';
import { PUBLIC_HEAD } from '#lib/domain/changes/lift.ts';
import type { LaterEffect } from '../../effects/effect.ts';
import type { Touched, World } from '../../pipeline/world.ts';
import { AUTOMATIC_MAIL, IMPORTER, MAIL } from '../mail/submit-through.ts';
import { eventsBetween, isTold } from '../portal/events.ts';
import { PORTAL } from '../portal/hand-in.ts';
import { requestOf } from '../portal/news.ts';
import { isToldByItself, readerOf } from './readers.ts';
import { isMailed, type MailedEvent } from './words.ts';

/** What happens to a request within this is told in one mail. */
export const EVENTS_MS = 30_000;

/**
 * The mail that follows from a commit: what was said to whoever asked, what happened to their request,
 * and the first link for whoever was given a login. One effect for each change.
 */
export function mailsOf(
	world: World,
	{ logged, before }: Pick<Touched, 'logged' | 'before'>,
	nowMs: number
): LaterEffect[] {
	const said = logged.flatMap(({ typed }) => {
		if (typed === undefined) return [];
		return [...replyIn(world, typed, nowMs), ...welcomeIn(typed, nowMs)];
	});
	return [...said, ...eventsIn(world, { logged, before }, nowMs)];
}

function replyIn(world: World, { type, target, id }: TypedChange, nowMs: number): LaterEffect[] {
	const ticket = requestOf(target);
	if (type !== 'message.add' || ticket === undefined) return [];
	const message = readMessage(world.entities.message(target, id), id);
	if (message?.kind !== 'public' || message.fromCustomer || message.undone) return [];
	const known = world.ticket(target);
	if (known === undefined || readerOf(world, target, known) === undefined) return [];
	const effect = { changeId: id, kind: 'mail.reply', payload: { ticket, message: id } } as const;
	return [{ effect, fromMs: Math.max(nowMs, message.outMs) }];
}

/** Whoever took up an invitation has chosen a password already. */
function welcomeIn(change: TypedChange, nowMs: number): LaterEffect[] {
	if (change.type !== 'person.create' || !change.body.email || change.by === PORTAL) return [];
	const person = change.target.slice('person.'.length);
	const effect = { changeId: change.id, kind: 'mail.welcome', payload: { person } } as const;
	return [{ effect, fromMs: nowMs }];
}

function eventsIn(
	world: World,
	{ logged, before }: Pick<Touched, 'logged' | 'before'>,
	nowMs: number
): LaterEffect[] {
	const last = new Map<EntityRef, TypedChange>();
	for (const { typed } of logged)
		if (typed !== undefined && requestOf(typed.target) !== undefined) last.set(typed.target, typed);
	return [...last].flatMap(([target, change]) => {
		const ticket = requestOf(target);
		const events = happened(world, change, before.get(target));
		if (ticket === undefined || events.length === 0) return [];
		const payload = { ticket, events };
		const effect = { changeId: change.id, kind: 'mail.event', payload } as const;
		return [{ effect, fromMs: nowMs + EVENTS_MS }];
	});
}

function happened(world: World, change: TypedChange, before: Ticket | undefined): MailedEvent[] {
	const { target, by } = change;
	const after = world.ticket(target);
	if (after === undefined || after.removed !== null) return [];
	const reader = readerOf(world, target, after);
	if (reader === undefined || !isToldByItself(after, reader)) return [];
	if (before === undefined)
		return isOfCustomer(world, target) && isTold(world, 'received') ? ['received'] : [];
	// Nobody is told of what they did themselves, or brought about.
	const isTheirs = by === askedBy(world.entities.get(target).head) || BROUGHT_ABOUT.includes(by);
	return isTheirs ? [] : eventsBetween(world, before, after).filter(isMailed);
}

/** Who does in a ticket what follows from words of whoever asked. */
const BROUGHT_ABOUT: readonly string[] = [PORTAL, IMPORTER, MAIL, AUTOMATIC_MAIL];

/** Whether a ticket begins with words of whoever asked, and is no note of the staff about a call. */
function isOfCustomer({ entities }: World, target: EntityRef): boolean {
	const head = cellValue(entities.get(target).head, PUBLIC_HEAD);
	return (
		typeof head === 'string' &&
		readMessage(entities.message(target, head), head)?.fromCustomer === true
	);
}
