import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readContent, readRev, readSchema, writePatches, type Patch } from './records.ts';

const patches: readonly Patch[] = [
	{ root: 'rows', key: 'a', value: { subject: 'Lift', tags: ['x'] } },
	{ root: 'rows', key: 'b', value: null },
	{ root: 'meta', key: 'rev', value: 4 },
	{ root: 'meta', key: 'schema', value: 2 }
];

describe('server-written documents', () => {
	it('[DC1] are maps of JSON values that read back as they were written', () => {
		const doc = new Y.Doc();
		writePatches(doc, patches, 'test');
		const content = {
			rows: { a: { subject: 'Lift', tags: ['x'] }, b: null },
			meta: { rev: 4, schema: 2 }
		};
		expect(readContent(doc)).toEqual(content);
		const copy = new Y.Doc();
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
		expect(readContent(copy)).toEqual(content);
	});

	it('[DC1] lose a key whose value is undefined, and a root without keys', () => {
		const doc = new Y.Doc();
		writePatches(doc, patches, 'test');
		writePatches(
			doc,
			[
				{ root: 'rows', key: 'a', value: undefined },
				{ root: 'rows', key: 'b', value: undefined },
				{ root: 'rows', key: 'never', value: undefined }
			],
			'test'
		);
		expect(readContent(doc)).toEqual({ meta: { rev: 4, schema: 2 } });
	});

	it('[DC1] take all patches in one update under the origin given', () => {
		const doc = new Y.Doc();
		const origins: unknown[] = [];
		doc.on('update', (_update: Uint8Array, origin: unknown) => origins.push(origin));
		writePatches(doc, patches, 'the-origin');
		writePatches(doc, [], 'nothing');
		expect(origins).toEqual(['the-origin']);
	});

	it('[DC1] say their revision and shape, 0 when they say none', () => {
		const doc = new Y.Doc();
		expect([readRev(doc), readSchema(doc)]).toEqual([0, 0]);
		writePatches(doc, patches, 'test');
		expect([readRev(doc), readSchema(doc)]).toEqual([4, 2]);
		writePatches(doc, [{ root: 'meta', key: 'rev', value: 'many' }], 'test');
		expect(readRev(doc)).toBe(0);
	});
});
