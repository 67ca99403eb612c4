import { ownCell, STATE_KEY, type Cells } from '#lib/domain/crdt/cells.ts';
import type { WaitingTicket } from '#lib/domain/on-call/next-call.ts';
import { ON_CALL } from '#lib/domain/on-call/register.ts';
import { stampMs } from '#lib/domain/stamp.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { World } from '../../pipeline/world.ts';
import type { OnCallRules } from './on-call-rules.ts';

/** What makes a ticket one that nobody has: its arrival, or somebody's letting go of it. */
const SINCE = ['created', 'assignee', 'team', 'priority', STATE_KEY];

/** When those on call were last told of a ticket. */
export function calledMs(head: Cells): number | null {
	const called = ownCell(head, ON_CALL);
	return called === undefined ? null : stampMs(called[1]);
}

/** A ticket that those on call are to know of, if it is one; `target` is `ticket.<id>`. */
export function waitingTicket(
	world: World,
	target: string,
	rules: OnCallRules
): (WaitingTicket & { readonly team: string }) | undefined {
	const ticket = world.ticket(target);
	if (ticket === undefined || !isUnowned(ticket) || !rules.isUrgent(ticket.priority))
		return undefined;
	const name = world.directory.team(ticket.team)?.name;
	if (name === undefined || rules.numbersOf(name).length === 0) return undefined;
	const { head } = world.entities.get(target);
	const stamps = SINCE.flatMap((key) => ownCell(head, key)?.[1] ?? []);
	const sinceMs = Math.max(ticket.createdMs, ...stamps.map(stampMs));
	// Of the first millisecond of work the end is found, whose beginning is when work begins.
	const worked = world.directory.levels.promised(ticket).working.after(sinceMs, 1);
	const opensMs = worked === null ? null : worked - 1;
	return { ticket: target, team: ticket.team, sinceMs, opensMs, calledMs: calledMs(head) };
}

const isUnowned = ({ assignee, class: of, final, removed, merged }: Ticket): boolean =>
	assignee === null && of === 'open' && !final && removed === null && merged === null;
