import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { isPersonId } from '#lib/domain/ids.ts';
import { object } from '#lib/domain/object.decode.ts';
import { boolean, integer, matching, nullable, text } from '#lib/domain/schema.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import type { Port } from './peer.ts';
import { writeAwareness } from './sync-messages.ts';

/** A place in a text that stays where it is while others write (yjs, RelativePosition). */
const struct = nullable(object({ client: integer(0, 0xffff_ffff), clock: integer(0, 2 ** 31) }));
const position = object(
	{},
	{ type: struct, item: struct, tname: nullable(text(0, 20)), assoc: integer(-1, 1) }
);

/**
 * Who has a document open and who is typing in it, by the awareness protocol (y-protocols,
 * awareness.js). Each connection has one state; who it belongs to is stamped here, never taken from
 * the bytes. Changes are told at most every `COALESCE_MS`.
 */
const state = object(
	{},
	{
		viewing: boolean,
		typing: boolean,
		/** What is typed goes to whoever asked, and is no note. */
		answering: boolean,
		/** Has begun a reply alone; and with whom somebody wants to write along. */
		writing: boolean,
		joins: matching(isPersonId, 'must be a person'),
		/** Where somebody writes in a text: relative positions, as Yjs has them. */
		cursor: nullable(object({ anchor: position, head: position })),
		user: (value: unknown) => ({ ok: true as const, value })
	}
);

const COALESCE_MS = 100;
/** Yjs client ids lie below the last one; anything larger was made up. */
const CLIENT_LIMIT = 0xffff_fffe;
/** Under which somebody without a connection is told of; no connection can have it. */
const GUEST_CLIENT = 0xffff_ffff;
/** Whoever typed counts as typing for so long. */
const GUEST_MS = 6_000;

/** A state as it travels: of a Yjs client, at its clock. */
interface Entry {
	readonly client: number;
	readonly clock: number;
	readonly state: string;
}

interface Presence {
	readonly person: string;
	readonly port: Port;
	client: number | undefined;
	clock: number;
	state: string;
	isAnswering: boolean;
}

interface Room {
	readonly present: Set<Presence>;
	/** States to be told, by Yjs client. */
	readonly untold: Map<number, Entry>;
	/** Somebody without a connection who types: whoever asked, in the portal. */
	guest: Entry | undefined;
	isScheduled: boolean;
	isAnswering: boolean;
}

export interface AwarenessParts {
	readonly now: () => number;
	readonly after: (ms: number, run: () => void) => void;
	/** Somebody begins to type an answer in a document, or nobody does any more. */
	readonly onAnswering?: (name: string, isAnswering: boolean) => void;
}

export class Awareness {
	readonly #parts: AwarenessParts;
	readonly #rooms = new Map<string, Room>();
	#guestClock = 0;

	constructor(parts: AwarenessParts) {
		this.#parts = parts;
	}

	/** Somebody types who has no connection to a document; those who look at it are told for a while. */
	hint(name: string, person: string): void {
		const room = this.#rooms.get(name);
		if (room === undefined) return;
		const state = JSON.stringify({ user: person, typing: true });
		const guest = this.#guestEntry(state);
		room.guest = guest;
		this.#tellSoon(name, room, guest);
		this.#parts.after(GUEST_MS, () => {
			if (room.guest !== guest) return;
			room.guest = undefined;
			this.#tellSoon(name, room, this.#guestEntry('null'));
		});
	}

	/** Later than every one before it, those of a server that was stopped included. */
	#guestEntry(state: string): Entry {
		this.#guestClock = Math.max(this.#guestClock + 1, this.#parts.now());
		return { client: GUEST_CLIENT, clock: this.#guestClock, state };
	}

	/** Adds a connection to those who look at a document. */
	join(name: string, person: string, port: Port) {
		const room = this.#rooms.get(name) ?? {
			present: new Set<Presence>(),
			untold: new Map<number, Entry>(),
			guest: undefined,
			isScheduled: false,
			isAnswering: false
		};
		this.#rooms.set(name, room);
		const presence = aPresence(person, port);
		room.present.add(presence);
		return {
			receive: (update: Uint8Array) => this.#receive(name, room, presence, update),
			tell: () => tellAll(room, port),
			leave: () => this.#leave(name, room, presence)
		};
	}

	#receive(name: string, room: Room, presence: Presence, update: Uint8Array): void {
		const entry = readOwnEntry(update);
		if (entry === undefined || (presence.client ?? entry.client) !== entry.client) return;
		const isTaken = [...room.present].some(
			(other) => other !== presence && other.client === entry.client
		);
		if (isTaken || entry.clock < presence.clock) return;
		const { text: stamped, isAnswering } = stampState(entry.state, presence.person);
		// A repeated state is a keep-alive: it goes back to its sender, who lives by hearing something.
		if (presence.client !== undefined && stamped === presence.state) {
			presence.clock = entry.clock;
			presence.port.send(writeAwareness(writeEntries([{ ...entry, state: stamped }])));
			return;
		}
		if (presence.client === undefined) tellAll(room, presence.port);
		const told = { ...entry, state: stamped };
		Object.assign(presence, told, { isAnswering });
		this.#tellSoon(name, room, told);
		this.#noteAnswering(name, room);
	}

	#leave(name: string, room: Room, presence: Presence): void {
		const { client, clock, state: left } = presence;
		room.present.delete(presence);
		if (room.present.size === 0) this.#rooms.delete(name);
		else if (client !== undefined && left !== 'null')
			this.#tellSoon(name, room, { client, clock: clock + 1, state: 'null' });
		this.#noteAnswering(name, room);
	}

	#noteAnswering(name: string, room: Room): void {
		const isAnswering = [...room.present].some((one) => one.isAnswering);
		if (isAnswering === room.isAnswering) return;
		room.isAnswering = isAnswering;
		this.#parts.onAnswering?.(name, isAnswering);
	}

	#tellSoon(name: string, room: Room, entry: Entry): void {
		room.untold.set(entry.client, entry);
		if (room.isScheduled) return;
		room.isScheduled = true;
		this.#parts.after(COALESCE_MS, () => {
			room.isScheduled = false;
			if (this.#rooms.get(name) !== room) return;
			const message = writeAwareness(writeEntries([...room.untold.values()]));
			room.untold.clear();
			for (const { port } of room.present) port.send(message);
		});
	}
}

function aPresence(person: string, port: Port): Presence {
	return { person, port, client: undefined, clock: 0, state: 'null', isAnswering: false };
}

function tellAll(room: Room, port: Port): void {
	const entries = [...room.present].flatMap(({ client, clock, state: text }) =>
		client === undefined || text === 'null' ? [] : [{ client, clock, state: text }]
	);
	if (room.guest !== undefined) entries.push(room.guest);
	if (entries.length > 0) port.send(writeAwareness(writeEntries(entries)));
}

function writeEntries(entries: readonly Entry[]): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, entries.length);
	for (const { client, clock, state: text } of entries) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, clock);
		encoding.writeVarString(encoder, text);
	}
	return encoding.toUint8Array(encoder);
}

/** A connection speaks for itself only: exactly one entry, small and bounded. */
function readOwnEntry(update: Uint8Array): Entry | undefined {
	if (update.byteLength > LIMITS.awarenessBytes) return undefined;
	try {
		const decoder = decoding.createDecoder(update);
		if (decoding.readVarUint(decoder) !== 1) return undefined;
		const client = decoding.readVarUint(decoder);
		const clock = decoding.readVarUint(decoder);
		if (client > CLIENT_LIMIT || clock > CLIENT_LIMIT) return undefined;
		return { client, clock, state: decoding.readVarString(decoder) };
	} catch {
		return undefined;
	}
}

/** The state as it is told on: only what is known, with the person it really belongs to. */
function stampState(text: string, person: string): { text: string; isAnswering: boolean } {
	const decoded = state(parse(text));
	if (!decoded.ok) return { text: 'null', isAnswering: false };
	const { viewing, typing, answering, writing, joins, cursor } = decoded.value;
	const told = JSON.stringify({
		user: person,
		...(viewing && { viewing: true }),
		...(typing && { typing: true }),
		...(answering && { answering: true }),
		...(writing && { writing: true }),
		...(joins && { joins }),
		...(cursor && { cursor })
	});
	return { text: told, isAnswering: typing === true && answering === true };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
