import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { RichText } from '#lib/domain/rich-text.ts';
import { readRich, textFault } from './text-doc.ts';
import { addWords, writeRich } from './write-rich.ts';

const rich: RichText = [
	{ k: 'p', t: [{ t: 'Please ' }, { t: 'restart', b: true, i: true }, { t: ' it.\nNow.' }] },
	{ k: 'p', t: [] },
	{ k: 'ol', t: [{ t: 'Off' }] },
	{ k: 'ul', d: 1, t: [{ t: 'wait', s: true, u: true }] },
	{ k: 'ol', t: [{ t: 'On' }] },
	{ k: 'quote', t: [{ t: 'It hums' }] },
	{ k: 'quote', t: [{ t: 'still' }] },
	{ k: 'code', t: [{ t: 'ping\n-c 3' }] },
	{
		k: 'p',
		t: [{ t: 'See ' }, { t: 'this', a: 'https://example.org/' }, { t: ' or ' }, { t: 'x', c: true }]
	}
];

describe('writing a text', () => {
	it('[TX6] gives back what was read of it', () => {
		const doc = new Y.Doc();
		addWords(doc, 'Earlier');
		writeRich(doc, rich);
		expect(readRich(doc)).toEqual(rich);
		expect(textFault(doc)).toBeUndefined();
	});

	it('[TX6] reaches those who write along', () => {
		const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
		addWords(mine, 'a\n\nb');
		Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
		addWords(theirs, 'c');
		writeRich(mine, rich);
		Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
		Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
		expect(readRich(mine)).toEqual(readRich(theirs));
		// What they added meanwhile is theirs to keep.
		expect(JSON.stringify(readRich(mine))).toContain('"c"');
	});
});
