import { cellValue, type Cells } from '../crdt/cells.ts';
import { isJsonObject, type Json } from '../json.ts';
import { visitItemKey, visitKey } from '../visits/visits.ts';
import type { VisitChange } from './lift-visit.ts';
import { undoing, type Undoing } from './undoing.decode.ts';

/** What a register of a visit is taken for that nobody has written yet. */
const UNWRITTEN: Readonly<Record<string, Json>> = {
	state: { state: 'planned' },
	order: null,
	signed: null,
	removed: false
};

/** The change that takes a change to a visit back. */
export function inverseVisit(change: VisitChange, before: Cells): Undoing | undefined {
	const { target } = change;
	switch (change.type) {
		case 'ticket.add-visit':
			return undoing('ticket.visit', target, { visit: change.id, field: 'removed', value: true });
		case 'ticket.visit': {
			const { visit, field } = change.body;
			const value = cellValue(before, visitKey(visit, field)) ?? UNWRITTEN[field];
			return value === undefined
				? undefined
				: undoing(change.type, target, { visit, field, value });
		}
		case 'ticket.visit-item': {
			const { visit, list, item } = change.body;
			const earlier = cellValue(before, visitItemKey(visit, list, item));
			const value = earlier ?? (list === 'checks' || list === 'photos' ? false : null);
			return undoing(change.type, target, { visit, list, item, value: asWritten(list, value) });
		}
	}
}

/** Who pressed is not said in a change; when it was, is given back. */
function asWritten(list: string, value: Json): Json {
	if (list !== 'clock' || !isJsonObject(value)) return value;
	const { kind = null, ms = null } = value;
	return { kind, ms };
}
