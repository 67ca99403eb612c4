import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import { isOverOnReply, reopenedStatus } from '#lib/domain/catalogue/usual-status.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import { submitAutomation, type Draft } from '../pipeline/automation.ts';
import { followingId } from '../pipeline/following-id.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';

/** What waits, is finished or was merged is open again, once for each cause: its requester wrote. */
export async function reopen(
	unit: OrgUnit,
	author: string,
	target: EntityRef,
	cause: string
): Promise<void> {
	const ticket = unit.world.ticket(target);
	const draft = ticket && reopening(ticket, unit.world.directory.catalogue);
	if (draft === undefined) return;
	await submitAutomation(unit, author, [{ id: followingId(`reopen ${cause}`), target, ...draft }]);
}

/** What makes the team look at a ticket again; undefined while it does so anyway. */
function reopening(
	{ merged, final, round, status }: Ticket,
	catalogue: Catalogue
): Pick<Draft, 'type' | 'body'> | undefined {
	if (merged !== null) return { type: 'ticket.unmerge', body: { round: round + 1 } };
	const opened = reopenedStatus(catalogue, false);
	if (opened === undefined) return undefined;
	const body = { status: opened.code, class: opened.class };
	if (final) return { type: 'ticket.state', body: { ...body, round: round + 1 } };
	const present = catalogue.find('status', status);
	const isOver = present !== undefined && isOverOnReply(present);
	return isOver ? { type: 'ticket.state', body: { ...body, round } } : undefined;
}
