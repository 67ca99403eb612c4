import type { Cells } from '../crdt/cells.ts';
import { followUpKey, plainValue } from '../follow-ups/follow-ups.ts';
import { isPersonId } from '../ids.ts';
import type { TypedChange } from './typed.ts';

/** A change to a ticket's follow-ups. */
export type FollowUpChange = Extract<
	TypedChange,
	{ type: 'ticket.add-follow-up' | 'ticket.follow-up' }
>;

/** Whether a change is about follow-ups. */
export function isFollowUpChange(change: TypedChange): change is FollowUpChange {
	return change.type === 'ticket.add-follow-up' || change.type === 'ticket.follow-up';
}

/** The cells that a change to a follow-up writes. What it is, a reminder or a message, never changes. */
export function liftFollowUp(change: FollowUpChange): Cells {
	const { at, by, id } = change;
	if (change.type === 'ticket.follow-up') {
		const { followUp, field, value } = change.body;
		return {
			[followUpKey(followUp, field)]: [plainValue(value), at],
			...(field === 'person' && following(value, change))
		};
	}
	const { kind, person, round, keep = false, words } = change.body;
	return {
		[followUpKey(id)]: [{ by, kind }, at],
		[followUpKey(id, 'at')]: [change.body.at, at],
		[followUpKey(id, 'words')]: [words, at],
		[followUpKey(id, 'keep')]: [keep, at],
		[followUpKey(id, 'state')]: [{ state: 'open', round }, at],
		...(person !== undefined && { [followUpKey(id, 'person')]: [person, at] }),
		...following(person ?? by, change)
	};
}

/** Whose follow-up it is follows the ticket, so that it is among theirs wherever they look. */
function following(person: string, { at }: FollowUpChange): Cells {
	return isPersonId(person) ? { [`followers/${person}`]: [true, at] } : {};
}
