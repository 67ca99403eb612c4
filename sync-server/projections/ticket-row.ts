import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { TicketRow } from '#lib/documents/ticket-row.ts';
import type { ThreadFacts } from '../persistence/org/org-store.ts';

/** The line of a ticket in lists. */
export function ticketRow(ticket: Ticket, thread: ThreadFacts): TicketRow {
	return {
		number: ticket.number,
		team: ticket.team,
		subject: ticket.subject,
		status: ticket.status,
		round: ticket.round,
		final: ticket.final,
		priority: ticket.priority,
		assignee: ticket.assignee,
		collaborators: ticket.collaborators,
		tags: ticket.tags,
		category: ticket.category,
		requester: ticket.requester?.name || (ticket.requester?.address ?? null),
		due: ticket.due,
		createdMs: ticket.createdMs,
		updatedMs: thread.updatedMs,
		messages: thread.seq,
		last: thread.last,
		heads: thread.frontier,
		rev: thread.rev
	};
}
