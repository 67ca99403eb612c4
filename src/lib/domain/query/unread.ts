import type { PersonId } from '../ids.ts';

/** What tells whether a ticket has something new for one of its people. */
export interface Heard {
	/** The messages and notes so far; their numbers begin with 1. */
	readonly messages: number;
	/** Who wrote the newest of them. */
	readonly last: { readonly by: string } | null;
	readonly assignee: PersonId | null;
	readonly collaborators: readonly PersonId[];
}

/** Whether somebody else wrote in a ticket of `me` after message number `mark`, the last that `me` has read. */
export function isUnread({ messages, last, ...ticket }: Heard, me: string, mark: number): boolean {
	if (last === null || last.by === me || messages <= mark) return false;
	return ticket.assignee === me || ticket.collaborators.some((person) => person === me);
}
