import { EVENT_CODES, type EventCode } from '#lib/domain/catalogue/built-in.ts';
import { namesIn } from '#lib/domain/catalogue/fill.ts';
import type { ChangeType } from '#lib/domain/changes/change.ts';
import { lift, PUBLIC_HEAD } from '#lib/domain/changes/lift.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { cellValue, joinCells, STATE_KEY, type Cells } from '#lib/domain/crdt/cells.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import { stampMs } from '#lib/domain/stamp.ts';
import { readSeen } from '#lib/domain/ticket/seen.ts';
import { readState, type TicketState } from '#lib/domain/ticket/statuses.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { RequestAnswer, RequestEvent, RequestStatus } from '#lib/protocol/portal.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';
import { readLogRow } from '../../pipeline/record.ts';
import type { World } from '../../pipeline/world.ts';
import { toldStatus } from './told-status.ts';

/** Changes that are looked through; of a request with more, its later events are told. */
const MOST = 500;
/** What may be such an event. Of everything else not even the time is looked at. */
const TURNS: readonly ChangeType[] = [
	'ticket.create',
	'ticket.field',
	'ticket.state',
	'ticket.approve',
	'ticket.reject',
	'ticket.merge',
	'ticket.unmerge',
	'ticket.take',
	'ticket.assign',
	'ticket.transfer'
];

/** A ticket as far as events are about it. */
interface Standing {
	readonly state: TicketState;
	readonly assignee: string | null;
	readonly team: string | null;
}

/** Whether requesters are told of an event. */
export function isTold({ directory }: World, what: EventCode): boolean {
	const entry = directory.catalogue.find('event', what);
	return entry?.on === true && !entry.archived;
}

/** What happened to a request, as far as its requester is told, with the organisation's words for it. */
export function readEvents(
	{ store, world }: OrgUnit,
	target: EntityRef
): Pick<RequestAnswer, 'events' | 'words'> {
	const changes = store
		.turnsOf(target, TURNS, MOST)
		.reverse()
		.flatMap((row) => readLogRow(row).typed ?? []);
	const all = [...eventsIn(world, changes), ...seenIn(world, target)];
	const told = onceEach(
		all.filter(({ what }) => isTold(world, what)).sort((a, b) => a.atMs - b.atMs)
	);
	const words: Partial<Record<EventCode, Readonly<Record<string, string>>>> = {};
	for (const what of EVENT_CODES) {
		const texts = world.directory.catalogue.find('event', what)?.texts ?? {};
		if (Object.keys(texts).length > 0 && told.some((event) => event.what === what))
			words[what] = texts;
	}
	return { events: told.map((event) => withoutUnasked(event, words[event.what])), words };
}

/** Who takes a ticket begins with it: where the one is told, the other says the same again. */
function onceEach(events: readonly RequestEvent[]): RequestEvent[] {
	const taken = new Set(events.flatMap(({ id, what }) => (what === 'taken' ? [id] : [])));
	return events.filter(({ id, what }) => what !== 'status' || !taken.has(id));
}

/** That somebody of the staff has seen what was said last, and not who. */
function seenIn(world: World, target: EntityRef): RequestEvent[] {
	const { head } = world.entities.get(target);
	const [seen, ticket] = [readSeen(head, 'staff'), world.ticket(target)];
	if (seen === null || ticket === undefined || seen.message !== cellValue(head, PUBLIC_HEAD))
		return [];
	const { message: id, atMs } = seen;
	return [{ id, what: 'seen', atMs, status: toldStatus(world, ticket), agent: null }];
}

/** Who does what in the organisation is said only where its words say it. */
function withoutUnasked(
	event: RequestEvent,
	texts: Readonly<Record<string, string>> = {}
): RequestEvent {
	const isAsked = Object.values(texts).some((text) => namesIn(text).includes('agent'));
	return isAsked ? event : { ...event, agent: null };
}

/** Changes in the order of their stamps, folded: what lost against another is no event. */
function eventsIn(world: World, changes: readonly TypedChange[]): RequestEvent[] {
	const events: RequestEvent[] = [];
	let cells: Cells = {};
	let told: RequestStatus | undefined;
	for (const change of changes) {
		const before = standingIn(cells);
		cells = joinCells(cells, lift(change));
		const after = standingIn(cells);
		const status = toldStatus(world, after.state);
		const isBegun = told !== undefined;
		const isOther = told === undefined || isToldOtherwise(told, status);
		if (isOther) told = status;
		const happened =
			change.type === 'ticket.create'
				? [...(['received'] as const), ...(after.assignee === null ? [] : (['taken'] as const))]
				: isBegun
					? happenedBetween(before, after, isOther)
					: [];
		const agent = after.assignee && (world.directory.person(after.assignee)?.name ?? null);
		const atMs = stampMs(change.at);
		for (const what of happened) events.push({ id: change.id, what, atMs, status, agent });
	}
	return events;
}

/** What happened to a request between two states, as far as its requester is told. */
export function eventsBetween(world: World, was: Ticket, is: Ticket): EventCode[] {
	const standing = (ticket: Ticket): Standing => ({ ...ticket, state: ticket });
	const isOther = isToldOtherwise(toldStatus(world, was), toldStatus(world, is));
	const told = happenedBetween(standing(was), standing(is), isOther).filter((what) =>
		isTold(world, what)
	);
	return told.includes('taken') ? told.filter((what) => what !== 'status') : told;
}

function standingIn(cells: Cells): Standing {
	const [assignee, team] = [cellValue(cells, 'assignee'), cellValue(cells, 'team')];
	return {
		state: readState(cellValue(cells, STATE_KEY)),
		assignee: typeof assignee === 'string' ? assignee : null,
		team: typeof team === 'string' ? team : null
	};
}

/** A status that has no name for those outside is another one by its class alone. */
function isToldOtherwise(was: RequestStatus, is: RequestStatus): boolean {
	return is.class !== was.class || (is.code !== null && is.code !== was.code);
}

function happenedBetween(was: Standing, is: Standing, isStatusOther: boolean): EventCode[] {
	const what = turnOf(was.state, is.state, isStatusOther);
	return [
		...(was.assignee === null && is.assignee !== null ? (['taken'] as const) : []),
		...(was.team !== null && was.team !== is.team ? (['transferred'] as const) : []),
		...(what === undefined ? [] : [what])
	];
}

function turnOf(was: TicketState, is: TicketState, isOther: boolean): EventCode | undefined {
	if (is.final && (!was.final || isOther)) return is.resolution === null ? 'closed' : 'solved';
	if (was.final && !is.final) return 'reopened';
	return isOther && !is.final ? 'status' : undefined;
}
