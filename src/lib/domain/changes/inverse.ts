import { cellValue, STATE_KEY, type Cells } from '../crdt/cells.ts';
import type { EntityRef } from '../ids.ts';
import { isJsonObject, jsonMember, type Json } from '../json.ts';
import { entryKey } from '../catalogue/catalogue.ts';
import { MERGED_STATUS } from '../catalogue/built-in.ts';
import { mergedInto, readState } from '../ticket/statuses.ts';
import { taskKey } from '../ticket/tasks.ts';
import type { ChangeType } from './change.ts';
import { inverseContact, isContactChange } from './lift-contact.ts';
import { isFollowUpChange } from './lift-follow-up.ts';
import { isVisitChange } from './lift-visit.ts';
import { customKey, lift, messageKeys, REMOVED } from './lift.ts';
import type { TypedChange } from './typed.ts';
import { inverseFollowing, inverseFollowUp } from './inverse-follow-up.ts';
import { inverseVisit } from './inverse-visit.ts';
import { undoing, type Undoing } from './undoing.decode.ts';

/**
 * The change that takes another one back, given the cells of its target from before it and as they are
 * now; undefined for one that has no inverse, such as a creation, or whose earlier value is not known.
 * It is a change like any other: judged, merged and undone in its turn.
 */
export function inverse(
	change: TypedChange,
	before: Cells,
	now: Cells = before
): Undoing | undefined {
	if (isVisitChange(change)) return inverseVisit(change, before);
	if (isFollowUpChange(change)) return inverseFollowUp(change, before);
	if (isContactChange(change)) return inverseContact(change, before);
	const { target } = change;
	switch (change.type) {
		case 'ticket.state':
		case 'ticket.approve':
		case 'ticket.reject':
		case 'ticket.merge':
		case 'ticket.unmerge':
			return inverseState(change, before, now);
		case 'ticket.remove':
			return undoing('ticket.remove', target, {
				reason: jsonMember(cellValue(before, REMOVED), 'reason') ?? null
			});
		case 'ticket.custom': {
			const value = cellValue(before, customKey(change.body.field)) ?? null;
			return undoing('ticket.custom', target, { field: change.body.field, value });
		}
		case 'ticket.add-task':
			return undoing('ticket.task', target, { task: change.id, field: 'removed', value: true });
		case 'ticket.task':
			return inverseTask(change, before);
		case 'org.entry':
			return inverseEntry(change, before);
		case 'ticket.take':
			return field('ticket.field', target, 'assignee', cellValue(before, 'assignee'));
		case 'ticket.field':
		case 'channel.field':
		case 'person.field':
		case 'team.field':
		case 'org.field':
		case 'article.field':
			return field(change.type, target, change.body.field, cellValue(before, change.body.field));
		case 'user.field':
			return inversePreference(change, before);
		case 'ticket.element':
		case 'channel.element':
		case 'team.element':
		case 'article.element':
			return inverseElement(change, before);
		case 'ticket.transfer':
			return inverseTransfer(target, cellValue(before, 'team'));
		case 'message.add':
			return undoing('message.retract', target, { message: change.id, retracted: true });
		case 'message.edit':
			return inverseEdit(change, before);
		case 'message.split':
			return inverseSplit(change, before);
		case 'message.retract':
			return undoing(change.type, target, { ...change.body, retracted: !change.body.retracted });
		default:
			return undefined;
	}
}

/**
 * All that takes a change back, in its order: whoever began with a ticket by taking it gives back its
 * status, too, while it is still theirs; whoever follows it only for a follow-up of theirs leaves it.
 */
export function inverses(
	change: TypedChange,
	before: Cells,
	now: Cells = before
): readonly Undoing[] {
	const begins = change.type === 'ticket.take' ? change.body.begins : undefined;
	const round = { changed: begins ?? 0, wasDone: false };
	const status = begins === undefined ? undefined : earlierState(change.target, round, before, now);
	const following = isFollowUpChange(change) ? inverseFollowing(change, before, now) : undefined;
	return [status, inverse(change, before, now), following].flatMap((undoing) => undoing ?? []);
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
	change: Named<`${'ticket' | 'channel' | 'team' | 'article'}.element`>,
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

function inverseSplit(change: Named<'message.split'>, before: Cells): Undoing {
	const { message } = change.body;
	const into = cellValue(before, messageKeys(message).split) ?? null;
	return undoing('message.split', change.target, { message, into });
}

function inverseState(
	change: Named<
		'ticket.state' | 'ticket.approve' | 'ticket.reject' | 'ticket.merge' | 'ticket.unmerge'
	>,
	before: Cells,
	now: Cells
): Undoing | undefined {
	const { type, target, body } = change;
	const wasDone =
		type === 'ticket.approve' ||
		type === 'ticket.merge' ||
		(type === 'ticket.state' && body.class === 'done');
	const earlier = earlierState(target, { changed: body.round, wasDone }, before, now);
	if (earlier !== undefined || type !== 'ticket.merge') return earlier;
	return undoing('ticket.unmerge', target, { round: body.round + 1 });
}

/** Where it was merged into stands as the reason of that status. */
function mergedAgain(target: EntityRef, state: Json, round: number): Undoing | undefined {
	const into = mergedInto(readState(state));
	return into === null ? undefined : undoing('ticket.merge', target, { into, round });
}

/** Taking back a final status is reopening, which is a round of its own; so is what was taken back since. */
function earlierState(
	target: EntityRef,
	{ changed, wasDone }: { readonly changed: number; readonly wasDone: boolean },
	before: Cells,
	now: Cells
): Undoing | undefined {
	const value = cellValue(before, STATE_KEY);
	if (value === undefined) return undefined;
	const { status, class: statusClass, resolution, reason } = readState(value);
	const round = Math.max(changed, readState(cellValue(now, STATE_KEY)).round);
	if (status === MERGED_STATUS) return mergedAgain(target, value, round);
	return undoing('ticket.state', target, {
		round: round + (wasDone && statusClass !== 'done' ? 1 : 0),
		status,
		class: statusClass,
		...(resolution !== null && { resolution }),
		...(reason !== null && { reason })
	});
}

function inverseTask(change: Named<'ticket.task'>, before: Cells): Undoing | undefined {
	const { task, field: name } = change.body;
	const value = cellValue(before, taskKey(task, name)) ?? (name === 'removed' ? false : undefined);
	return value === undefined
		? undefined
		: undoing('ticket.task', change.target, { task, field: name, value });
}

/** A new entry is archived; an entry that was built in comes back when its earlier words are known. */
function inverseEntry(change: Named<'org.entry'>, before: Cells): Undoing {
	const { catalogue, code, value } = change.body;
	const earlier = cellValue(before, entryKey(catalogue, code));
	const restored = isJsonObject(earlier) ? earlier : { ...value, archived: true };
	return undoing('org.entry', change.target, { catalogue, code, value: restored });
}
