import type { IssueChange } from '../changes/lift-issue.ts';
import type { Cells } from '../crdt/cells.ts';
import type { TicketSubject } from '../policy/actor.ts';
import { readIssue } from '../ticket/issue.ts';
import { every, permit, type Facts } from './checks.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

/**
 * The verdict on a change about the issue of a ticket in another system: it is wanted once, by whoever
 * works on the ticket, and again where it could not be made. What is known of it nobody says by hand.
 */
export function judgeIssue(
	ticket: TicketSubject,
	state: Cells,
	change: IssueChange,
	facts: Facts
): Verdict {
	if (change.type === 'ticket.issue') return facts.actor === undefined ? ACCEPTED : refused('role');
	const known = readIssue(state);
	const isSettled = known !== null && (known.record?.problem ?? null) === null;
	return every(
		() => permit(facts, { do: 'ticket.edit', ticket }),
		() => (isSettled ? refused('already-exists') : ACCEPTED)
	);
}
