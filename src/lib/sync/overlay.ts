import { MERGED_STATUS } from '#lib/domain/catalogue/built-in.ts';
import type { StatusClass } from '#lib/domain/catalogue/definitions.ts';
import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import { joinCells, newerCells, STATE_KEY, type Cells } from '#lib/domain/crdt/cells.ts';
import { lift } from '#lib/domain/changes/lift.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { isPersonId } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import {
	NO_HISTORY,
	serviceRecord,
	withChange,
	type ServiceRecord
} from '#lib/domain/sla/history.ts';
import { isStamp, stampMs } from '#lib/domain/stamp.ts';
import { readState } from '#lib/domain/ticket/statuses.ts';
import { readTicket } from '#lib/domain/ticket/ticket.ts';
import { ticketRow, type TicketRow } from '#lib/documents/ticket-row.ts';
import type { ReplicaStatus } from './replica-status.ts';
import type { MyChange } from './my-changes.ts';
import { overlayFollowUps } from './follow-up-overlay.ts';
import { overlayPlans } from './visit-overlay.ts';

/** How current this device's copy of a document is. */
export interface Currency {
	readonly isLive: boolean;
	/** When it last was; null if it never was. */
	readonly lastLiveMs: number | null;
	/** `forbidden`: the server has said that it is not for this person. */
	readonly status?: ReplicaStatus;
}

/**
 * The changes that a copy may lack: the unsettled ones, and those settled after it was last live.
 * Refused ones never. A stamp the server has replaced is replaced here too.
 */
export function changesToShow(
	mine: readonly MyChange[],
	copy: Currency,
	isRefused: (id: string) => boolean,
	rewrites: ReadonlyMap<string, string>
): MyChange[] {
	return mine
		.filter(({ change, settledMs }) => {
			if (isRefused(change.id)) return false;
			if (settledMs === null) return true;
			// What the server has taken is its own again, and no longer for me to read.
			if (copy.status === 'forbidden') return false;
			return settledMs >= 0 && !copy.isLive && settledMs > (copy.lastLiveMs ?? -1);
		})
		.map((own) => restamped(own, rewrites));
}

function restamped(own: MyChange, rewrites: ReadonlyMap<string, string>): MyChange {
	const at = rewrites.get(own.change.at);
	return isStamp(at) ? { ...own, change: { ...own.change, at } } : own;
}

/** A document's cells with changes on top. */
export function overlayCells(cells: Cells, changes: readonly TypedChange[]): Cells {
	return changes.length === 0 ? cells : joinCells(cells, liftAll(changes));
}

/** The keys that would show something else without these changes. */
export function keysShown(cells: Cells, changes: readonly TypedChange[]): Set<string> {
	return new Set(Object.keys(newerCells(cells, liftAll(changes))));
}

function liftAll(changes: readonly TypedChange[]): Cells {
	return changes.map(lift).reduce(joinCells, {});
}

/**
 * A list's row with my changes on top, oldest first. Rows bear no stamps, so my value wins until the
 * server's word is here; its number and revision stay the server's.
 */
export function overlayRow(row: TicketRow, changes: readonly TypedChange[]): TicketRow {
	return changes.reduce(applyToRow, row);
}

function applyToRow(row: TicketRow, change: TypedChange): TicketRow {
	const next = { ...row, ...rowValues(row, change) };
	return { ...next, updatedMs: Math.max(row.updatedMs, stampMs(change.at)) };
}

function rowValues(row: TicketRow, change: TypedChange): Partial<TicketRow> {
	switch (change.type) {
		case 'ticket.field':
			return fieldValues(change.body);
		case 'ticket.element':
			return elementValues(row, change.body);
		case 'ticket.state':
		case 'ticket.approve':
		case 'ticket.reject':
		case 'ticket.merge':
		case 'ticket.unmerge':
			return stateValues(row, change);
		case 'ticket.custom':
			return { custom: withCustom(row.custom, change.body.field, change.body.value) };
		case 'ticket.add-visit':
		case 'ticket.visit':
			return { visits: overlayPlans(row.visits ?? [], change) };
		case 'ticket.add-follow-up':
		case 'ticket.follow-up':
			return { followUps: overlayFollowUps(row.followUps ?? [], change) };
		case 'ticket.take':
			return {
				assignee: isPersonId(change.by) ? change.by : row.assignee,
				...(change.body.begins !== undefined && stateValues(row, change))
			};
		case 'ticket.assign':
			return change.body.mode === 'assign' ? { assignee: change.body.person } : {};
		case 'ticket.transfer':
			return { team: change.body.team };
		case 'message.add':
			return {
				messages: row.messages + 1,
				last: { by: change.by, ms: stampMs(change.at), kind: change.body.kind },
				service: row.service && overlayService(row.service, [change])
			};
		default:
			return {};
	}
}

function fieldValues(body: BodyOf<'ticket.field'>): Partial<TicketRow> {
	if (body.field !== 'requester') return { [body.field]: body.value };
	const { value } = body;
	return { requester: value && (value.name || (value.address ?? null)) };
}

/** As the register is ordered: a later round wins, then a final status, then the newer one. */
function stateValues(row: TicketRow, change: TypedChange): Partial<TicketRow> {
	const { round, final, status, class: statusClass } = readState(lift(change)[STATE_KEY]?.[0]);
	const loses = round < row.round || (round === row.round && row.final && !final);
	if (loses) return {};
	const service = row.service && withPhase(row.service, statusClass, stampMs(change.at));
	// What was planned for a ticket ends with it.
	const followUps = final || round > row.round ? [] : (row.followUps ?? []);
	return {
		round,
		final,
		status,
		class: statusClass,
		service,
		followUps,
		merged: mergedBy(row, change, status)
	};
}

/** Where it goes on; a ticket that got another status is merged no more. */
function mergedBy({ merged }: TicketRow, change: TypedChange, status: string): string | null {
	if (status !== MERGED_STATUS) return null;
	return change.type === 'ticket.merge' ? change.body.into : merged;
}

/**
 * What the server knows of a ticket's service with my changes on top, oldest first: my state comes
 * last, and my reply answers whatever was asked.
 */
export function overlayService(
	service: ServiceRecord,
	changes: readonly TypedChange[]
): ServiceRecord {
	const undone = new Set(
		changes.flatMap((one) => (one.type === 'message.retract' ? [one.body.message] : []))
	);
	return changes.reduce((record, change) => {
		const ms = stampMs(change.at);
		if (change.type === 'message.add') {
			const isOut = change.body.hold !== true || !undone.has(change.id);
			const isReply = change.body.kind === 'public' && change.body.side !== 'customer' && isOut;
			if (!isReply || change.body.mail !== undefined) return record;
			return { ...record, firstReplyMs: record.firstReplyMs ?? ms, askedMs: null };
		}
		const state = lift(change)[STATE_KEY];
		return state === undefined ? record : withPhase(record, readState(state[0]).class, ms);
	}, service);
}

/** The record of a ticket that only this device knows. */
export function newService(changes: readonly TypedChange[]): ServiceRecord | null {
	return serviceRecord(changes.reduce(withChange, NO_HISTORY));
}

/** A row has no stamps: my phase comes last, as its value does. */
function withPhase(service: ServiceRecord, of: StatusClass, ms: number): ServiceRecord {
	const [current, from] = service.phases.at(-1) ?? ['open', service.createdMs];
	if (current === of) return service;
	return { ...service, phases: [...service.phases, [of, Math.max(from, ms)]] };
}

function withCustom(custom: TicketRow['custom'], field: string, value: Json): TicketRow['custom'] {
	const rest = Object.entries(custom).filter(([code]) => code !== field);
	return Object.fromEntries(value === null ? rest : [...rest, [field, value]]);
}

function elementValues(
	row: TicketRow,
	{ set, element, present }: Extract<TypedChange, { type: 'ticket.element' }>['body']
): Partial<TicketRow> {
	if (set === 'tags') return { tags: withElement(row.tags, element, present) };
	if (set !== 'collaborators' || !isPersonId(element)) return {};
	return { collaborators: withElement(row.collaborators, element, present) };
}

function withElement<T extends string>(list: readonly T[], element: T, present: boolean): T[] {
	const rest = list.filter((item) => item !== element);
	return present ? [...rest, element].sort() : rest;
}

/** The row of a ticket that only this device knows; undefined when `change` makes no ticket. */
export function newRow(change: TypedChange): TicketRow | undefined {
	if (change.type !== 'ticket.create') return undefined;
	const ticket = readTicket(lift(change));
	if (ticket === undefined) return undefined;
	const ms = stampMs(change.at);
	const { message } = change.body;
	return ticketRow(ticket, [], {
		updatedMs: ms,
		messages: message === undefined ? 0 : 1,
		last: message === undefined ? null : { by: change.by, ms, kind: message.kind },
		heads: [],
		rev: 0,
		service: newService([change])
	});
}
