import { messageKeys, PUBLIC_HEAD } from '#lib/domain/changes/lift.ts';
import { cellValue, type Cells } from '#lib/domain/crdt/cells.ts';
import type { PersonId } from '#lib/domain/ids.ts';
import { can } from '#lib/domain/policy/can.ts';
import { messageMs, readMessage, readMessages, type Message } from '#lib/domain/ticket/messages.ts';
import { askedBy, type Ticket } from '#lib/domain/ticket/ticket.ts';
import type {
	RequestAnswer,
	RequestMessage,
	RequestRow,
	RequestsAnswer,
	RequestStatus
} from '#lib/protocol/portal.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';
import { readThreadPage } from '../../projections/thread-page.ts';

/** Requests that a page of the list has. */
const PAGE_REQUESTS = 30;
/** Pages of a conversation that are read for it, of 200 messages and notes each. */
const MAX_PAGES = 5;

/** Whose eyes a request is shown to. */
interface Viewer {
	readonly unit: OrgUnit;
	readonly person: PersonId;
}

/** What this person has asked; undefined for any other, whether or not there is one. */
export function ownRequest({ unit, person }: Viewer, id: string): Ticket | undefined {
	const actor = unit.world.directory.actor(person);
	const ticket = unit.world.ticket(`ticket.${id}`);
	const creator = askedBy(unit.world.entities.get(`ticket.${id}`).head) ?? '';
	if (actor === undefined) return undefined;
	const mayRead = can(actor, { do: 'portal.read', creator }).allowed;
	return mayRead ? ticket : undefined;
}

/** What this person has asked, newest first, below the stamp `before`. */
export function listRequests(viewer: Viewer, before: string | undefined): RequestsAnswer {
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
export function readRequest(viewer: Viewer, id: string): RequestAnswer | undefined {
	const ticket = ownRequest(viewer, id);
	if (ticket === undefined) return undefined;
	const { cells, cut } = conversation(viewer.unit, `ticket.${id}`);
	const messages = readMessages(cells)
		.filter(({ kind }) => kind === 'public')
		.map((message) => messageFor(viewer, message));
	return { ...rowOf(viewer, id, ticket), messages, cut };
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

function rowOf(viewer: Viewer, id: string, ticket: Ticket): RequestRow {
	return {
		id,
		number: ticket.number,
		subject: ticket.subject,
		status: statusFor(viewer.unit, ticket),
		createdMs: ticket.createdMs,
		last: lastSaid(viewer, `ticket.${id}`)
	};
}

/** A status that is not for those outside is told by its class alone. */
function statusFor({ world }: OrgUnit, ticket: Ticket): RequestStatus {
	const entry = world.directory.catalogue.find('status', ticket.status);
	const isTold = entry?.visible === true;
	return {
		class: ticket.class,
		code: isTold ? ticket.status : null,
		names: isTold ? entry.names : {}
	};
}

function lastSaid(viewer: Viewer, target: string): RequestMessage | null {
	const { entities } = viewer.unit.world;
	const head = cellValue(entities.get(target).head, PUBLIC_HEAD);
	if (typeof head !== 'string') return null;
	const message = readMessage(entities.message(target, head), head);
	return message?.kind === 'public' ? messageFor(viewer, message) : null;
}

function messageFor({ unit, person }: Viewer, message: Message): RequestMessage {
	const mine = message.by === person;
	return {
		id: message.id,
		mine,
		name: mine ? null : (unit.world.directory.person(message.by)?.name ?? null),
		atMs: messageMs(message),
		text: message.retracted ? '' : message.text,
		edited: message.editedMs !== null && !message.retracted,
		retracted: message.retracted,
		files: message.retracted
			? []
			: message.attachments.filter(({ role }) => role === 'file').map(({ name }) => name)
	};
}

/** Whether this message stands in this request, by this person: what a repeated id must have made. */
export function hasSaid({ unit, person }: Viewer, id: string, message: string): boolean {
	const target = `ticket.${id}`;
	const cells = unit.world.entities.message(target, message);
	return messageKeys(message).existence in cells && readMessage(cells, message)?.by === person;
}
