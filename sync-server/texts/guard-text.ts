import * as decoding from 'lib0/decoding';
import { TEXT_ATTRIBUTES, TEXT_MARKS, TEXT_NODES, TEXT_ROOT } from '#lib/documents/text-doc.ts';
import { isSafeLink } from '#lib/domain/rich-text.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import type { GuardRefusal, Vector } from '../pipeline/guard.ts';
import { placeFault, type Place, type Run, type Struct } from './guard-places.ts';

/**
 * The structural check of what a client sends to a text, before any Yjs code sees it (yjs
 * INTERNALS.md, update encoding V1). What it cannot see, such as where a struct ends up, is checked
 * on a copy afterwards: an update is taken whole or refused whole.
 */
export type TextRefusal = GuardRefusal | 'foreign';

export interface GuardedText {
	/** The vector once the update has been taken. */
	readonly vector: Vector;
	/** Clients that write more than is known. */
	readonly writers: readonly number[];
	/** Whether it holds anything, be it but a delete. */
	readonly isEmpty: boolean;
}
export type TextGuard = { ok: true; value: GuardedText } | { ok: false; refusal: TextRefusal };

export const TEXT_LIMITS = {
	/** Of a text as a whole, encoded. */
	bytes: 524_288,
	/** Browsers' visits that wrote in it. */
	writers: 1_000,
	/** Parts and deleted ranges of one update. */
	structs: 20_000,
	/** A Yjs clock: letters ever written by one visit. */
	clock: 4_000_000
} as const;

/** A Yjs client id; anything larger was made up. */
const CLIENT_LIMIT = 0xffff_ffff;
const STRING_LIMIT = 262_144;
const VALUE_LIMIT = 2_200;

const GC = 0;
const DELETED = 1;
const STRING = 4;
const FORMAT = 6;
const TYPE = 7;
const ANY = 8;
const CONTENT_BITS = 0b11111;
const HAS_ORIGIN = 0b1000_0000;
const HAS_RIGHT_ORIGIN = 0b0100_0000;
const HAS_PARENT_SUB = 0b0010_0000;
const XML_ELEMENT = 3;
const XML_TEXT = 6;
/** Texts, numbers, truths and nothing, as lib0 marks them; no lists, objects, bytes or big numbers. */
const PLAIN_VALUES = new Set([119, 120, 121, 123, 124, 125, 126, 127]);

class Refused extends Error {
	readonly refusal: TextRefusal;
	constructor(refusal: TextRefusal) {
		super(refusal);
		this.refusal = refusal;
	}
}

/** Reads an update to a text; `mayWrite` says whose clients the sender may write as. */
export function guardText(
	update: Uint8Array,
	known: Vector,
	mayWrite: (client: number) => boolean
): TextGuard {
	if (update.byteLength > LIMITS.messageBytes) return { ok: false, refusal: 'full' };
	try {
		return { ok: true, value: readUpdate(update, known, mayWrite) };
	} catch (error) {
		if (error instanceof Refused) return { ok: false, refusal: error.refusal };
		// lib0 throws plain errors on truncated or malformed bytes.
		return { ok: false, refusal: 'bad-update' };
	}
}

function readUpdate(
	update: Uint8Array,
	known: Vector,
	mayWrite: (client: number) => boolean
): GuardedText {
	const decoder = decoding.createDecoder(update);
	const runs = readRuns(decoder, known);
	const vector = new Map(known);
	const writers: number[] = [];
	for (const { client, end } of runs) {
		if (end <= (known.get(client) ?? 0)) continue;
		if (!mayWrite(client)) throw new Refused('foreign');
		vector.set(client, end);
		writers.push(client);
	}
	if (vector.size > TEXT_LIMITS.writers) throw new Refused('full');
	const deletes = readDeletes(decoder, vector);
	if (decoding.hasContent(decoder)) throw new Refused('bad-update');
	const fault = placeFault(runs, known);
	if (fault !== undefined) throw new Refused(fault);
	return { vector, writers, isEmpty: writers.length === 0 && deletes === 0 };
}

function readRuns(decoder: decoding.Decoder, known: Vector): Run[] {
	const clients = decoding.readVarUint(decoder);
	if (clients > TEXT_LIMITS.writers) throw new Refused('full');
	const runs: Run[] = [];
	let left: number = TEXT_LIMITS.structs;
	for (let index = 0; index < clients; index += 1) {
		const run = readRun(decoder, known, left);
		left -= run.structs.length;
		runs.push(run);
	}
	// Yjs takes only the last of several runs of one client.
	if (new Set(runs.map(({ client }) => client)).size < runs.length) throw new Refused('bad-update');
	return runs;
}

function readRun(decoder: decoding.Decoder, known: Vector, left: number): Run {
	const count = decoding.readVarUint(decoder);
	const client = decoding.readVarUint(decoder);
	let clock = decoding.readVarUint(decoder);
	if (count > left) throw new Refused('full');
	if (client > CLIENT_LIMIT || count === 0) throw new Refused('bad-update');
	if (clock > (known.get(client) ?? 0)) throw new Refused('gap');
	const structs: Struct[] = [];
	for (let index = 0; index < count; index += 1) {
		const struct = { ...readStruct(decoder), clock };
		const { length } = struct;
		if (length < 1) throw new Refused('bad-update');
		structs.push(struct);
		clock += length;
		if (clock > TEXT_LIMITS.clock) throw new Refused('full');
	}
	return { client, structs, end: clock };
}

function readStruct(decoder: decoding.Decoder): Omit<Struct, 'clock'> {
	const info = decoding.readUint8(decoder);
	const content = info & CONTENT_BITS;
	if (content === GC) {
		if (info !== GC) throw new Refused('bad-update');
		return { length: decoding.readVarUint(decoder), beside: [], isInside: false };
	}
	const beside: Place[] = [];
	if ((info & HAS_ORIGIN) !== 0) beside.push(readPlace(decoder));
	if ((info & HAS_RIGHT_ORIGIN) !== 0) beside.push(readPlace(decoder));
	const hasNeighbour = beside.length > 0;
	if (!hasNeighbour) {
		readParent(decoder, beside);
		if ((info & HAS_PARENT_SUB) !== 0) oneOf(TEXT_ATTRIBUTES, decoding.readVarString(decoder));
	}
	const isValue = (info & HAS_PARENT_SUB) !== 0;
	// Only an attribute is a value, and only a value is an attribute.
	if (content !== DELETED && isValue !== (content === ANY)) throw new Refused('bad-update');
	const isInside = !hasNeighbour && beside.length > 0;
	return { length: readContent(decoder, content), beside, isInside };
}

function readParent(decoder: decoding.Decoder, beside: Place[]): void {
	const isRoot = decoding.readVarUint(decoder) === 1;
	if (!isRoot) beside.push(readPlace(decoder));
	else if (decoding.readVarString(decoder) !== TEXT_ROOT) throw new Refused('bad-update');
}

function readContent(decoder: decoding.Decoder, content: number): number {
	switch (content) {
		case DELETED:
			return decoding.readVarUint(decoder);
		case STRING:
			return readText(decoder, STRING_LIMIT).length;
		case FORMAT:
			readMark(decoder);
			return 1;
		case TYPE:
			readNode(decoder);
			return 1;
		case ANY:
			return readValues(decoder);
		default:
			throw new Refused('bad-update');
	}
}

function readNode(decoder: decoding.Decoder): void {
	const kind = decoding.readVarUint(decoder);
	if (kind === XML_TEXT) return;
	if (kind !== XML_ELEMENT) throw new Refused('bad-update');
	oneOf(TEXT_NODES, decoding.readVarString(decoder));
}

/** A mark begins with its attributes and ends with null. */
function readMark(decoder: decoding.Decoder): void {
	const mark = oneOf(TEXT_MARKS, decoding.readVarString(decoder));
	const value: unknown = JSON.parse(readText(decoder, VALUE_LIMIT));
	if (value === null) return;
	if (typeof value !== 'object' || Array.isArray(value)) throw new Refused('bad-update');
	for (const [key, part] of Object.entries(value)) {
		const isLink = mark === 'link' && LINK_PARTS.has(key);
		const isFit = key === 'href' ? isSafeLink(part) : part === null || typeof part === 'string';
		if (!isLink || !isFit) throw new Refused('bad-update');
	}
}

const LINK_PARTS = new Set(['href', 'target', 'rel', 'class', 'title']);

function readValues(decoder: decoding.Decoder): number {
	if (decoding.readVarUint(decoder) !== 1) throw new Refused('bad-update');
	if (!PLAIN_VALUES.has(decoding.peekUint8(decoder))) throw new Refused('bad-update');
	const value: unknown = decoding.readAny(decoder);
	if (typeof value === 'string' && value.length > 40) throw new Refused('bad-update');
	return 1;
}

function readText(decoder: decoding.Decoder, limit: number): string {
	const text = decoding.readVarString(decoder);
	if (text.length > limit) throw new Refused('full');
	return text;
}

function oneOf<const T extends readonly string[]>(options: T, name: string): T[number] {
	const found = options.find((option) => option === name);
	if (found === undefined) throw new Refused('bad-update');
	return found;
}

function readPlace(decoder: decoding.Decoder): Place {
	return { client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder) };
}

/** What is deleted must be there: what somebody will write cannot be deleted in advance. */
function readDeletes(decoder: decoding.Decoder, vector: Vector): number {
	const clients = decoding.readVarUint(decoder);
	if (clients > TEXT_LIMITS.writers) throw new Refused('full');
	let ranges = 0;
	for (let index = 0; index < clients; index += 1) {
		const client = decoding.readVarUint(decoder);
		const count = decoding.readVarUint(decoder);
		ranges += count;
		if (ranges > TEXT_LIMITS.structs) throw new Refused('full');
		for (let range = 0; range < count; range += 1) {
			const clock = decoding.readVarUint(decoder);
			const length = decoding.readVarUint(decoder);
			if (length < 1) throw new Refused('bad-update');
			if (clock + length > (vector.get(client) ?? 0)) throw new Refused('gap');
		}
	}
	return ranges;
}
