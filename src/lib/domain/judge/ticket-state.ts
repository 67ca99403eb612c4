import type { TypedChange } from '../changes/typed.ts';
import { APPROVAL_STATUS, MERGED_STATUS } from '../catalogue/built-in.ts';
import type { Cells } from '../crdt/cells.ts';
import { can } from '../policy/can.ts';
import { needsApproval } from '../ticket/approval.ts';
import { readTasks } from '../ticket/tasks.ts';
import { ticketSubject, type Ticket } from '../ticket/ticket.ts';
import { every, permit, targetId, type Facts } from './checks.ts';
import { requiredFields } from './ticket-values.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

type Named<T extends TypedChange['type']> = Extract<TypedChange, { type: T }>;

/** The verdict on a status: known, entered with the words it requires, finished only when it may be. */
export function judgeState(
	ticket: Ticket,
	state: Cells,
	change: Named<'ticket.state'>,
	facts: Facts
): Verdict {
	const { round, status, resolution, reason } = change.body;
	const definition = facts.catalogue.find('status', status);
	if (definition === undefined || status === MERGED_STATUS)
		return refused('unknown-entry', { catalogue: 'status', code: status });
	if (definition.class !== change.body.class)
		return refused('fixed-class', { class: definition.class });
	if (definition.requires === 'resolution' && !resolution?.trim())
		return refused('needs-resolution');
	if (definition.requires === 'reason' && !reason?.trim()) return refused('needs-reason');
	return every(
		() => judgeRound(ticket, round, definition.class === 'done'),
		() => (definition.class === 'done' ? mayFinish(ticket, state, facts) : ACCEPTED)
	);
}

/** A round may be the one the ticket is in, an older one (it loses), or the next: a reopening. */
function judgeRound(ticket: Ticket, round: number, isDone: boolean): Verdict {
	if (round > ticket.round + 1) return refused('unknown-round');
	// Raising the round is what reopening means; a done status in a round of its own is not one.
	return round > ticket.round && (!ticket.final || isDone) ? refused('unknown-round') : ACCEPTED;
}

/** What a ticket still owes before it can be done. */
function mayFinish(ticket: Ticket, state: Cells, facts: Facts): Verdict {
	return every(
		() => mayEnd(ticket, state, facts),
		() => requiredFields(ticket, state, facts)
	);
}

/** What is owed however it ends; one that is merged leaves its fields to the other. */
function mayEnd(ticket: Ticket, state: Cells, { actor, catalogue }: Facts): Verdict {
	const subject = ticketSubject(ticket);
	// Rules approve nothing: that is a person's word.
	const mayApprove =
		actor !== undefined && can(actor, { do: 'ticket.approve', ticket: subject }).allowed;
	if (needsApproval(ticket, catalogue) && !mayApprove) return refused('needs-approval');
	const open = readTasks(state).filter((task) => !task.done).length;
	return open > 0 ? refused('open-tasks', { open }) : ACCEPTED;
}

/** A claim on the proposal its author saw: refused when it was settled, withdrawn or made anew. */
export function judgeProposal(
	ticket: Ticket,
	state: Cells,
	change: Named<'ticket.approve' | 'ticket.reject'>,
	facts: Facts
): Verdict {
	const { round, proposed } = change.body;
	const isSeen =
		ticket.status === APPROVAL_STATUS && ticket.round === round && ticket.resolution === proposed;
	return every(
		() => permit(facts, { do: 'ticket.approve', ticket: ticketSubject(ticket) }),
		() => (isSeen ? ACCEPTED : refused('settled', { status: ticket.status })),
		() =>
			change.type === 'ticket.approve'
				? every(
						() => isSolved(change.body.status, facts),
						() => mayFinish(ticket, state, facts)
					)
				: ACCEPTED
	);
}

/** What is approved says what was done: the ticket is done by a status that asks for that. */
function isSolved(status: string | undefined, { catalogue }: Facts): Verdict {
	// The built-in one, whatever it was told to ask for: else nobody could approve.
	if (status === undefined) return ACCEPTED;
	const definition = catalogue.find('status', status);
	if (definition === undefined || status === MERGED_STATUS)
		return refused('unknown-entry', { catalogue: 'status', code: status });
	if (definition.class !== 'done') return refused('fixed-class', { class: definition.class });
	return definition.requires === 'reason' ? refused('needs-reason') : ACCEPTED;
}

/** A ticket is merged into another one that its author may work on, and that is not merged itself. */
export function judgeMerge(
	ticket: Ticket,
	state: Cells,
	change: Named<'ticket.merge'>,
	facts: Facts
): Verdict {
	const { into, round } = change.body;
	const other = facts.ticket(into);
	if (into === targetId(change)) return refused('own-ticket');
	if (other === undefined) return refused('unknown-ticket', { ticket: into });
	if (round !== ticket.round) return refused('unknown-round');
	return every(
		() => (other === null ? ACCEPTED : permit(facts, { do: 'ticket.edit', ticket: other })),
		() => (other === null || other.merged === null ? ACCEPTED : refused('own-ticket')),
		() => mayEnd(ticket, state, facts)
	);
}

/** Un-merging reopens, and so is a round of its own. */
export function judgeUnmerge(ticket: Ticket, change: Named<'ticket.unmerge'>): Verdict {
	if (ticket.merged === null) return refused('not-merged');
	return change.body.round === ticket.round + 1 ? ACCEPTED : refused('unknown-round');
}
