import { TICKET_FIELDS, type BodyOf, type TicketField } from '#lib/domain/changes/bodies.ts';
import { entityRef, type TeamId } from '#lib/domain/ids.ts';
import { jsonEqual, type Json } from '#lib/domain/json.ts';
import type { TicketSubject } from '#lib/domain/policy/actor.ts';
import { BEGUN_STATUS, NEW_STATUS } from '#lib/domain/catalogue/built-in.ts';
import type { Catalogue, Entry } from '#lib/domain/catalogue/catalogue.ts';
import { needsApproval } from '#lib/domain/ticket/approval.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { PlannedChange, RowView } from '#lib/session/desk/views.ts';
import type { PersonId } from '#lib/domain/ids.ts';
import { slicesOf } from '#lib/ui/turns.ts';

/** One ticket is changed at once; of hundreds as many in each turn as leave the screen moving. */
export const CHANGE_SLICES = slicesOf(5);

/** What deeds need to know of a ticket; a row of a list and an open ticket both have it. */
export interface Target {
	readonly id: string;
	readonly number: number | null;
	readonly team: TeamId;
	readonly subject: string;
	readonly status: string;
	readonly round: number;
	readonly final: boolean;
	readonly priority: string;
	readonly type: string | null;
	readonly approval: boolean;
	readonly category: string | null;
	readonly requester: string | null;
	readonly assignee: PersonId | null;
	readonly tags: readonly string[];
	readonly custom: Readonly<Record<string, Json>>;
	readonly people: ReadonlySet<PersonId>;
	/** The last public message, where that is known. */
	readonly head?: string | null;
	/** Why its solution was sent back, where that is known. */
	readonly reason?: string | null;
}

export function rowTarget(row: RowView, me: PersonId): Target {
	const people = new Set<PersonId>(row.collaborators);
	if (row.assignee !== null) people.add(row.assignee);
	// Rows do not name followers; one that stands among my own is there because I am on it.
	people.add(me);
	return { ...row, people };
}

export function ticketTarget(
	id: string,
	ticket: Ticket,
	subject: TicketSubject,
	head: string | null
): Target {
	const { requester } = ticket;
	const name = requester?.name || (requester?.address ?? null);
	return { ...ticket, id, requester: name, people: subject.people, head };
}

/** Whoever may not approve a ticket that needs it asks for that instead of finishing. */
export function mustAsk(desk: Desk, { approval, type, team, people }: Target): boolean {
	if (!needsApproval({ approval, type }, desk.catalogue)) return false;
	return !desk.can({ do: 'ticket.approve', ticket: { team, people } }).allowed;
}

export type FieldBody = BodyOf<'ticket.field'>;

/** Sets one field of each ticket that has another value in it. */
export function planField(
	targets: readonly Target[],
	body: FieldBody,
	current: (target: Target) => Json | undefined
): PlannedChange[] {
	return targets
		.filter((target) => {
			const value = current(target);
			return value === undefined || !jsonEqual(value, fieldValue(body));
		})
		.map((target) => ({ type: 'ticket.field', target: entityRef('ticket', target.id), body }));
}

function fieldValue(body: FieldBody): Json {
	const { value } = body;
	return typeof value === 'object' && value !== null ? { ...value } : value;
}

export interface FinalWords {
	readonly resolution?: string;
	readonly reason?: string;
}

/**
 * Sets the status; leaving a final one begins a new round. One ticket that is done can be given other
 * words; of many, those that are done so already keep theirs.
 */
export function planStatus(
	targets: readonly Target[],
	{ code: status, class: statusClass }: Entry<'status'>,
	words: FinalWords = {}
): PlannedChange[] {
	return targets
		.filter(
			(target) => target.status !== status || (statusClass === 'done' && targets.length === 1)
		)
		.map((target) => ({
			type: 'ticket.state',
			target: entityRef('ticket', target.id),
			body: {
				round: target.final && statusClass !== 'done' ? target.round + 1 : target.round,
				status,
				class: statusClass,
				...words
			}
		}));
}

export function planElement(
	targets: readonly Target[],
	body: BodyOf<'ticket.element'>
): PlannedChange[] {
	return targets
		.filter((target) => body.set !== 'tags' || target.tags.includes(body.element) !== body.present)
		.map((target) => ({ type: 'ticket.element', target: entityRef('ticket', target.id), body }));
}

/** Fills in a field that the organisation defined, or empties it. */
export function planCustom(
	targets: readonly Target[],
	body: BodyOf<'ticket.custom'>
): PlannedChange[] {
	return targets
		.filter(({ custom }) => (custom[body.field] ?? null) !== body.value)
		.map((target) => ({ type: 'ticket.custom', target: entityRef('ticket', target.id), body }));
}

/** Who takes a ticket, and by what statuses it begins. */
export interface Taker {
	readonly me: { readonly person: PersonId };
	readonly catalogue: Catalogue;
}

/** Administrators who archive the status of begun work want no ticket to enter it by itself. */
export const isBeginningUsed = ({ catalogue }: Taker): boolean =>
	catalogue.find('status', BEGUN_STATUS)?.archived === false;

/** Whether a ticket can be taken, or, where it is one's own, begun with. */
export function canBegin(taker: Taker, { assignee, status, final }: Target): boolean {
	if (final || assignee !== taker.me.person) return !final;
	return status === NEW_STATUS && isBeginningUsed(taker);
}

/** Claims each ticket from whoever has it on this screen, and begins with those that are new. */
export function planTake(targets: readonly Target[], taker: Taker): PlannedChange[] {
	const isUsed = isBeginningUsed(taker);
	return targets.flatMap((target): PlannedChange[] => {
		const begins = isUsed && target.status === NEW_STATUS;
		if (target.assignee === taker.me.person && !begins) return [];
		const body = { expected: target.assignee, ...(begins && { begins: target.round }) };
		return [{ type: 'ticket.take', target: entityRef('ticket', target.id), body }];
	});
}

/**
 * Gives each ticket to somebody, or back to its team. Nobody is at work on it then: one that was begun is
 * new again, unless its status says why a solution was sent back.
 */
export function planAssign(
	targets: readonly Target[],
	person: PersonId | null,
	taker: Taker
): PlannedChange[] {
	const fresh = taker.catalogue.find('status', NEW_STATUS);
	const isUsed = isBeginningUsed(taker) && fresh?.archived === false;
	return targets.flatMap((target) => {
		const body = { field: 'assignee', value: person } as const;
		const given = planField([target], body, ({ assignee }) => assignee);
		const isLeft = person === null && target.status === BEGUN_STATUS && !target.reason;
		return isUsed && isLeft && given.length > 0
			? [...given, ...planStatus([target], fresh)]
			: given;
	});
}

export function planTransfer(targets: readonly Target[], team: TeamId): PlannedChange[] {
	return targets
		.filter((target) => target.team !== team)
		.map((target) => ({
			type: 'ticket.transfer',
			target: entityRef('ticket', target.id),
			body: { team }
		}));
}

export const isTicketField = (key: string): key is TicketField =>
	TICKET_FIELDS.some((field) => field === key);
