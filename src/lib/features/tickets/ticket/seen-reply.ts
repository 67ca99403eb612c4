import type { Cells } from '#lib/domain/crdt/cells.ts';
import { readSeen, type Seen } from '#lib/domain/ticket/seen.ts';
import type { MessageView } from '#lib/session/desk/views.ts';

/**
 * The newest reply of the staff that whoever asked has seen, and since when; undefined when they have
 * seen none, or none of those that are here.
 */
export function seenReply(cells: Cells, messages: readonly MessageView[]): Seen | undefined {
	const seen = readSeen(cells, 'requester');
	const end = messages.findIndex(({ id }) => id === seen?.message);
	const reply = messages
		.slice(0, end + 1)
		.findLast(
			({ kind, fromCustomer, retracted }) => kind === 'public' && !fromCustomer && !retracted
		);
	return seen === null || reply === undefined ? undefined : { ...seen, message: reply.id };
}
