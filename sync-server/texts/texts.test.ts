import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readRich, TEXT_DEPTH, TEXT_ROOT } from '#lib/documents/text-doc.ts';
import { plainOf } from '#lib/domain/rich-text.ts';
import { createMutants } from '../../tests/hostile/support/mutants.ts';
import { any, map, node, string, update } from '../../tests/hostile/support/update-bytes.ts';
import { seededRandom, temporaryFolder } from '../../tests/support/org.ts';
import { ORG_MIGRATIONS } from '../persistence/org/migrations.ts';
import { openDatabase } from '../persistence/sqlite.ts';
import { readSyncMessage, writeStep1 } from '../socket/sync-messages.ts';
import { createTextStore } from '../persistence/org/text-store.ts';
import { addParagraph, aFullText, writeAnything } from './testing.ts';
import { Texts } from './texts.ts';

const ID = 'a'.repeat(26);
const [ANN, BEN] = ['ann', 'ben'];
const here = { root: TEXT_ROOT } as const;
const cleanUp: (() => void)[] = [];
afterEach(() => {
	for (const clean of cleanUp.splice(0)) clean();
});

function place() {
	const folder = temporaryFolder();
	const database = openDatabase(`${folder.path}/org.sqlite`, ORG_MIGRATIONS);
	cleanUp.push(() => {
		database.close();
		folder.remove();
	});
	const store = createTextStore(database);
	return { store, texts: () => new Texts(store, () => 7) };
}

/** Somebody who has the text open, with what they heard. */
function somebody(texts: Texts, person: string) {
	const heard: Uint8Array[] = [];
	const closes: number[] = [];
	const channel = texts.open(ID, person, {
		send: (...pieces) => void heard.push(new Uint8Array(Buffer.concat(pieces))),
		close: (code) => void closes.push(code)
	});
	const updates = () =>
		heard.flatMap((bytes) => {
			const message = readSyncMessage(bytes);
			return message?.kind === 'update' ? [message.update] : [];
		});
	return {
		closes,
		updates,
		heard,
		write: (bytes: Uint8Array) => channel.receive({ kind: 'update', update: bytes }),
		/** All of the text, as a new reader gets it. */
		read: () => {
			heard.length = 0;
			const [, , vector] = [0, 0, Y.encodeStateVector(new Y.Doc())];
			const message = readSyncMessage(writeStep1(vector));
			if (message !== undefined) channel.receive(message);
			const doc = new Y.Doc();
			for (const bytes of updates()) Y.applyUpdate(doc, bytes);
			return doc;
		},
		leave: channel.closed
	};
}

const words = (doc: Y.Doc) => plainOf(readRich(doc));

describe('texts', () => {
	it('[TX4] are told once they are durable, and are there after a restart', () => {
		const { texts } = place();
		const first = texts();
		const [ann, ben] = [somebody(first, ANN), somebody(first, BEN)];
		ann.write(Y.encodeStateAsUpdate(aFullText()));
		expect(ben.updates()).toHaveLength(1);
		expect(words(ben.read())).toContain('1. Off\nand on\n> It hums\nping 10.0.0.1');
		const again = somebody(texts(), BEN);
		expect(words(again.read())).toBe(words(ann.read()));
	});

	it('[TX4] say what they hold to who has written', () => {
		const { texts } = place();
		const ann = somebody(texts(), ANN);
		const doc = aFullText();
		ann.write(Y.encodeStateAsUpdate(doc));
		const receipt = readSyncMessage(ann.heard.at(-1) ?? new Uint8Array());
		expect(receipt).toEqual({ kind: 'step-1', vector: Y.encodeStateVector(doc) });
	});

	it('[TX4] are folded after many updates, and hold the same', () => {
		const { texts, store } = place();
		const ann = somebody(texts(), ANN);
		const doc = new Y.Doc();
		doc.on('update', (bytes: Uint8Array) => ann.write(bytes));
		for (let line = 0; line < 450; line += 1) addParagraph(doc, `${line}`);
		expect(store.load(ID).length).toBeLessThan(202);
		expect(words(somebody(texts(), BEN).read())).toBe(words(doc));
	});

	it.each<[string, (structs: Y.Doc) => Uint8Array]>([
		[
			'words right under the root',
			() => update([{ client: 5, clock: 0, structs: [string(here, 'abc')] }])
		],
		[
			'a value among nodes, told to be an attribute',
			({ clientID }) =>
				update([{ client: 5, clock: 0, structs: [any({ origin: [clientID, 0], key: 'type' }, 1)] }])
		],
		[
			'nodes too deep in each other',
			() =>
				update([
					{
						client: 5,
						clock: 0,
						structs: Array.from({ length: TEXT_DEPTH + 2 }, (_, level) =>
							node(level === 0 ? here : { parent: [5, level - 1] }, 'blockquote')
						)
					}
				])
		],
		[
			'nodes 3,000 deep, and deleted',
			() =>
				update(
					[
						{
							client: 5,
							clock: 0,
							structs: Array.from({ length: 3_000 }, (_, level) =>
								node(level === 0 ? here : { parent: [5, level - 1] }, 'blockquote')
							)
						}
					],
					[{ client: 5, clock: 0, length: 1 }]
				)
		],
		['a map', () => update([{ client: 5, clock: 0, structs: [map(here)] }])],
		[
			'more than a text may hold',
			() => {
				const doc = new Y.Doc();
				for (let line = 0; line < 6; line += 1) addParagraph(doc, 'x'.repeat(100_000));
				return Y.encodeStateAsUpdate(doc);
			}
		]
	])('[TX1] [TX2] take no part of %s, and nobody hears of it', (_what, poison) => {
		const { texts, store } = place();
		const all = texts();
		const [ann, ben] = [somebody(all, ANN), somebody(all, BEN)];
		const doc = aFullText();
		ann.write(Y.encodeStateAsUpdate(doc));
		const before = words(ben.read());
		const rows = store.load(ID).length;
		ben.heard.length = 0;
		ann.write(poison(doc));
		expect(ann.closes).toHaveLength(1);
		expect(ben.updates()).toEqual([]);
		expect(store.load(ID)).toHaveLength(rows);
		expect(words(ben.read())).toBe(before);
		const honest = new Y.Doc();
		addParagraph(honest, 'Still here');
		ben.write(Y.encodeStateAsUpdate(honest));
		expect(words(somebody(texts(), ANN).read())).toContain('Still here');
	});

	it('[TX3] let people delete each other’s words, and not write in each other’s name', () => {
		const { texts } = place();
		const all = texts();
		const [ann, ben] = [somebody(all, ANN), somebody(all, BEN)];
		const doc = new Y.Doc();
		addParagraph(doc, 'Mine');
		ann.write(Y.encodeStateAsUpdate(doc));
		const copy = ben.read();
		const known = Y.encodeStateVector(copy);
		copy.getXmlFragment(TEXT_ROOT).delete(0, 1);
		addParagraph(copy, 'Ours');
		ben.write(Y.encodeStateAsUpdate(copy, known));
		expect(words(ann.read())).toBe('Ours');
		const forged = ben.read();
		forged.clientID = doc.clientID;
		const before = Y.encodeStateVector(forged);
		addParagraph(forged, 'Ann says yes');
		ben.write(Y.encodeStateAsUpdate(forged, before));
		expect(ben.closes).toHaveLength(1);
		expect(words(ann.read())).toBe('Ours');
	});

	it('[TX6] keep versions under names, and the newest fifty of them', () => {
		const { texts } = place();
		const all = texts();
		const ann = somebody(all, ANN);
		const doc = new Y.Doc();
		addParagraph(doc, 'First');
		ann.write(Y.encodeStateAsUpdate(doc));
		all.keepVersion(ID, 'Before', ANN);
		addParagraph(doc, 'Second');
		ann.write(Y.encodeStateAsUpdate(doc));
		ann.leave();
		all.keepVersion(ID, 'After', BEN);
		expect(all.versions(ID)).toEqual([
			{ number: 2, name: 'After', person: BEN, atMs: 7 },
			{ number: 1, name: 'Before', person: ANN, atMs: 7 }
		]);
		expect(plainOf(all.version(ID, 1) ?? [])).toBe('First');
		expect(plainOf(all.version(ID, 2) ?? [])).toBe('First\nSecond');
		for (let more = 0; more < 50; more += 1) all.keepVersion(ID, `${more}`, ANN);
		expect(all.versions(ID)).toHaveLength(50);
		expect(all.version(ID, 1)).toBeUndefined();
	});

	const SEED = Number(process.env.SEED ?? 11);
	it(`[TX1] take injured updates as Yjs does or not at all (seed ${SEED})`, () => {
		const { texts } = place();
		const { injure } = createMutants(SEED);
		const { next } = seededRandom(SEED);
		const all = texts();
		const doc = aFullText();
		somebody(all, ANN).write(Y.encodeStateAsUpdate(doc));
		let taken = 0;
		let stranger = Y.encodeStateAsUpdate(doc);
		for (let run = 0; run < 1_500; run += 1) {
			const ann = somebody(all, ANN);
			const copy = ann.read();
			const [state, known] = [Y.encodeStateAsUpdate(copy), Y.encodeStateVector(copy)];
			writeAnything(copy, next);
			const honest = Y.encodeStateAsUpdate(copy, known);
			const mutant = injure(honest, stranger);
			stranger = honest;
			ann.write(mutant);
			const now = ann.read();
			const before = new Y.Doc();
			Y.applyUpdate(before, state);
			if (JSON.stringify(readRich(now)) !== JSON.stringify(readRich(before))) {
				taken += 1;
				Y.applyUpdate(before, mutant);
				expect(readRich(now)).toEqual(readRich(before));
				expect(now.store.pendingStructs).toBeNull();
			}
			ann.leave();
		}
		expect(taken).toBeGreaterThan(5);
	}, 60_000);
});
