import { PUBLIC_HEAD } from '#lib/domain/changes/lift.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { cellValue, type Cells } from '#lib/domain/crdt/cells.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import { roleHas } from '#lib/domain/policy/roles.ts';
import { isOut, readMessage, type Message } from '#lib/domain/ticket/messages.ts';
import { RATING_ASKED, readSeen } from '#lib/domain/ticket/seen.ts';
import { readRating } from '#lib/domain/ticket/rating.ts';
import { askedBy, type Ticket } from '#lib/domain/ticket/ticket.ts';
import { submitAutomation } from '../../pipeline/automation.ts';
import { followingId } from '../../pipeline/following-id.ts';
import type { Commit, OrgUnit } from '../../pipeline/org-unit.ts';
import { isTold } from './events.ts';
import { PORTAL, type Asker } from './hand-in.ts';
import { requestOf } from './news.ts';
import { hasBeenTold } from './view.ts';

/**
 * Notes that whoever asked has seen their request up to a message of it, and that they were shown how
 * to rate it if it is done. It is noted once for each message, whatever their devices repeat, and
 * never goes back. False where there is no such message for them.
 */
export async function noteSeen(
	{ unit, person, nowMs }: Asker & { readonly nowMs: number },
	id: string,
	message: string
): Promise<boolean> {
	const target: EntityRef = `ticket.${id}`;
	if (!hasBeenTold({ unit, person, nowMs }, { thread: target, message })) return false;
	const { head, thread } = unit.world.entities.get(target);
	const ticket = unit.world.ticket(target);
	const newest = newestOf(unit, target, [message, readSeen(head, 'requester')?.message]);
	// What has left the lists is not looked at any more to find out how it went.
	const rate = ticket !== undefined && thread.listed ? roundToRate(ticket, head) : undefined;
	const isNew = newest !== readSeen(head, 'requester')?.message;
	if (newest === undefined || (!isNew && rate === undefined)) return true;
	const body = { by: 'requester', message: newest, ...(rate !== undefined && { rate }) };
	const draftId = followingId(`seen ${id} ${newest} ${rate ?? ''}`);
	await submitAutomation(unit, PORTAL, [{ id: draftId, type: 'ticket.seen', target, body }]);
	return true;
}

/** The round that they are asked about for the first time; undefined while it goes on, or was rated. */
function roundToRate({ final, round, merged }: Ticket, head: Cells): number | undefined {
	const isAsked = cellValue(head, RATING_ASKED) === round || readRating(head)?.round === round;
	return final && merged === null && !isAsked ? round : undefined;
}

function newestOf(
	unit: OrgUnit,
	target: EntityRef,
	messages: readonly (string | undefined)[]
): string | undefined {
	const seqOf = (id: string | undefined) => (id && messageIn(unit, target, id)?.seq) || 0;
	return messages.toSorted((a, b) => seqOf(b) - seqOf(a))[0];
}

const messageIn = (unit: OrgUnit, target: EntityRef, id: string): Message | undefined =>
	readMessage(unit.world.entities.message(target, id), id);

/**
 * Notes that somebody of the staff has read what a requester said last, as soon as the first of them
 * has: once for each message. Nothing is noted where requesters are not told of it.
 */
export function noteRead(unit: OrgUnit, { touched }: Pick<Commit, 'touched'>, nowMs: number): void {
	for (const { typed } of touched.logged) {
		const read = typed && readIn(unit, typed, nowMs);
		if (read === undefined) continue;
		const { target, message } = read;
		const body = { by: 'staff', message };
		const id = followingId(`read ${target} ${message}`);
		// What could not be saved is noted when the next of them reads it.
		void submitAutomation(unit, PORTAL, [{ id, type: 'ticket.seen', target, body }]).catch(
			() => undefined
		);
	}
}

/** What of a request a read mark covers for the first time. */
function readIn(
	unit: OrgUnit,
	{ type, by, body }: TypedChange,
	nowMs: number
): { readonly target: EntityRef; readonly message: string } | undefined {
	if (type !== 'user.mark' || !isTold(unit.world, 'seen')) return undefined;
	const request = requestOf(body.of);
	const role = unit.world.directory.person(by)?.role;
	if (request === undefined || role === undefined || !roleHas(role, 'workspace.read'))
		return undefined;
	const target: EntityRef = `ticket.${request}`;
	const last = unreadIn(unit, target, nowMs);
	return last && (last.seq ?? Infinity) <= body.seq ? { target, message: last.id } : undefined;
}

/** What a requester said last, while nobody of the staff has read it. */
function unreadIn(unit: OrgUnit, target: EntityRef, nowMs: number): Message | undefined {
	const { head } = unit.world.entities.get(target);
	const id = cellValue(head, PUBLIC_HEAD);
	if (typeof id !== 'string' || readSeen(head, 'staff')?.message === id) return undefined;
	const last = messageIn(unit, target, id);
	return last && last.by === askedBy(head) && isOut(last, nowMs) ? last : undefined;
}
