import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readRich, textFault } from '#lib/documents/text-doc.ts';
import { richText } from '#lib/domain/rich-text.ts';
import { seededRandom } from '../../tests/support/org.ts';
import { guardText } from './guard-text.ts';
import { addParagraph, writeAnything } from './testing.ts';

const REPLICAS = 3;

/** Replicas that write for themselves, and now and then hear all that another has. */
function write(seed: number, steps: number): { replicas: Y.Doc[]; updates: Uint8Array[] } {
	const { next } = seededRandom(seed);
	const below = (limit: number) => Math.floor(next() * limit);
	const updates: Uint8Array[] = [];
	const first = new Y.Doc();
	first.clientID = 1;
	first.on('update', (bytes: Uint8Array) => updates.push(bytes));
	addParagraph(first, 'Dear customer');
	const replicas = Array.from({ length: REPLICAS }, (_, index) => {
		const doc = new Y.Doc();
		doc.clientID = 10 + index;
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
		doc.on('update', (bytes: Uint8Array, origin: unknown) => {
			if (origin !== 'heard') updates.push(bytes);
		});
		return doc;
	});
	for (let step = 0; step < steps; step += 1) {
		const [one, other] = [replicas[below(REPLICAS)], replicas[below(REPLICAS)]];
		if (one === undefined || other === undefined) continue;
		if (next() < 0.8) writeAnything(one, next);
		else Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)), 'heard');
	}
	return { replicas, updates };
}

/** All updates, in an order of their own, some of them twice. */
function inSomeOrder(updates: readonly Uint8Array[], seed: number): Y.Doc {
	const { next } = seededRandom(seed);
	const shuffled = [...updates, ...updates.filter(() => next() < 0.2)]
		.map((bytes) => ({ bytes, at: next() }))
		.sort((a, b) => a.at - b.at);
	const doc = new Y.Doc();
	for (const { bytes } of shuffled) Y.applyUpdate(doc, bytes);
	return doc;
}

/** Each hears all of the others until nothing is new: Yjs takes marks without effect away by itself. */
function untilLevel(docs: readonly Y.Doc[]): void {
	let isNew = true;
	const note = () => (isNew = true);
	for (const doc of docs) doc.on('update', note);
	while (isNew) {
		isNew = false;
		for (const doc of docs)
			for (const other of docs)
				Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)));
	}
}

describe('a text that many write', () => {
	it('[TX5] is equal on all replicas, in whatever order what was written arrives', () => {
		fc.assert(
			fc.property(fc.integer(), fc.nat(60), fc.array(fc.integer(), { maxLength: 3 }), (...args) => {
				const [seed, steps, orders] = args;
				const { replicas, updates } = write(seed, steps);
				const late = orders.map((order) => inSomeOrder([...updates], order));
				const all = [...replicas, ...late, inSomeOrder([...updates], 1)];
				untilLevel(all);
				const [expected] = all.map((doc) => readRich(doc));
				for (const doc of all) expect(readRich(doc)).toEqual(expected);
			}),
			{ numRuns: 60 }
		);
	});

	it('[TX1] is taken update by update, and all that it says can be sent', () => {
		fc.assert(
			fc.property(fc.integer(), fc.nat(60), (seed, steps) => {
				const { updates } = write(seed, steps);
				const doc = new Y.Doc();
				for (const bytes of updates) {
					const known = Y.decodeStateVector(Y.encodeStateVector(doc));
					const guarded = guardText(bytes, known, () => true);
					if (guarded.ok) Y.applyUpdate(doc, bytes);
					// What was written on top of words from elsewhere comes after these.
					else expect(guarded.refusal).toBe('gap');
				}
				const all = Y.encodeStateAsUpdate(inSomeOrder(updates, seed));
				const whole = guardText(all, new Map(), () => true);
				expect(whole.ok).toBe(true);
				expect(textFault(doc)).toBeUndefined();
				const rich = readRich(doc);
				expect(richText(rich)).toEqual({ ok: true, value: rich });
			}),
			{ numRuns: 60 }
		);
	});
});
