import * as Y from 'yjs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from './content-hash.ts';
import { readContent, rootMap, writePatches, type Patch } from './records.ts';

const patch = fc.record({
	root: fc.constantFrom('cells', 'rows', 'meta'),
	key: fc.constantFrom('a', 'b', 'c', '__proto__'),
	value: fc.option(
		fc.oneof(fc.integer(), fc.string(), fc.constant([1, null]), fc.constant({ b: 1, a: 2 })),
		{ nil: undefined }
	)
});
const history = fc.array(fc.array(patch, { minLength: 1, maxLength: 4 }), { maxLength: 12 });

/** A document that has received another's bytes at once. */
function copyOf(doc: Y.Doc): Y.Doc {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	for (const root of copy.share.keys()) rootMap(copy, root);
	return copy;
}

/** Two documents, the second fed by the first: what each step of a history does to their hashes. */
function follow(steps: readonly (readonly Patch[])[], check: (from: Y.Doc, to: Y.Doc) => void) {
	const [from, to] = [new Y.Doc(), new Y.Doc()];
	contentHash(from);
	contentHash(to);
	for (const patches of steps) {
		const before = Y.encodeStateVector(from);
		writePatches(from, patches, 'test');
		Y.applyUpdate(to, Y.encodeStateAsUpdate(from, before));
		check(from, to);
	}
}

describe('the hash of a content', () => {
	it('[CP1] follows every write as if it were read anew, on both sides', () => {
		fc.assert(
			fc.property(history, (steps) =>
				follow(steps, (from, to) => {
					expect(contentHash(from)).toBe(contentHash(copyOf(from)));
					expect(contentHash(to)).toBe(contentHash(from));
				})
			)
		);
	});

	it('[CP1] follows many writes that come in one update, and what they replace', () => {
		fc.assert(
			fc.property(history, history, (first, second) => {
				const [from, to] = [new Y.Doc(), new Y.Doc()];
				for (const patches of first) writePatches(from, patches, 'test');
				Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
				contentHash(to);
				for (const patches of second) writePatches(from, patches, 'test');
				Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
				expect(contentHash(to)).toBe(contentHash(copyOf(from)));
			})
		);
	});

	it('[CP1] differs where contents differ, though their state vectors are equal', () => {
		const seen = new Map<string, string>();
		fc.assert(
			fc.property(history, (steps) =>
				follow(steps, (doc) => {
					const { ...content } = readContent(doc);
					const text = JSON.stringify(
						Object.entries(content)
							.flatMap(([root, entries]) =>
								Object.entries(entries).map((entry) => JSON.stringify([root, ...entry]))
							)
							.sort()
					);
					const known = seen.get(contentHash(doc)) ?? text;
					expect(known).toBe(text);
					seen.set(contentHash(doc), text);
				})
			)
		);
		expect(seen.size).toBeGreaterThan(50);
	});

	it('[CP1] follows a root that an update brought, whoever asks for it first', () => {
		const [from, to] = [new Y.Doc(), new Y.Doc()];
		to.on('afterTransaction', () => void rootMap(to, 'cells'));
		contentHash(to);
		writePatches(from, [{ root: 'cells', key: 'a', value: 1 }], 'test');
		Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
		expect(contentHash(to)).toBe(contentHash(from));
	});

	it('[CP1] tells an entry from a like one under another key or root, and one from two', () => {
		const of = (...patches: Patch[]) => {
			const doc = new Y.Doc();
			writePatches(doc, patches, 'test');
			return contentHash(doc);
		};
		const hashes = [
			of(),
			of({ root: 'cells', key: 'a', value: 1 }),
			of({ root: 'cells', key: 'b', value: 1 }),
			of({ root: 'rows', key: 'a', value: 1 }),
			of({ root: 'cells', key: 'a', value: '1' }),
			of({ root: 'cells', key: 'a', value: 1 }, { root: 'cells', key: 'b', value: 1 }),
			of({ root: 'cells', key: 'a', value: 1 }, { root: 'rows', key: 'a', value: 1 })
		];
		expect(new Set(hashes).size).toBe(hashes.length);
	});
});
