import { cellValue, ownCell, type Cells } from '../crdt/cells.ts';
import { followUpKey, readFollowUpPlans } from '../follow-ups/follow-ups.ts';
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

/**
 * The change by which whoever planned a follow-up for themselves follows the ticket no longer; undefined
 * where they did before, or do for another reason by now.
 */
export function inverseFollowing(
	change: FollowUpChange,
	before: Cells,
	now: Cells
): Undoing | undefined {
	if (change.type !== 'ticket.add-follow-up') return undefined;
	const { id, at, by, target, body } = change;
	const key = `followers/${by}`;
	const since = ownCell(now, key);
	const isForMe = (body.person ?? by) === by;
	const isNew = cellValue(before, key) !== true && since !== undefined && since[1] <= at;
	const hasOther = readFollowUpPlans(now).some((one) => one.person === by && one.id !== id);
	return isForMe && isNew && !hasOther
		? undoing('ticket.element', target, { set: 'followers', element: by, present: false })
		: undefined;
}

/** Nobody but the service says that the customer replied. */
function asWritten(field: string, value: Json): Json {
	const isReplied = field === 'state' && jsonMember(value, 'state') === 'replied';
	return isReplied ? { state: 'cancelled', round: jsonMember(value, 'round') ?? 0 } : value;
}
