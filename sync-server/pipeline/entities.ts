import { newerCells, type Cell, type Cells } from '#lib/domain/crdt/cells.ts';
import { messageKeys, PUBLIC_HEAD, SENT_PREFIX } from '#lib/domain/changes/lift.ts';
import { jsonMember } from '#lib/domain/json.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { NO_HISTORY } from '#lib/domain/sla/history.ts';
import { readTicket, type Ticket } from '#lib/domain/ticket/ticket.ts';
import type { ThreadFacts } from '../persistence/org/thread-rows.decode.ts';

/** Where entities are kept: the organisation's file, or memory when the log is replayed. */
export interface CellStore {
	headCells(target: string): [string, Cell][];
	cellsUnder(target: string, prefix: string): [string, Cell][];
	setCell(target: string, key: string, cell: Cell): unknown;
	thread(target: string): ThreadFacts | undefined;
	setThread(target: string, facts: ThreadFacts): unknown;
	targets(kind: string): string[];
	setContact(target: string, contact: string | null): unknown;
	ticketsOf(contact: string): string[];
	/** Who made a change that was refused, and on what. */
	refused(id: string): { author: string; target: string } | undefined;
}

/** An entity in memory: its head cells (all but those of messages) and its thread's facts. */
export interface Entity {
	readonly target: string;
	readonly head: Readonly<Record<string, Cell>>;
	readonly thread: ThreadFacts;
}

interface MutableEntity {
	readonly target: string;
	readonly head: Record<string, Cell>;
	thread: ThreadFacts;
	/** What was read of the head since that last changed. */
	ticket?: { readonly read: Ticket | undefined } | undefined;
}

const NO_THREAD: ThreadFacts = {
	seq: 0,
	frontier: [],
	updatedMs: 0,
	last: null,
	rev: 0,
	listed: true,
	service: NO_HISTORY
};

/** How many entities stay in memory; a dropped one is read again. */
const CACHE_LIMIT = 20_000;

const isMessageKey = (key: string): boolean => key.startsWith('m/');

/** The entities of an organisation over their store. */
export class Entities {
	readonly #store: CellStore;
	readonly #cache = new Map<string, MutableEntity>();

	constructor(store: CellStore) {
		this.#store = store;
	}

	get(target: string): Entity {
		return this.#load(target);
	}

	/** The ticket that an entity's head says, if it is one. */
	ticket(target: string): Ticket | undefined {
		const entity = this.#load(target);
		entity.ticket ??= { read: readTicket(entity.head) };
		return entity.ticket.read;
	}

	/** What the judge needs to see: the head, and the messages that the change or the head names. */
	stateFor(change: TypedChange): Cells | undefined {
		const { head } = this.#load(change.target);
		// Notes on somebody may be all there is of them.
		const isContact = change.target.startsWith('contact.');
		if (Object.keys(head).length === 0 && !isContact) return undefined;
		const messages = namedMessages(change, head).map((id) => this.message(change.target, id));
		return messages.length === 0 ? head : Object.assign({}, head, ...messages);
	}

	/** The cells of one message. */
	message(target: string, id: string): Cells {
		return Object.fromEntries(this.#store.cellsUnder(target, messageKeys(id).existence));
	}

	/** Joins cells into an entity; gives those that won. */
	join(target: string, cells: Cells): Cells {
		const entity = this.#load(target);
		const present = this.#present(entity, cells);
		const won = newerCells(present, cells);
		for (const [key, cell] of Object.entries(won)) {
			this.#store.setCell(target, key, cell);
			if (isMessageKey(key)) continue;
			entity.head[key] = cell;
			entity.ticket = undefined;
		}
		return won;
	}

	setThread(target: string, thread: ThreadFacts): void {
		this.#load(target).thread = thread;
		this.#store.setThread(target, thread);
	}

	targets(kind: string): string[] {
		return this.#store.targets(kind);
	}

	/** Forgets what a rolled-back transaction had put into memory. */
	forget(): void {
		this.#cache.clear();
	}

	#present(entity: MutableEntity, cells: Cells): Cells {
		const messages = new Set<string>();
		for (const key of Object.keys(cells))
			if (isMessageKey(key)) messages.add(key.split('/')[1] ?? '');
		if (messages.size === 0) return entity.head;
		const present: Record<string, Cell> = { ...entity.head };
		for (const id of messages) Object.assign(present, this.message(entity.target, id));
		return present;
	}

	#load(target: string): MutableEntity {
		const cached = this.#cache.get(target);
		if (cached !== undefined) return cached;
		const entity: MutableEntity = {
			target,
			head: Object.fromEntries(this.#store.headCells(target)),
			thread: this.#store.thread(target) ?? NO_THREAD
		};
		if (this.#cache.size >= CACHE_LIMIT) this.#dropOldest();
		this.#cache.set(target, entity);
		return entity;
	}

	#dropOldest(): void {
		const oldest = this.#cache.keys().next();
		if (!oldest.done) this.#cache.delete(oldest.value);
	}
}

/** The messages that a change depends on: the one it is about, the newest, and what it was sent as. */
function namedMessages(change: TypedChange, head: Cells): string[] {
	if (
		change.type === 'message.edit' ||
		change.type === 'message.retract' ||
		change.type === 'message.split' ||
		change.type === 'message.delivery'
	)
		return [change.body.message];
	if (change.type !== 'message.add') return [];
	const sent = head[SENT_PREFIX + (change.body.draft ?? '')]?.[0];
	return [head[PUBLIC_HEAD]?.[0], jsonMember(sent, 'message')].filter(
		(id): id is string => typeof id === 'string'
	);
}
