import { messageKeys, PUBLIC_HEAD } from '#lib/domain/changes/lift.ts';
import { cellValue, type Cells } from '#lib/domain/crdt/cells.ts';
import { plannerBehind } from '#lib/domain/follow-ups/follow-up-author.ts';
import type { EntityRef, PersonId } from '#lib/domain/ids.ts';
import { can } from '#lib/domain/policy/can.ts';
import {
	isOut,
	messageMs,
	readMessage,
	readMessages,
	type Message,
	type OutboundMessage
} from '#lib/domain/ticket/messages.ts';
import { askedBy, type Ticket } from '#lib/domain/ticket/ticket.ts';
import type {
	RequestAnswer,
	RequestFile,
	RequestMessage,
	RequestRow,
	RequestsAnswer
} from '#lib/protocol/portal.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';
import { readThreadPage } from '../../projections/thread-page.ts';
import { readEvents } from './events.ts';
import { ratingIn } from './ratings.ts';
import { toldStatus } from './told-status.ts';

/** Requests that a page of the list has. */
const PAGE_REQUESTS = 30;
/** Pages of a conversation that are read for it, of 200 messages and notes each. */
const MAX_PAGES = 5;

/** Whose eyes a request is shown to. */
interface Viewer {
	readonly unit: OrgUnit;
	readonly person: PersonId;
}

/** Who reads what was said, as far as it has gone out. */
export interface Onlooker extends Viewer {
	readonly nowMs: number;
	/** Whether the bytes of a file are here; until then its message waits. */
	readonly isUploaded: (thread: string, file: Message['attachments'][number]) => boolean;
}

/** What this person has asked; undefined for any other, whether or not there is one. */
export function ownRequest({ unit, person }: Viewer, id: string): Ticket | undefined {
	const actor = unit.world.directory.actor(person);
	const ticket = unit.world.ticket(`ticket.${id}`);
	const creator = askedBy(unit.world.entities.get(`ticket.${id}`).head) ?? '';
	if (actor === undefined) return undefined;
	const mayRead = can(actor, { do: 'portal.read', creator }).allowed;
	return mayRead && ticket?.removed === null ? ticket : undefined;
}

/** What this person has asked, newest first, below the stamp `before`. */
export function listRequests(viewer: Onlooker, before: string | undefined): RequestsAnswer {
	const { unit, person } = viewer;
	const found = unit.store.requestsOf(person, before, PAGE_REQUESTS + 1);
	const shown = found.slice(0, PAGE_REQUESTS);
	const requests = shown.flatMap(({ target }) => {
		const id = target.slice('ticket.'.length);
		const ticket = ownRequest(viewer, id);
		return ticket === undefined ? [] : [rowOf(viewer, id, ticket)];
	});
	return {
		requests,
		next: found.length > PAGE_REQUESTS ? (shown.at(-1)?.at ?? null) : null,
		open: takesRequests(unit)
	};
}

/** Whether the organisation has a team that takes requests now. */
export function takesRequests({ world: { directory } }: OrgUnit): boolean {
	return directory.portalTeam !== null && directory.team(directory.portalTeam)?.archived === false;
}

/** A request with all that was said in it; undefined when it is not this person's. */
export function readRequest(viewer: Onlooker, id: string): RequestAnswer | undefined {
	const ticket = ownRequest(viewer, id);
	if (ticket === undefined) return undefined;
	const target: EntityRef = `ticket.${id}`;
	const { cells, cut } = conversation(viewer.unit, target);
	const messages = outIn(viewer, target, cells).map((message) =>
		messageFor(viewer, target, message)
	);
	const { events, words } = readEvents(viewer.unit, target);
	const sinceMs = cut ? (messages[0]?.atMs ?? 0) : 0;
	return {
		...rowOf(viewer, id, ticket),
		messages,
		events: events.filter(({ atMs }) => atMs >= sinceMs),
		words,
		cut
	};
}

function conversation(unit: OrgUnit, target: string): { cells: Cells; cut: boolean } {
	const cells: Record<string, Cells[string]> = {};
	let before = unit.world.entities.get(target).thread.seq + 1;
	for (let page = 0; page < MAX_PAGES && before > 1; page += 1) {
		const older = readThreadPage(unit.store, target, before);
		Object.assign(cells, older.cells);
		before = older.sealed + 1;
	}
	return { cells, cut: before > 1 };
}

function rowOf(viewer: Onlooker, id: string, ticket: Ticket): RequestRow {
	return {
		id,
		number: ticket.number,
		subject: ticket.subject,
		status: toldStatus(viewer.unit.world, ticket),
		createdMs: ticket.createdMs,
		last: lastSaid(viewer, `ticket.${id}`),
		rating: ratingFor(viewer.unit, id, ticket)
	};
}

/** What was said of an earlier round is not about how it is done now. */
function ratingFor(unit: OrgUnit, id: string, { round }: Ticket): RequestRow['rating'] {
	const rating = ratingIn(unit, id, round);
	return rating && { stars: rating.stars, solved: rating.solved };
}

function lastSaid(viewer: Onlooker, target: string): RequestMessage | null {
	const { entities } = viewer.unit.world;
	const head = cellValue(entities.get(target).head, PUBLIC_HEAD);
	if (typeof head !== 'string') return null;
	const message = readMessage(entities.message(target, head), head);
	if (message === undefined) return null;
	if (hasGoneOut(viewer, target, message)) return messageFor(viewer, target, message);
	const before = entities.get(target).thread.seq + 1;
	const page = readThreadPage(viewer.unit.store, target, before).cells;
	const earlier = outIn(viewer, target, page).at(-1);
	return earlier === undefined ? null : messageFor(viewer, target, earlier);
}

/** What has gone out of what was said; by its type, a note is not among it. */
function outIn(viewer: Onlooker, target: string, cells: Cells): OutboundMessage[] {
	return readMessages(cells).filter((message) => hasGoneOut(viewer, target, message));
}

/** A message with files goes out whole, once all of them are here. */
function hasGoneOut(
	{ nowMs, person, isUploaded }: Onlooker,
	target: string,
	message: Message
): message is OutboundMessage {
	if (!isOut(message, nowMs)) return false;
	// Whoever sends files sees what they said, while those are on their way.
	if (message.by === person) return true;
	return message.attachments.every((file) => !isPlainFile(file) || isUploaded(target, file));
}

const isPlainFile = ({ role }: Message['attachments'][number]): boolean => role === 'file';

function fileFor(
	{ isUploaded }: Onlooker,
	target: string,
	file: Message['attachments'][number]
): RequestFile {
	const { id, name, type, size } = file;
	return { id, name, type, size, isHere: isUploaded(target, file) };
}

function messageFor(viewer: Onlooker, target: string, message: OutboundMessage): RequestMessage {
	const { unit, person } = viewer;
	const mine = message.by === person;
	return {
		id: message.id,
		mine,
		name: mine ? null : nameOf(unit, message.by),
		atMs: messageMs(message),
		text: message.retracted ? '' : message.text,
		edited: message.editedMs !== null && !message.retracted,
		retracted: message.retracted,
		files: message.retracted
			? []
			: message.attachments.filter(isPlainFile).map((file) => fileFor(viewer, target, file))
	};
}

/** Who said it; of what went out by itself, who wrote it. */
function nameOf(unit: OrgUnit, by: string): string | null {
	return unit.world.directory.person(plannerBehind(by) ?? by)?.name ?? null;
}

/** Whether this message stands in this request, by this person: what a repeated id must have made. */
export function hasSaid({ unit, person }: Viewer, id: string, message: string): boolean {
	const target = `ticket.${id}`;
	const cells = unit.world.entities.message(target, message);
	return messageKeys(message).existence in cells && readMessage(cells, message)?.by === person;
}

/** Whether this person was told this message, in a request of theirs: of notes they never are. */
export function hasBeenTold(
	viewer: Viewer & { readonly nowMs: number },
	{ thread, message: id }: { readonly thread: string; readonly message: string }
): boolean {
	if (ownRequest(viewer, thread.slice('ticket.'.length)) === undefined) return false;
	const message = readMessage(viewer.unit.world.entities.message(thread, id), id);
	return message !== undefined && isOut(message, viewer.nowMs);
}
