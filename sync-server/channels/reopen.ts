import { createHash } from 'node:crypto';
import type { Change } from '#lib/domain/changes/change.ts';
import { toBase32, type EntityRef } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import { automationChange } from '../pipeline/intake.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';

export interface Draft {
	readonly id: string;
	readonly type: Change['type'];
	readonly target: EntityRef;
	readonly body: Json;
}

/** Hands changes in under the name of an automation. */
export function submitAs(unit: OrgUnit, author: string, drafts: readonly Draft[]) {
	const entries = drafts.map((draft) => automationChange(unit.nextStamp(), draft));
	return unit.submit({ sender: { author, device: '', revoked: false }, entries });
}

/** What follows from a change, under an id of its own: sending that again does nothing twice. */
export function followingId(from: string): string {
	return toBase32(createHash('sha256').update(from).digest().subarray(0, 16));
}

/** What waits, is finished or was merged is open again, once for each cause: its requester wrote. */
export async function reopen(
	unit: OrgUnit,
	author: string,
	target: EntityRef,
	cause: string
): Promise<void> {
	const ticket = unit.world.ticket(target);
	const draft = ticket && reopening(ticket);
	if (draft === undefined) return;
	await submitAs(unit, author, [{ id: followingId(`reopen ${cause}`), target, ...draft }]);
}

/** What makes the team look at a ticket again; undefined while it does so anyway. */
function reopening({
	merged,
	final,
	round,
	status
}: Ticket): Pick<Draft, 'type' | 'body'> | undefined {
	if (merged !== null) return { type: 'ticket.unmerge', body: { round: round + 1 } };
	const body = { status: 'open', class: 'open' };
	if (final) return { type: 'ticket.state', body: { ...body, round: round + 1 } };
	return status === 'waiting' ? { type: 'ticket.state', body: { ...body, round } } : undefined;
}
