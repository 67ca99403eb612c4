import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { countTasks, type Task, type TaskCount } from '#lib/domain/ticket/tasks.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { VisitPlan } from '#lib/domain/visits/visits.ts';
import type { FollowUpPlan } from '#lib/domain/follow-ups/follow-ups.ts';
import type { Stamp } from '#lib/domain/stamp.ts';
import type { StatusClass } from '#lib/domain/catalogue/definitions.ts';
import type { Json } from '#lib/domain/json.ts';
import type { ServiceRecord } from '#lib/domain/sla/history.ts';

/**
 * A ticket as one plain line of a list, in `team.<id>` (`rows`) and `user.<id>` (`tickets`), keyed
 * by the ticket's id. Times are ms since 1970. Rows carry no stamps of fields; `heads` is the causal
 * frontier that a change made from the list states as seen.
 */
export interface TicketRow {
	readonly number: number | null;
	readonly team: TeamId;
	readonly subject: string;
	readonly status: string;
	readonly class: StatusClass;
	readonly round: number;
	readonly final: boolean;
	readonly priority: string;
	readonly type: string | null;
	readonly section: string | null;
	readonly approval: boolean;
	/** The ticket it was merged into. */
	readonly merged: string | null;
	/** The values of the fields that the organisation defined, by code; empty ones are left out. */
	readonly custom: Readonly<Record<string, Json>>;
	/** Its sub-tasks; null where there are none. */
	readonly tasks: TaskCount | null;
	/** What its service level clocks depend on; null before the server has seen it. */
	readonly service: ServiceRecord | null;
	readonly assignee: PersonId | null;
	readonly collaborators: readonly PersonId[];
	readonly tags: readonly string[];
	readonly category: string | null;
	readonly requester: string | null;
	/** Whose it is, as the server finds it (`contactOfTicket`); left out where nobody is known. */
	readonly contact?: string;
	readonly due: number | null;
	/** What is planned on site, by its time; left out where nothing is. */
	readonly visits?: readonly VisitPlan[];
	/** What is to be done or said later, by its time; left out where nothing is. */
	readonly followUps?: readonly FollowUpPlan[];
	readonly createdBy: string;
	readonly createdMs: number;
	readonly updatedMs: number;
	/** Messages and notes so far, and the newest of them. */
	readonly messages: number;
	readonly last: { readonly by: string; readonly ms: number; readonly kind: string } | null;
	readonly heads: readonly Stamp[];
	/** The organisation's revision at the last change of this ticket. */
	readonly rev: number;
}

/** What a row says of a ticket's thread, besides what its registers say. */
export type RowFacts = Pick<
	TicketRow,
	'updatedMs' | 'messages' | 'last' | 'heads' | 'rev' | 'service'
>;

/** The line of a ticket in lists. */
export function ticketRow(ticket: Ticket, tasks: readonly Task[], facts: RowFacts): TicketRow {
	const { requester } = ticket;
	return {
		number: ticket.number,
		team: ticket.team,
		subject: ticket.subject,
		status: ticket.status,
		class: ticket.class,
		round: ticket.round,
		final: ticket.final,
		priority: ticket.priority,
		type: ticket.type,
		section: ticket.section,
		approval: ticket.approval,
		merged: ticket.merged,
		assignee: ticket.assignee,
		collaborators: ticket.collaborators,
		tags: ticket.tags,
		category: ticket.category,
		requester: requester?.name || (requester?.address ?? null),
		due: ticket.due,
		custom: ticket.custom,
		tasks: countTasks(tasks),
		createdBy: ticket.createdBy,
		createdMs: ticket.createdMs,
		...(ticket.visits.length > 0 && { visits: ticket.visits }),
		...(ticket.followUps.length > 0 && { followUps: ticket.followUps }),
		...facts
	};
}
