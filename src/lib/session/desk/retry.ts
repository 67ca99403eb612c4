import { NEW_STATUS } from '#lib/domain/catalogue/built-in.ts';
import { cellValue, STATE_KEY, type Cells } from '#lib/domain/crdt/cells.ts';
import { isPersonId, type EntityRef } from '#lib/domain/ids.ts';
import { readState } from '#lib/domain/ticket/statuses.ts';
import { typeRecorded, type RefusedChange } from '#lib/documents/thread-doc.ts';
import { planned } from './shapes.decode.ts';
import type { PlannedChange } from './views.ts';

/**
 * A refused change as it would be made now: a claim names what its author sees now, and a reply that
 * others overtook is sent on purpose. Undefined when this code no longer knows its type.
 */
export function retried(refusal: RefusedChange, cells: Cells): PlannedChange | undefined {
	const change = typeRecorded(refusal.change);
	if (change === undefined) return undefined;
	const target: EntityRef = change.target;
	const options = { redo: change.id };
	if (change.type === 'ticket.take') {
		const assignee = cellValue(cells, 'assignee');
		const expected = isPersonId(assignee) ? assignee : null;
		const begins = change.body.begins;
		const isNew = readState(cellValue(cells, STATE_KEY)).status === NEW_STATUS;
		const body = { expected, ...(begins !== undefined && isNew && { begins }) };
		return { type: change.type, target, body, options };
	}
	if (change.type === 'message.add')
		return { type: change.type, target, body: { ...change.body, late: true }, options };
	return planned(change.type, target, change.body, options);
}
