import { cellValue, ownCell, STATE_KEY, type Cells } from '../crdt/cells.ts';
import { isPersonId, type PersonId } from '../ids.ts';
import { jsonMember, type Json } from '../json.ts';
import { stampMs, ZERO_STAMP, type Stamp } from '../stamp.ts';
import { readState } from '../ticket/statuses.ts';
import { FOLLOW_UP_STATES, type FollowUpField, type FollowUpKind } from './follow-up-fields.ts';

/** What is planned for a ticket, as lists know it. `person` is whose it is: reminded, or the author. */
export interface FollowUpPlan {
	readonly id: string;
	readonly atMs: number;
	readonly kind: FollowUpKind;
	readonly person: string;
}

/** How a follow-up stands; *ended* with the ticket it was planned for. */
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number] | 'ended';

interface Planned extends FollowUpPlan {
	/** Who planned it. */
	readonly by: string;
	readonly words: string;
	readonly keep: boolean;
	readonly state: FollowUpState;
	/** The stamp under which its state was written last. */
	readonly stateAt: Stamp;
	/** The last write that said whether it is for now, and whether a reply cancels it. */
	readonly plannedAt: Stamp;
}

/** Somebody is reminded. */
export interface Reminder extends Planned {
	readonly kind: 'remind';
	readonly person: PersonId;
}

/** Words for the customer that go out by themselves. */
export interface PlannedMessage extends Planned {
	readonly kind: 'send';
}

/** What is planned with a ticket: to remind somebody, or to send a message. */
export type FollowUp = Reminder | PlannedMessage;

/** What the keys of follow-ups begin with. */
export const FOLLOW_UP_PREFIX = 'u/';

/** The key of a follow-up's existence, or of one of its fields. */
export function followUpKey(id: string, field?: FollowUpField): string {
	return field === undefined ? `${FOLLOW_UP_PREFIX}${id}` : `${FOLLOW_UP_PREFIX}${id}/${field}`;
}

/** The parts of a follow-up's key: its id, and the field. */
export function followUpPartOf(key: string): { id: string; part: string | undefined } | undefined {
	if (!key.startsWith(FOLLOW_UP_PREFIX)) return undefined;
	const [, id = '', part] = key.split('/');
	return { id, part };
}

/** Whether something is still to happen or to be done. */
export function isStanding({ state }: Pick<FollowUp, 'state'>): boolean {
	return state === 'open' || state === 'due' || state === 'missed';
}

/** The follow-ups of a ticket, by their time; those that are over included. */
export function readFollowUps(cells: Cells): FollowUp[] {
	const found = Object.keys(cells).flatMap((key) => {
		const of = key.startsWith(FOLLOW_UP_PREFIX) ? followUpPartOf(key) : undefined;
		return of === undefined || of.part !== undefined ? [] : (readFollowUp(cells, of.id) ?? []);
	});
	return found.sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
}

/** What lists know of the follow-ups of a ticket that are not over, by their time. */
export function readFollowUpPlans(cells: Cells): FollowUpPlan[] {
	return readFollowUps(cells)
		.filter(isStanding)
		.map(({ id, atMs, kind, person }) => ({ id, atMs, kind, person }));
}

/** One follow-up; undefined where there is none. */
export function readFollowUp(cells: Cells, id: string): FollowUp | undefined {
	const existence = cellValue(cells, followUpKey(id));
	const value = (field: FollowUpField) => cellValue(cells, followUpKey(id, field));
	const [by, kind] = [jsonMember(existence, 'by'), jsonMember(existence, 'kind')];
	const [atMs, words, person] = [value('at'), value('words'), value('person')];
	if (typeof by !== 'string' || typeof atMs !== 'number') return undefined;
	const planned = {
		id,
		atMs,
		by,
		words: typeof words === 'string' ? words : '',
		keep: value('keep') === true,
		...readStanding(cells, id, atMs)
	};
	// Nothing but what was planned as a message ever becomes one.
	if (kind === 'send') return { ...planned, kind, person: by };
	return isPersonId(person) ? { ...planned, kind: 'remind', person } : undefined;
}

/**
 * A follow-up ends with the round of the ticket it was planned in, whoever closes that and however.
 * What was due and is moved to a later time is open again.
 */
function readStanding(
	cells: Cells,
	id: string,
	atMs: number
): Pick<Planned, 'state' | 'stateAt' | 'plannedAt'> {
	const [value, stateAt = ZERO_STAMP] = ownCell(cells, followUpKey(id, 'state')) ?? [];
	const keptAt = ownCell(cells, followUpKey(id, 'keep'))?.[1] ?? ZERO_STAMP;
	const written = stateOf(value);
	const isMoved = (written === 'due' || written === 'missed') && atMs > stampMs(stateAt);
	const state = isMoved ? 'open' : written;
	const isOver = !isStanding({ state });
	return {
		state: isOver || isOfNow(cells, value) ? state : 'ended',
		stateAt,
		plannedAt: keptAt > stateAt ? keptAt : stateAt
	};
}

function stateOf(value: Json | undefined): (typeof FOLLOW_UP_STATES)[number] {
	const state = jsonMember(value, 'state');
	return FOLLOW_UP_STATES.find((known) => known === state) ?? 'open';
}

function isOfNow(cells: Cells, value: Json | undefined): boolean {
	const round = jsonMember(value, 'round');
	const ticket = readState(cellValue(cells, STATE_KEY));
	return !ticket.final && ticket.round <= (typeof round === 'number' ? round : 0);
}

/** What a planned message says, once it goes out: never a note. */
export function messageOf({ words }: PlannedMessage): {
	readonly kind: 'public';
	readonly text: string;
} {
	return { kind: 'public', text: words };
}

/** The value of a field of a follow-up as plain JSON. */
export function plainValue(
	value: boolean | number | string | { readonly state: string; readonly round: number }
): Json {
	return typeof value === 'object' ? { ...value } : value;
}
