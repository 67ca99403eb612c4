import { cellValue, STATE_KEY, type Cells } from '../crdt/cells.ts';
import { jsonEqual, type Json } from '../json.ts';
import { stampMs } from '../stamp.ts';
import { HOLD_MS } from '../ticket/messages.ts';
import { readState } from '../ticket/statuses.ts';
import { lift } from './lift.ts';
import type { TypedChange } from './typed.ts';

/**
 * Whether it is too late to take a change of a ticket back: what it set is something else by now, so
 * that undoing would take back what somebody did after it, or what it said has gone out. The cells may
 * be those of a row, which say less than the ticket.
 */
export function isOvertaken(change: TypedChange, now: Cells, nowMs: number): boolean {
	switch (change.type) {
		case 'message.add':
			return change.body.hold === true && nowMs >= stampMs(change.at) + HOLD_MS;
		case 'ticket.state':
		case 'ticket.merge':
		case 'ticket.unmerge':
			return !isStill(STATE_KEY, lift(change)[STATE_KEY]?.[0] ?? null, cellValue(now, STATE_KEY));
		case 'ticket.field':
		case 'ticket.custom':
		case 'ticket.take':
		case 'ticket.transfer':
			return Object.entries(lift(change)).some(
				([key, [value]]) => Object.hasOwn(now, key) && !isStill(key, value, cellValue(now, key))
			);
		default:
			return false;
	}
}

/** Of a state it is the status that counts: a row says less of it. */
function isStill(key: string, set: Json, now: Json | undefined): boolean {
	return key === STATE_KEY ? readState(set).status === readState(now).status : jsonEqual(now, set);
}
