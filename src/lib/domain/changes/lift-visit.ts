import type { Cells } from '../crdt/cells.ts';
import type { Json } from '../json.ts';
import { stampMs } from '../stamp.ts';
import { visitItemKey, visitKey } from '../visits/visits.ts';
import type { TypedChange } from './typed.ts';

/** A change to a ticket's visits. */
export type VisitChange = Extract<
	TypedChange,
	{ type: 'ticket.add-visit' | 'ticket.visit' | 'ticket.visit-item' }
>;

/** Whether a change is about visits. */
export function isVisitChange(change: TypedChange): change is VisitChange {
	return /^ticket\.(add-visit|visit|visit-item)$/.test(change.type);
}

/** The cells that a change to a visit writes. */
export function liftVisit(change: VisitChange): Cells {
	switch (change.type) {
		case 'ticket.add-visit':
			return liftPlan(change);
		case 'ticket.visit': {
			const { visit, field, value } = change.body;
			const plain: Json = typeof value === 'object' && value !== null ? { ...value } : value;
			return {
				[visitKey(visit, field)]: [plain, change.at],
				...(field === 'technician' && following(value, change))
			};
		}
		case 'ticket.visit-item': {
			const { visit, list, item } = change.body;
			return { [visitItemKey(visit, list, item)]: [pieceOf(change), change.at] };
		}
	}
}

function liftPlan(change: Extract<VisitChange, { type: 'ticket.add-visit' }>): Cells {
	const { id, by, at, body } = change;
	const { window, technician, address = null, phone = null, hint = null } = body;
	return {
		[visitKey(id)]: [by, at],
		[visitKey(id, 'window')]: [{ ...window }, at],
		[visitKey(id, 'technician')]: [technician, at],
		[visitKey(id, 'address')]: [address, at],
		[visitKey(id, 'phone')]: [phone, at],
		[visitKey(id, 'hint')]: [hint, at],
		...following(technician, change)
	};
}

/**
 * Whoever is given a visit follows its ticket, and goes on following when somebody else gets it:
 * what they did without having heard of that must not be refused.
 */
function following(technician: string | null, { at }: VisitChange): Cells {
	return technician === null ? {} : { [`followers/${technician}`]: [true, at] };
}

/** A press on the clock counts when it was made, by the stamp, which the server has put right. */
function pieceOf({ body, at, by }: Extract<VisitChange, { type: 'ticket.visit-item' }>): Json {
	if (body.list !== 'clock')
		return typeof body.value === 'object' && body.value !== null ? { ...body.value } : body.value;
	if (body.value === null) return null;
	return { kind: body.value.kind, ms: body.value.ms ?? stampMs(at), by };
}
