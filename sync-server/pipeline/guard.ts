import * as decoding from 'lib0/decoding';
import { OUTBOX_ARRAY } from '#lib/documents/outbox-doc.ts';
import { LIMITS } from '#lib/protocol/limits.ts';

/**
 * The structural check of what a client sends, before any Yjs code sees it. An update (yjs
 * INTERNALS.md, update encoding V1) is taken whole or refused whole.
 */
export type GuardRefusal = 'bad-update' | 'gap' | 'full';

/** A state vector: next clock by Yjs client. */
export type Vector = ReadonlyMap<number, number>;

export interface GuardedOutbox {
	/** Entries beyond the vector, still unparsed. */
	readonly entries: readonly unknown[];
	/** The vector once these entries have been taken. */
	readonly vector: Vector;
}
export type OutboxGuard = { ok: true; value: GuardedOutbox } | { ok: false; refusal: GuardRefusal };

/** A Yjs client id fits 53 bits, a clock far less; beyond this nothing honest exists. */
const CLOCK_LIMIT = 1_000_000;
/** How deep a value may be nested; the body of a change is far flatter. */
const DEPTH_LIMIT = 24;
/** Tabs that race at sealing may each add a frame beyond the limit. */
const ENTRIES_LIMIT = LIMITS.outboxEntries * 5;
/** Type bits of a struct's info byte, and the one content an outbox may hold: JSON-like values. */
const CONTENT_BITS = 0b11111;
const CONTENT_ANY = 8;
/** Stands for what is missing between what a copy holds and what it has to keep waiting. */
const SKIP = 10;
const HAS_ORIGIN = 0b1000_0000;
/**
 * A right neighbour or a key. Whatever is appended has none. One whose right neighbour is not to the
 * right of its left one has a place that depends on the order in which updates come.
 */
const NOT_APPENDED = 0b0110_0000;

class Refused extends Error {
	readonly refusal: GuardRefusal;
	constructor(refusal: GuardRefusal) {
		super(refusal);
		this.refusal = refusal;
	}
}

/**
 * Reads an update to an outbox: only appended values in the array `changes`, no deletes, no gap
 * beyond `known`. Values the server already has are skipped.
 */
export function guardOutbox(update: Uint8Array, known: Vector): OutboxGuard {
	if (update.byteLength > LIMITS.messageBytes) return { ok: false, refusal: 'full' };
	try {
		return { ok: true, value: readOutboxUpdate(update, known) };
	} catch (error) {
		if (error instanceof Refused) return { ok: false, refusal: error.refusal };
		// lib0 throws plain errors on truncated or malformed bytes.
		return { ok: false, refusal: 'bad-update' };
	}
}

function readOutboxUpdate(update: Uint8Array, known: Vector): GuardedOutbox {
	const decoder = decoding.createDecoder(update);
	const vector = new Map(known);
	const entries: unknown[] = [];
	const clients = decoding.readVarUint(decoder);
	if (clients > LIMITS.outboxWriters) throw new Refused('full');
	const runs: Run[] = [];
	for (let index = 0; index < clients; index += 1) runs.push(readClient(decoder, vector, entries));
	if (decoding.readVarUint(decoder) !== 0 || decoding.hasContent(decoder))
		throw new Refused('bad-update');
	// Yjs takes only the last of several runs of one client.
	if (new Set(runs.map(({ client }) => client)).size < runs.length) throw new Refused('bad-update');
	assertIntegrable(runs, known);
	if (vector.size > LIMITS.outboxWriters || total(vector) > ENTRIES_LIMIT)
		throw new Refused('full');
	return { entries, vector };
}

/** A place in the array: the value of a client at a clock. */
interface Place {
	readonly client: number;
	readonly clock: number;
}

interface Struct {
	readonly clock: number;
	readonly length: number;
	/** The value it comes after, and can be put in its place only after; undefined for the first. */
	readonly after: Place | undefined;
}

interface Run {
	readonly client: number;
	readonly structs: readonly Struct[];
}

function readClient(
	decoder: decoding.Decoder,
	vector: Map<number, number>,
	entries: unknown[]
): Run {
	const structs = decoding.readVarUint(decoder);
	const client = decoding.readVarUint(decoder);
	let clock = decoding.readVarUint(decoder);
	if (structs > ENTRIES_LIMIT || clock > CLOCK_LIMIT) throw new Refused('full');
	const next = vector.get(client) ?? 0;
	if (clock > next) throw new Refused('gap');
	const read: Struct[] = [];
	for (let index = 0; index < structs; index += 1) {
		const { values, after } = readValues(decoder);
		read.push({ clock, length: values.length, after });
		for (const value of values) {
			if (clock >= next) entries.push(value);
			clock += 1;
		}
	}
	if (clock > next) vector.set(client, clock);
	return { client, structs: read };
}

/**
 * Refuses structs that come after what is not there, after themselves or in a circle: Yjs would keep
 * them pending, or throw half-way.
 */
function assertIntegrable(runs: readonly Run[], known: Vector): void {
	const there = new Map(known);
	const next = runs.map(() => 0);
	for (let isMoving = true; isMoving;) {
		isMoving = false;
		for (const [index, { client, structs }] of runs.entries()) {
			let struct = structs[next[index] ?? 0];
			while (struct !== undefined && isThere(struct.after, there)) {
				there.set(client, Math.max(there.get(client) ?? 0, struct.clock + struct.length));
				isMoving = true;
				next[index] = (next[index] ?? 0) + 1;
				struct = structs[next[index] ?? 0];
			}
		}
	}
	if (runs.some(({ structs }, index) => (next[index] ?? 0) < structs.length))
		throw new Refused('gap');
}

const isThere = (place: Place | undefined, there: Vector): boolean =>
	place === undefined || place.clock < (there.get(place.client) ?? 0);

function readValues(decoder: decoding.Decoder): {
	values: unknown[];
	after: Place | undefined;
} {
	const info = decoding.readUint8(decoder);
	// The sender lacks it as well: told of the gap, it lets go of what came after.
	if (info === SKIP) throw new Refused('gap');
	if ((info & CONTENT_BITS) !== CONTENT_ANY || (info & NOT_APPENDED) !== 0)
		throw new Refused('bad-update');
	const after = (info & HAS_ORIGIN) === 0 ? undefined : readPlace(decoder);
	if (after === undefined) {
		const isRoot = decoding.readVarUint(decoder) === 1;
		if (!isRoot || decoding.readVarString(decoder) !== OUTBOX_ARRAY)
			throw new Refused('bad-update');
	}
	const length = decoding.readVarUint(decoder);
	if (length === 0) throw new Refused('bad-update');
	if (length > ENTRIES_LIMIT) throw new Refused('full');
	const values = Array.from({ length }, (): unknown => decoding.readAny(decoder));
	if (!values.every((value) => isStorable(value, DEPTH_LIMIT))) throw new Refused('bad-update');
	return { values, after };
}

function readPlace(decoder: decoding.Decoder): Place {
	return { client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder) };
}

/** Whether a value can be written down as JSON: also what is no change is kept with its refusal. */
function isStorable(value: unknown, depth: number): boolean {
	if (typeof value === 'bigint') return false;
	if (typeof value !== 'object' || value === null) return true;
	if (depth === 0) return false;
	if (Array.isArray(value)) return value.every((item) => isStorable(item, depth - 1));
	// Bytes have another prototype. So has a value with `__proto__` as a key, whose members it then
	// pretends to have.
	if (Object.getPrototypeOf(value) !== Object.prototype) return false;
	return Object.values(value).every((item) => isStorable(item, depth - 1));
}

function total(vector: Vector): number {
	let sum = 0;
	for (const clock of vector.values()) sum += clock;
	return sum;
}

/**
 * Whether an update brings nothing beyond what a server-written document holds: no struct at all,
 * or only those below `clock` of the server's client. Anything else was made by the sender.
 */
export function bringsNothingNew(update: Uint8Array, serverClient: number, clock: number): boolean {
	// The empty update, which every client that is level with the server answers.
	if (update.byteLength === 2 && update[0] === 0 && update[1] === 0) return true;
	try {
		const decoder = decoding.createDecoder(update);
		const clients = decoding.readVarUint(decoder);
		if (clients === 0) return true;
		if (clients > 1) return false;
		decoding.readVarUint(decoder);
		const client = decoding.readVarUint(decoder);
		const start = decoding.readVarUint(decoder);
		return client === serverClient && start < clock;
	} catch {
		return false;
	}
}
