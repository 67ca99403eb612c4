import type { Cell, Cells } from '#lib/domain/crdt/cells.ts';
import { ASKED, lift, messageKeys } from '#lib/domain/changes/lift.ts';
import { isAutomation } from '#lib/domain/changes/change.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { frontier } from '#lib/domain/history.ts';
import { stampMs, type Stamp } from '#lib/domain/stamp.ts';
import { withChange } from '#lib/domain/sla/history.ts';
import { ticketSubject, type Ticket } from '#lib/domain/ticket/ticket.ts';
import type { TicketFacts } from '#lib/domain/judge/checks.ts';
import type { TicketSubject } from '#lib/domain/policy/actor.ts';
import { contactOfTicket } from '#lib/documents/contact-id.ts';
import type { ThreadFacts } from '../persistence/org/thread-rows.decode.ts';
import { Directory } from './directory.ts';
import { Entities, type CellStore } from './entities.ts';
import type { Logged } from './record.ts';

/** What one batch has touched, from which the documents' patches are made. */
export interface Touched {
	/** What everybody reached by units and regions, before the first change that moves any of it. */
	scopesBefore: ReadonlyMap<PersonId, ReadonlySet<TeamId>> | undefined;
	/** Cells that changed, by target and key. */
	readonly cells: Map<string, Map<string, Cell>>;
	/** Tickets as they were before the batch; undefined for new ones. */
	readonly before: Map<string, Ticket | undefined>;
	/** Seats of channels before the batch. */
	readonly seatsBefore: Map<string, ReadonlySet<PersonId>>;
	readonly logged: Logged[];
	/** Threads whose row must go or come because of their age. */
	readonly relisted: Set<string>;
}

export function nothingTouched(): Touched {
	return {
		scopesBefore: undefined,
		cells: new Map(),
		before: new Map(),
		seatsBefore: new Map(),
		logged: [],
		relisted: new Set()
	};
}

/**
 * The state of an organisation: entities and directory. A change that has been judged is absorbed
 * here, by the server as it happens and by a rebuild from the log, through the same code.
 */
export class World {
	readonly org: string;
	readonly entities: Entities;
	readonly directory: Directory;
	readonly #store: CellStore;

	constructor(org: string, store: CellStore) {
		this.org = org;
		this.#store = store;
		this.entities = new Entities(store);
		this.directory = new Directory(this.entities);
	}

	/** Takes over a judged change; notes what it touched. */
	absorb(logged: Logged, touched: Touched): void {
		touched.logged.push(logged);
		const { typed } = logged;
		if (typed === undefined) return;
		this.#noteBefore(typed.target, touched);
		if (movesScope(typed)) touched.scopesBefore ??= this.directory.scopes();
		const cells = { ...lift(typed), ...assignedCells(typed, logged.assigned) };
		const won = this.entities.join(typed.target, cells);
		const noted = touched.cells.get(typed.target) ?? new Map<string, Cell>();
		for (const [key, cell] of Object.entries(won)) noted.set(key, cell);
		if (won['requester'] !== undefined || won[ASKED] !== undefined)
			this.#store.setContact(typed.target, this.contactOf(typed.target));
		touched.cells.set(typed.target, noted);
		this.entities.setThread(
			typed.target,
			nextThread(this.entities.get(typed.target).thread, typed, logged)
		);
		if (DIRECTORY_TARGET.test(typed.target)) this.directory.refresh(typed.target);
	}

	/** Forgets everything in memory after a rollback. */
	forget(): void {
		this.entities.forget();
		this.directory.reload();
	}

	refused(id: string): { author: string; target: string } | undefined {
		return this.#store.refused(id);
	}

	ticket(target: string): Ticket | undefined {
		return this.entities.ticket(target);
	}

	/** A ticket as the verdict on another one sees it. */
	ticketFacts(id: string): TicketFacts | undefined {
		const ticket = this.ticket(`ticket.${id}`);
		return ticket && { ...ticketSubject(ticket), merged: ticket.merged };
	}

	/** Whose ticket it is; null of nobody who is known. */
	contactOf(target: string): string | null {
		const ticket = this.ticket(target);
		return ticket === undefined ? null : contactOfTicket(ticket, this.entities.get(target).head);
	}

	/** What somebody has asked, as policy sees it. */
	*ticketsOf(contact: string): Generator<TicketSubject> {
		for (const target of this.#store.ticketsOf(contact)) {
			const ticket = this.ticket(target);
			if (ticket !== undefined) yield ticketSubject(ticket);
		}
	}

	#noteBefore(target: string, touched: Touched): void {
		if (target.startsWith('ticket.') && !touched.before.has(target))
			touched.before.set(target, this.ticket(target));
		const channels = channelsAround(target, this.directory);
		for (const id of channels) {
			if (touched.seatsBefore.has(id)) continue;
			const channel = this.directory.channels.get(id);
			touched.seatsBefore.set(id, channel ? this.directory.seats(channel) : new Set());
		}
	}
}

const DIRECTORY_TARGET = /^(person|team|channel|org|article)\./;

/** Whether a change may move what people reach by their units and regions. */
function movesScope(change: TypedChange): boolean {
	switch (change.type) {
		case 'person.field':
			return change.body.field === 'units' || change.body.field === 'regions';
		case 'team.field':
			return change.body.field === 'unit';
		case 'org.entry':
			return change.body.catalogue === 'unit';
		default:
			return false;
	}
}

/** The channels whose seats a change of this target may move. */
function channelsAround(target: string, directory: Directory): string[] {
	const [kind, id = ''] = target.split('.');
	if (kind === 'channel') return [id];
	if (kind !== 'team') return [];
	return [...directory.channels]
		.filter(([, channel]) => channel.team === id)
		.map(([channelId]) => channelId);
}

/** The message a change brings into its thread, if any. */
export function newMessage(change: TypedChange): { kind: string; by: string } | undefined {
	if (change.type === 'message.add') return { kind: change.body.kind, by: change.by };
	if (change.type === 'ticket.create' && change.body.message !== undefined)
		return { kind: change.body.message.kind, by: change.by };
	return undefined;
}

function assignedCells(change: TypedChange, assigned: Logged['assigned']): Cells {
	return {
		...(assigned.number !== undefined && { number: [assigned.number, change.at] as const }),
		...(assigned.seq !== undefined && {
			[messageKeys(change.id).seq]: [assigned.seq, change.at] as const
		})
	};
}

function nextThread(thread: ThreadFacts, change: TypedChange, logged: Logged): ThreadFacts {
	const message = newMessage(change);
	const ms = stampMs(change.at);
	const isNewest = message !== undefined && ms >= (thread.last?.ms ?? 0);
	return {
		seq: Math.max(thread.seq, logged.assigned.seq ?? 0),
		frontier: nextFrontier(thread.frontier, change),
		updatedMs: isOfTime(change) ? thread.updatedMs : Math.max(thread.updatedMs, ms),
		last: isNewest ? { by: message.by, ms, kind: message.kind } : thread.last,
		rev: logged.rev,
		// Whoever looks at what is done, or uses it elsewhere, does not bring it back to the lists.
		listed: change.type === 'ticket.seen' || isOpinion(change) ? thread.listed : true,
		service: change.target.startsWith('ticket.')
			? withChange(thread.service, change)
			: thread.service
	};
}

/** That time runs out, somebody is reminded or has seen something, a letter arrives or another system says something is no work on a ticket. */
function isOfTime(change: TypedChange): boolean {
	const { type, by } = change;
	return NOTED.has(type) || isOpinion(change) || (type === 'ticket.follow-up' && isAutomation(by));
}

/** Whether somebody says whom the solution of a ticket helped in another. */
function isOpinion({ type, body }: TypedChange): boolean {
	return type === 'ticket.element' && (body.set === 'helpful' || body.set === 'unhelpful');
}

const NOTED: ReadonlySet<TypedChange['type']> = new Set([
	'ticket.alert',
	'ticket.on-call',
	'ticket.seen',
	'ticket.issue',
	'message.delivery'
]);

function nextFrontier(heads: readonly Stamp[], change: TypedChange): Stamp[] {
	return frontier([...heads.map((at) => ({ at, saw: [] })), { at: change.at, saw: change.saw }]);
}
