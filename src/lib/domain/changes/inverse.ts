import { cellValue, STATE_KEY, type Cells } from '../crdt/cells.ts';
import type { EntityRef } from '../ids.ts';
import type { Json } from '../json.ts';
import { isFinal, isStatus } from '../ticket/statuses.ts';
import type { ChangeType } from './change.ts';
import { lift, messageKeys } from './lift.ts';
import type { TypedChange } from './typed.ts';
import { undoing, type Undoing } from './undoing.decode.ts';

/**
 * The change that takes another one back, given the cells of its target from before it; undefined
 * for one that has no inverse, such as a creation, or whose earlier value is not known. It is a
 * change like any other: judged, merged and undone in its turn.
 */
export function inverse(change: TypedChange, before: Cells): Undoing | undefined {
	const { target } = change;
	switch (change.type) {
		case 'ticket.state':
			return inverseState(change, before);
		case 'ticket.take':
			return field('ticket.field', target, 'assignee', cellValue(before, 'assignee'));
		case 'ticket.field':
		case 'channel.field':
		case 'person.field':
		case 'team.field':
		case 'org.field':
			return field(change.type, target, change.body.field, cellValue(before, change.body.field));
		case 'user.field':
			return inversePreference(change, before);
		case 'ticket.element':
		case 'channel.element':
		case 'team.element':
			return inverseElement(change, before);
		case 'ticket.transfer':
			return inverseTransfer(target, cellValue(before, 'team'));
		case 'message.add':
			return undoing('message.retract', target, { message: change.id, retracted: true });
		case 'message.edit':
			return inverseEdit(change, before);
		case 'message.retract':
			return undoing(change.type, target, { ...change.body, retracted: !change.body.retracted });
		default:
			return undefined;
	}
}

/** The cells a change writes, as `cells` hold them: what `inverse` needs, taken before the change. */
export function cellsBefore(change: TypedChange, cells: Cells): Cells {
	const keys = Object.keys(lift(change)).filter((key) => Object.hasOwn(cells, key));
	return Object.fromEntries(keys.flatMap((key) => (cells[key] ? [[key, cells[key]]] : [])));
}

type Named<T extends ChangeType> = Extract<TypedChange, { type: T }>;

function field(
	type: ChangeType,
	target: EntityRef,
	name: string,
	value: Json | undefined
): Undoing | undefined {
	return value === undefined ? undefined : undoing(type, target, { field: name, value });
}

function inverseTransfer(target: EntityRef, team: Json | undefined): Undoing | undefined {
	return team === undefined ? undefined : undoing('ticket.transfer', target, { team });
}

function inversePreference(change: Named<'user.field'>, before: Cells): Undoing {
	const value = cellValue(before, `prefs/${change.body.field}`) ?? null;
	return undoing('user.field', change.target, { field: change.body.field, value });
}

function inverseElement(
	change: Named<'ticket.element' | 'channel.element' | 'team.element'>,
	before: Cells
): Undoing | undefined {
	const { set, element, present } = change.body;
	const was = cellValue(before, `${set}/${element}`) === true;
	if (was === present) return undefined;
	return undoing(change.type, change.target, { set, element, present: was });
}

function inverseEdit(change: Named<'message.edit'>, before: Cells): Undoing | undefined {
	const { message } = change.body;
	const text = cellValue(before, messageKeys(message).text);
	return text === undefined ? undefined : undoing('message.edit', change.target, { message, text });
}

/** Taking back a final status is reopening, which is a round of its own. */
function inverseState(change: Named<'ticket.state'>, before: Cells): Undoing | undefined {
	const state = cellValue(before, STATE_KEY);
	if (typeof state !== 'object' || state === null || !('status' in state)) return undefined;
	const { status } = state;
	if (!isStatus(status)) return undefined;
	const round = change.body.round + (isFinal(change.body.status) && !isFinal(status) ? 1 : 0);
	const words = (key: 'resolution' | 'reason') => {
		const value =
			key in state ? Object.entries(state).find(([name]) => name === key)?.[1] : undefined;
		return typeof value === 'string' ? { [key]: value } : {};
	};
	return undoing('ticket.state', change.target, {
		round,
		status,
		...(isFinal(status) && { ...words('resolution'), ...words('reason') })
	});
}
