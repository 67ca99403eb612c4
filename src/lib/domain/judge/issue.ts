import { ISSUE, ISSUE_ASKED, type IssueChange } from '../changes/lift-issue.ts';
import { cellValue, ownCell, type Cells } from '../crdt/cells.ts';
import { jsonMember } from '../json.ts';
import type { TicketSubject } from '../policy/actor.ts';
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
	// The record is not read whole: every device judges, and hardly any shows an issue.
	const problem = jsonMember(cellValue(state, ISSUE) ?? null, 'problem') ?? null;
	const isSettled = ownCell(state, ISSUE_ASKED) !== undefined && problem === null;
	return every(
		() => permit(facts, { do: 'ticket.edit', ticket }),
		() => (isSettled ? refused('already-exists') : ACCEPTED)
	);
}
