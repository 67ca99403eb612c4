import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { OUTBOX_ARRAY } from '#lib/documents/outbox-doc.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { bringsNothingNew, guardOutbox } from './guard.ts';

const NOTHING = new Map<number, number>();
const GC = 0;
const DELETED = 1;
const JSON_CONTENT = 2;
const FORMAT = 6;
const TYPE = 7;
const ANY = 8;
const SUBDOCUMENT = 9;
const SKIP = 10;
const HAS_PARENT_SUB = 32;
const HAS_RIGHT = 64;
const HAS_LEFT = 128;

/** Bytes from varUints, texts and raw bytes. */
function bytes(...parts: readonly (number | string | Uint8Array)[]): Uint8Array {
	return encoding.encode((encoder) => {
		for (const part of parts)
			if (typeof part === 'number') encoding.writeVarUint(encoder, part);
			else if (typeof part === 'string') encoding.writeVarString(encoder, part);
			else encoding.writeUint8Array(encoder, part);
	});
}

const raw = (...values: number[]) => new Uint8Array(values);
const anyValue = (value: unknown) =>
	encoding.encode((encoder) => encoding.writeAny(encoder, value as never));
const root = (name: string) => bytes(1, name);
const values = (...list: unknown[]) => bytes(list.length, ...list.map(anyValue));

/** One client's run of one struct, and no deletes. */
const oneStruct = (info: number, ...rest: readonly (number | string | Uint8Array)[]) =>
	bytes(1, 1, 5, 0, raw(info), ...rest, 0);
const appended = (...list: unknown[]) => oneStruct(ANY, root(OUTBOX_ARRAY), values(...list));

/** Bytes that nest an array or an object `depth` times. */
function nested(depth: number, kind: 'array' | 'object'): Uint8Array {
	const level = kind === 'array' ? raw(117, 1) : bytes(raw(118), 1, 'a');
	return bytes(new Uint8Array(Array.from({ length: depth }, () => [...level]).flat()), raw(126));
}

const deletes = bytes(0, 1, 5, 1, 0, 1);
const subdocument = bytes('doc', anyValue({}));

describe('the guard of an outbox', () => {
	it('[GD1] takes what a stock document appends, and gives the values in order', () => {
		const doc = new Y.Doc();
		doc.getArray(OUTBOX_ARRAY).push([{ a: 1 }, { b: [null, true, 'x', 1.5] }]);
		const taken = guardOutbox(Y.encodeStateAsUpdate(doc), NOTHING);
		expect(taken).toEqual({
			ok: true,
			value: {
				entries: [{ a: 1 }, { b: [null, true, 'x', 1.5] }],
				vector: new Map([[doc.clientID, 2]])
			}
		});
	});

	it('[GD2] tells a copy that waits for what was lost of the gap', () => {
		const [whole, torn] = [new Y.Doc(), new Y.Doc()];
		const updates: Uint8Array[] = [];
		whole.on('update', (update: Uint8Array) => updates.push(update));
		for (const value of ['a', 'lost', 'c']) whole.getArray(OUTBOX_ARRAY).push([value]);
		for (const update of [updates[0], updates[2]]) if (update) Y.applyUpdate(torn, update);
		expect(torn.store.pendingStructs).not.toBeNull();
		expect(guardOutbox(Y.encodeStateAsUpdate(torn), NOTHING)).toMatchObject({ refusal: 'gap' });
		torn.store.pendingStructs = null;
		const taken = guardOutbox(Y.encodeStateAsUpdate(torn), NOTHING);
		expect(taken).toMatchObject({ value: { entries: ['a'] } });
	});

	it('[GD1] skips the values that are known already', () => {
		const doc = new Y.Doc();
		doc.getArray(OUTBOX_ARRAY).push(['a', 'b', 'c']);
		const update = Y.encodeStateAsUpdate(doc);
		const known = new Map([[doc.clientID, 2]]);
		expect(guardOutbox(update, known)).toMatchObject({ value: { entries: ['c'] } });
		expect(known).toEqual(new Map([[doc.clientID, 2]]));
	});

	it.each<[string, Uint8Array, string]>([
		['no bytes', raw(), 'bad-update'],
		['2^25−1 structs announced', bytes(1, 2 ** 25 - 1, 5, 0), 'full'],
		['2^53−1 clients announced', bytes(Number.MAX_SAFE_INTEGER), 'full'],
		['a number beyond 2^53', raw(1, 255, 255, 255, 255, 255, 255, 255, 255, 127), 'bad-update'],
		['2^53−1 values announced', oneStruct(ANY, root(OUTBOX_ARRAY), 2 ** 53 - 1), 'full'],
		['a text of 1 GB announced', bytes(1, 1, 5, 0, raw(ANY), 1, 2 ** 30), 'bad-update'],
		['a clock of 2^53−1', bytes(1, 1, 5, Number.MAX_SAFE_INTEGER, 0), 'full'],
		['a gap', bytes(1, 1, 5, 7, raw(ANY), root(OUTBOX_ARRAY), values(1), 0), 'gap'],
		['deletes', deletes, 'bad-update'],
		['10,000 delete ranges announced', bytes(0, 10_000), 'bad-update'],
		['a collected run', oneStruct(GC, 10 ** 12), 'bad-update'],
		['a deleted run', oneStruct(DELETED, root(OUTBOX_ARRAY), 3), 'bad-update'],
		['a skip', oneStruct(SKIP, 10), 'gap'],
		['a subdocument', oneStruct(SUBDOCUMENT, root(OUTBOX_ARRAY), subdocument), 'bad-update'],
		['JSON content', oneStruct(JSON_CONTENT, root(OUTBOX_ARRAY), 1, '{}'), 'bad-update'],
		['a shared type', oneStruct(TYPE, root(OUTBOX_ARRAY), 1), 'bad-update'],
		['a format', oneStruct(FORMAT, root(OUTBOX_ARRAY), 'bold', 'true'), 'bad-update'],
		['another root', oneStruct(ANY, root('cells'), values(1)), 'bad-update'],
		['a parent that is an item', oneStruct(ANY, 0, 5, 0, values(1)), 'bad-update'],
		[
			'a key in a map',
			oneStruct(ANY | HAS_PARENT_SUB, root(OUTBOX_ARRAY), 'k', values(1)),
			'bad-update'
		],
		['no value at all', oneStruct(ANY, root(OUTBOX_ARRAY), 0), 'bad-update'],
		['a value beside itself', oneStruct(ANY | HAS_LEFT, 5, 0, values(1)), 'gap'],
		['a value beside what is not there', oneStruct(ANY | HAS_LEFT, 9, 3, values(1)), 'gap'],
		['a value before another', oneStruct(ANY | HAS_RIGHT, 9, 3, values(1)), 'bad-update'],
		['bytes after the end', bytes(appended(1), raw(0)), 'bad-update'],
		[
			'an array 5,000 deep',
			oneStruct(ANY, root(OUTBOX_ARRAY), 1, nested(5_000, 'array')),
			'bad-update'
		],
		[
			'an object 5,000 deep',
			oneStruct(ANY, root(OUTBOX_ARRAY), 1, nested(5_000, 'object')),
			'bad-update'
		],
		[
			'an array 400,000 deep',
			oneStruct(ANY, root(OUTBOX_ARRAY), 1, nested(400_000, 'array')),
			'bad-update'
		],
		['a prototype', appended(JSON.parse('{"__proto__":{"role":"org-admin"}}')), 'bad-update'],
		['a prototype inside', appended({ a: [JSON.parse('{"__proto__":{"x":1}}')] }), 'bad-update'],
		['a big integer', appended({ n: 1n }), 'bad-update'],
		['bytes as a value', appended({ b: new Uint8Array(3) }), 'bad-update'],
		[
			'a type of value that does not exist',
			oneStruct(ANY, root(OUTBOX_ARRAY), 1, raw(3)),
			'bad-update'
		],
		[
			'a text that is not UTF-8',
			oneStruct(ANY, root(OUTBOX_ARRAY), 1, raw(119, 1, 255)),
			'bad-update'
		],
		['more than a message may hold', new Uint8Array(LIMITS.messageBytes + 1), 'full']
	])('[GD2] refuses %s', (_what, update, refusal) => {
		expect(guardOutbox(update, NOTHING)).toEqual({ ok: false, refusal });
	});

	it('[GD2] refuses two runs of one client, of which Yjs would take one', () => {
		const run = bytes(1, 5, 0, raw(ANY), root(OUTBOX_ARRAY), values(1));
		expect(guardOutbox(bytes(2, run, run, 0), NOTHING)).toMatchObject({ refusal: 'bad-update' });
	});

	it('[GD2] refuses values that stand beside each other in a circle', () => {
		const left = (of: number) => bytes(raw(ANY | HAS_LEFT), of, 0, values(1));
		const circle = bytes(2, bytes(1, 6, 0, left(5)), bytes(1, 5, 0, left(6)), 0);
		expect(guardOutbox(circle, NOTHING)).toMatchObject({ refusal: 'gap' });
	});

	it('[GD2] refuses every cut of an honest update', () => {
		const doc = new Y.Doc();
		doc.getArray(OUTBOX_ARRAY).push([{ a: 'text', list: [1, 2, 3] }, 'second']);
		const whole = Y.encodeStateAsUpdate(doc);
		for (let length = 0; length < whole.byteLength; length += 1)
			expect(guardOutbox(whole.slice(0, length), NOTHING).ok).toBe(false);
	});

	it('[GD3] lets an outbox grow neither in entries nor in writers without end', () => {
		const many = Array.from({ length: 999 }, (_, index) => index);
		const known = new Map([[4, 2]]);
		expect(guardOutbox(appended(...many), NOTHING).ok).toBe(true);
		expect(guardOutbox(appended(...many), known)).toEqual({ ok: false, refusal: 'full' });
		const writers = new Map(Array.from({ length: LIMITS.outboxWriters }, (_, id) => [id + 10, 1]));
		expect(guardOutbox(appended(1), writers)).toEqual({ ok: false, refusal: 'full' });
	});

	it('[GD3] answers hostile bytes at once, whatever they announce', () => {
		const startMs = performance.now();
		for (let round = 0; round < 1_000; round += 1)
			guardOutbox(bytes(1, 2 ** 25 - 1, 5, 0), NOTHING);
		expect(performance.now() - startMs).toBeLessThan(500);
	});
});

describe('the guard of what the server writes', () => {
	const server = new Y.Doc();
	server.getMap('rows').set('a', 1);
	const client = server.clientID;
	const clock = () => Y.getState(server.store, client);

	it('[GD4] ignores what it made itself', () => {
		expect(bringsNothingNew(new Uint8Array([0, 0]), client, clock())).toBe(true);
		expect(bringsNothingNew(Y.encodeStateAsUpdate(server), client, clock())).toBe(true);
	});

	it('[GD4] takes anything else for a forgery', () => {
		const forger = new Y.Doc();
		Y.applyUpdate(forger, Y.encodeStateAsUpdate(server));
		forger.getMap('rows').set('b', 2);
		expect(bringsNothingNew(Y.encodeStateAsUpdate(forger), client, clock())).toBe(false);
		expect(bringsNothingNew(raw(1, 1), client, clock())).toBe(false);
		const asServer = new Y.Doc();
		Y.applyUpdate(asServer, Y.encodeStateAsUpdate(server));
		asServer.clientID = client;
		asServer.getMap('rows').set('b', 2);
		const next = Y.encodeStateAsUpdate(asServer, Y.encodeStateVector(server));
		expect(bringsNothingNew(next, client, clock())).toBe(false);
	});
});
