import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { OUTBOX_ARRAY } from '#lib/documents/outbox-doc.ts';
import { seededRandom } from '../../tests/support/org.ts';
import { guardOutbox } from './guard.ts';

const RUNS = 24_000;
const SEED = Number(process.env.SEED ?? 5);
const { next } = seededRandom(SEED);
const below = (limit: number) => Math.floor(next() * limit);

/** What the server has, and an honest update that goes beyond it. */
interface Honest {
	readonly state: Uint8Array;
	readonly vector: ReadonlyMap<number, number>;
	readonly update: Uint8Array;
}

function aValue(): unknown {
	const options = [
		below(1_000),
		'text'.repeat(below(5)),
		{ id: 'abc', body: { a: [1, null, true], b: 'ü' } },
		[1.5, -3, { k: 'v' }],
		null
	];
	return options[below(options.length)];
}

/** Up to three tabs append to one outbox; some of it has reached the server. */
function anHonestUpdate(): Honest {
	const doc = new Y.Doc();
	const append = (times: number) => {
		for (let index = 0; index < times; index += 1) {
			doc.clientID = [7, 200, 70_000][below(3)] ?? 7;
			const list = Array.from({ length: 1 + below(3) }, aValue);
			doc.getArray(OUTBOX_ARRAY).push(list);
		}
	};
	append(below(4));
	const state = Y.encodeStateAsUpdate(doc);
	const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
	append(1 + below(4));
	const isDifference = next() < 0.6;
	const since = isDifference ? Y.encodeStateVectorFromUpdate(state) : undefined;
	return { state, vector, update: Y.encodeStateAsUpdate(doc, since) };
}

const INTERESTING = [0, 1, 2, 5, 7, 8, 9, 10, 40, 72, 116, 117, 118, 122, 127, 128, 136, 200, 255];

/** One to three small injuries. */
function injure(update: Uint8Array): Uint8Array {
	let bytes = [...update];
	for (let injuries = 1 + below(3); injuries > 0; injuries -= 1) {
		const at = below(bytes.length);
		const byte = INTERESTING[below(INTERESTING.length)] ?? 0;
		const kind = below(6);
		if (kind === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
		else if (kind === 1) bytes[at] = byte;
		else if (kind === 2) bytes.splice(at, 1);
		else if (kind === 3) bytes.splice(at, 0, byte);
		else if (kind === 4) bytes = bytes.slice(0, at);
		else bytes.splice(at, 0, ...bytes.slice(at, at + below(12)));
	}
	return new Uint8Array(bytes);
}

const text = (value: unknown) => JSON.stringify(value) ?? 'undefined';

/** The values a real document holds beyond what was known, and whether it is whole. */
function asYjs({ state, vector }: Honest, update: Uint8Array) {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, state);
	Y.applyUpdate(doc, update);
	const isWhole = doc.store.pendingStructs === null && doc.store.pendingDs === null;
	const entries: string[] = [];
	for (let item = doc.getArray(OUTBOX_ARRAY)._start; item !== null; item = item.right)
		for (const [offset, value] of item.content.getContent().entries())
			if (item.id.clock + offset >= (vector.get(item.id.client) ?? 0)) entries.push(text(value));
	const after = Y.decodeStateVector(Y.encodeStateVector(doc));
	return { isWhole, entries: entries.sort(), after, roots: [...doc.share.keys()] };
}

describe('the guard against injured updates', () => {
	it(`[GD5] takes ${RUNS} of them as Yjs does or not at all (seed ${SEED})`, () => {
		let taken = 0;
		for (let run = 0; run < RUNS; run += 1) {
			const honest = anHonestUpdate();
			const mutant = injure(honest.update);
			const before = new Map(honest.vector);
			const guarded = guardOutbox(mutant, honest.vector);
			expect(honest.vector).toEqual(before);
			if (!guarded.ok) continue;
			taken += 1;
			const real = asYjs(honest, mutant);
			const context = `run ${run}: ${[...mutant].join(',')}`;
			expect(real.isWhole, context).toBe(true);
			expect(guarded.value.entries.map(text).sort(), context).toEqual(real.entries);
			expect([...guarded.value.vector].sort(), context).toEqual([...real.after].sort());
			expect(real.roots, context).toEqual([OUTBOX_ARRAY]);
		}
		expect(taken).toBeGreaterThan(RUNS / 100);
	}, 30_000);

	it('[GD5] takes every honest update whole', () => {
		for (let run = 0; run < 2_000; run += 1) {
			const honest = anHonestUpdate();
			const guarded = guardOutbox(honest.update, honest.vector);
			const real = asYjs(honest, honest.update);
			expect(guarded.ok && guarded.value.entries.map(text).sort()).toEqual(real.entries);
		}
	});
});
