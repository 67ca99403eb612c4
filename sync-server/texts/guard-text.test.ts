import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { TEXT_ROOT } from '#lib/documents/text-doc.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import {
	any,
	anyBytes,
	DELETED,
	format,
	GC,
	json,
	map,
	nestedLists,
	node,
	objectWithKey,
	run,
	string,
	subdocument,
	update,
	type Run
} from '../../tests/hostile/support/update-bytes.ts';
import { guardText, TEXT_LIMITS } from './guard-text.ts';
import { addParagraph, aFullText } from './testing.ts';

const NOTHING = new Map<number, number>();
const anybody = () => true;
const here = { root: TEXT_ROOT } as const;
const ME = 4_242;
const mine = (structs: Run['structs'], clock = 0) => [{ client: ME, clock, structs }];
const take = (
	bytes: Uint8Array,
	known = NOTHING,
	mayWrite: (client: number) => boolean = anybody
) => guardText(bytes, known, mayWrite);
/** Nothing but so many deleted ranges, all of one writer. */
function deletesOf(count: number): Uint8Array {
	const encoder = encoding.createEncoder();
	for (const number of [0, 1, ME, count]) encoding.writeVarUint(encoder, number);
	for (let range = 0; range < count; range += 1)
		for (const number of [range * 2, 1]) encoding.writeVarUint(encoder, number);
	return encoding.toUint8Array(encoder);
}
const vectorOf = (doc: Y.Doc) => Y.decodeStateVector(Y.encodeStateVector(doc));

describe('the guard of a text', () => {
	it('[TX1] takes what people write, with all that a text is made of', () => {
		const doc = aFullText();
		const taken = take(Y.encodeStateAsUpdate(doc));
		expect(taken).toEqual({
			ok: true,
			value: { vector: vectorOf(doc), writers: [doc.clientID], isEmpty: false }
		});
	});

	it('[TX1] takes what was deleted, one’s own and others’', () => {
		const doc = aFullText();
		const known = vectorOf(doc);
		const before = Y.encodeStateVector(doc);
		doc.clientID = 9;
		doc.getXmlFragment(TEXT_ROOT).delete(0, 2);
		addParagraph(doc, 'Anew');
		expect(take(Y.encodeStateAsUpdate(doc, before), known)).toMatchObject({ ok: true });
		expect(take(Y.encodeStateAsUpdate(doc))).toMatchObject({ ok: true });
	});

	it('[TX1] knows an update with nothing new', () => {
		expect(take(new Uint8Array([0, 0]))).toMatchObject({ value: { isEmpty: true } });
		const doc = aFullText();
		const again = take(Y.encodeStateAsUpdate(doc), vectorOf(doc));
		expect(again).toMatchObject({ value: { writers: [] } });
	});

	it.each<[string, Uint8Array, string]>([
		['no bytes', new Uint8Array(), 'bad-update'],
		['another root', update(mine([node({ root: 'cells' }, 'paragraph')])), 'bad-update'],
		['a foreign node', update(mine([node(here, 'script')])), 'bad-update'],
		['an image', update(mine([node(here, 'image')])), 'bad-update'],
		['a map', update(mine([map(here)])), 'bad-update'],
		['a subdocument', update(mine([subdocument(here, 'doc')])), 'bad-update'],
		['JSON content', update(mine([json(here, '{}')])), 'bad-update'],
		['a value among nodes', update(mine([any(here, 1)])), 'bad-update'],
		['an unknown attribute', update(mine([any({ ...here, key: 'onclick' }, 'x')])), 'bad-update'],
		[
			'a long attribute',
			update(mine([any({ ...here, key: 'type' }, 'x'.repeat(41))])),
			'bad-update'
		],
		['an attribute of lists', update(mine([any({ ...here, key: 'type' }, [1])])), 'bad-update'],
		[
			'an attribute of bytes',
			update(mine([any({ ...here, key: 'type' }, new Uint8Array(2))])),
			'bad-update'
		],
		[
			'a node as an attribute',
			update(mine([node({ ...here, key: 'type' }, 'paragraph')])),
			'bad-update'
		],
		[
			'a prototype',
			update(mine([anyBytes({ ...here, key: 'type' }, objectWithKey('__proto__', {}))])),
			'bad-update'
		],
		[
			'lists in lists, 400,000 deep',
			update(mine([anyBytes({ ...here, key: 'type' }, nestedLists(400_000))])),
			'bad-update'
		],
		['an unknown mark', update(mine([format(here, 'onclick', '{}')])), 'bad-update'],
		[
			'a mark that runs',
			update(mine([format(here, 'link', '{"href":"javascript:alert(1)"}')])),
			'bad-update'
		],
		['a mark with more to it', update(mine([format(here, 'bold', '{"style":"x"}')])), 'bad-update'],
		['a mark that is a list', update(mine([format(here, 'bold', '[1]')])), 'bad-update'],
		['a mark 5,000 deep', update(mine([format(here, 'link', '['.repeat(5_000))])), 'full'],
		['a mark that is no JSON', update(mine([format(here, 'bold', 'yes')])), 'bad-update'],
		['too many words at once', update(mine([string(here, 'x'.repeat(262_145))])), 'full'],
		['a collected run of 10^12', update(mine([run(GC, 1e12)])), 'full'],
		['a run of nothing', update(mine([run(GC, 0)])), 'bad-update'],
		['a deleted run elsewhere', update(mine([run(DELETED, 3)])), 'bad-update'],
		[
			'an announced 2^25 structs',
			update([{ client: ME, clock: 0, structs: [], announced: 33_554_431 }]),
			'full'
		],
		[
			'empty blocks',
			update(Array.from({ length: 900 }, (_, index) => ({ client: index, clock: 0, structs: [] }))),
			'bad-update'
		],
		[
			'too many writers',
			update(
				Array.from({ length: 1_001 }, (_, index) => ({
					client: index,
					clock: 0,
					structs: [string(here, 'a')]
				}))
			),
			'full'
		],
		[
			'a client that is too large',
			update([{ client: 2 ** 40, clock: 0, structs: [string(here, 'a')] }]),
			'bad-update'
		],
		['a gap', update(mine([string(here, 'a')], 7)), 'gap'],
		['words beside what is not there', update(mine([string({ origin: [9, 3] }, 'a')])), 'gap'],
		['words beside themselves', update(mine([string({ origin: [ME, 0] }, 'a')])), 'gap'],
		['words in what is not there', update(mine([string({ parent: [9, 3] }, 'a')])), 'gap'],
		[
			'deletes of what somebody will write',
			update([], [{ client: 9, clock: 0, length: 5 }]),
			'gap'
		],
		[
			'100,000 deletes',
			update(
				[],
				Array.from({ length: 100_000 }, (_, index) => ({ client: index, clock: 0, length: 1 }))
			),
			'full'
		],
		['20,001 deletes of one writer', deletesOf(TEXT_LIMITS.structs + 1), 'full'],
		['more than a message may hold', new Uint8Array(LIMITS.messageBytes + 1), 'full']
	])('[TX2] refuses %s', (_what, bytes, refusal) => {
		expect(take(bytes)).toEqual({ ok: false, refusal });
	});

	it('[TX2] refuses every cut of an honest update', () => {
		const bytes = Y.encodeStateAsUpdate(aFullText());
		for (let length = 0; length < bytes.byteLength; length += 1)
			expect(take(bytes.slice(0, length)).ok, String(length)).toBe(false);
	});

	it('[TX3] takes nobody’s words from somebody else', () => {
		const doc = aFullText();
		const all = Y.encodeStateAsUpdate(doc);
		expect(take(all, NOTHING, () => false)).toEqual({ ok: false, refusal: 'foreign' });
		// What is known already may come along.
		expect(take(all, vectorOf(doc), () => false)).toMatchObject({ ok: true });
	});

	it('[TX2] refuses more than anybody writes in one visit', () => {
		const known = new Map([[ME, TEXT_LIMITS.clock]]);
		const bytes = update(mine([string({ origin: [ME, 0] }, 'a')], TEXT_LIMITS.clock));
		expect(take(bytes, known)).toEqual({ ok: false, refusal: 'full' });
	});
});
