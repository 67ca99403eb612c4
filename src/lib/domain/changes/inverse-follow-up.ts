import { cellValue, type Cells } from '../crdt/cells.ts';
import { followUpKey } from '../follow-ups/follow-ups.ts';
import { jsonMember, type Json } from '../json.ts';
import type { FollowUpChange } from './lift-follow-up.ts';
import { undoing, type Undoing } from './undoing.decode.ts';

/** The change that takes a change to a follow-up back. */
export function inverseFollowUp(change: FollowUpChange, before: Cells): Undoing | undefined {
	const { target } = change;
	if (change.type === 'ticket.add-follow-up') {
		const value = { state: 'cancelled', round: change.body.round };
		return undoing('ticket.follow-up', target, { followUp: change.id, field: 'state', value });
	}
	const { followUp, field } = change.body;
	const value = cellValue(before, followUpKey(followUp, field));
	return value === undefined
		? undefined
		: undoing(change.type, target, { followUp, field, value: asWritten(field, value) });
}

/** Nobody but the service says that the customer replied. */
function asWritten(field: string, value: Json): Json {
	const isReplied = field === 'state' && jsonMember(value, 'state') === 'replied';
	return isReplied ? { state: 'cancelled', round: jsonMember(value, 'round') ?? 0 } : value;
}
