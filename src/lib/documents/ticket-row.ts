import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import type { Stamp } from '#lib/domain/stamp.ts';
import type { Priority, Status } from '#lib/domain/ticket/statuses.ts';

/**
 * A ticket as one plain line of a list, in `team.<id>` (`rows`) and `user.<id>` (`tickets`), keyed
 * by the ticket's id. Times are ms since 1970. Rows carry no stamps of fields; `heads` is the causal
 * frontier that a change made from the list states as seen.
 */
export interface TicketRow {
	readonly number: number | null;
	readonly team: TeamId;
	readonly subject: string;
	readonly status: Status;
	readonly round: number;
	readonly final: boolean;
	readonly priority: Priority;
	readonly assignee: PersonId | null;
	readonly collaborators: readonly PersonId[];
	readonly tags: readonly string[];
	readonly category: string | null;
	readonly requester: string | null;
	readonly due: number | null;
	readonly createdMs: number;
	readonly updatedMs: number;
	/** Messages and notes so far, and the newest of them. */
	readonly messages: number;
	readonly last: { readonly by: string; readonly ms: number; readonly kind: string } | null;
	readonly heads: readonly Stamp[];
	/** The organisation's revision at the last change of this ticket. */
	readonly rev: number;
}
