import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readContent } from '#lib/documents/records.ts';
import { handClock, seededRandom, temporaryFolder } from '../../tests/support/org.ts';
import { ORG_MIGRATIONS } from '../persistence/org/migrations.ts';
import { createProjectionStore } from '../persistence/org/projection-store.ts';
import { openDatabase } from '../persistence/sqlite.ts';
import { Projector } from './projector.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));
const NAME = 'team.x';

function aProjector() {
	const folder = temporaryFolder();
	const database = openDatabase(join(folder.path, 'org.sqlite'), ORG_MIGRATIONS);
	cleanups.push(() => {
		database.close();
		folder.remove();
	});
	const [clock, random] = [handClock(), seededRandom(9)];
	const client = () => 1 + Math.floor(random.next() * 0xffff_0000);
	const open = () => new Projector(createProjectionStore(database), client, clock.now);
	const projector = open();
	let rev = 0;
	const write = (key: string, value: string | number | undefined, name = NAME) =>
		projector.write(name, [{ root: 'rows', key, value }], (rev += 1));
	return { projector, open, write, clock, rev: () => rev };
}

/** Brings a client up to date as its socket would; gives the bytes that took. */
function catchUp(projector: Projector, doc: Y.Doc): number {
	const answer = projector.answer(NAME, (client) => Y.getState(doc.store, client));
	let bytes = 0;
	for (const update of answer?.updates ?? []) {
		Y.applyUpdate(doc, update);
		bytes += update.byteLength;
	}
	return bytes;
}

const contentOf = (doc: Y.Doc) => {
	for (const root of doc.share.keys()) doc.getMap(root);
	return readContent(doc);
};

describe('writing documents', () => {
	it('[PJ1] names the revision in each write, under one client of its own', () => {
		const { projector, write } = aProjector();
		for (let time = 1; time <= 3; time += 1) {
			expect(write('a', undefined)).toMatchObject({ rev: time, isReplaced: false });
			expect(projector.content(NAME)?.meta).toEqual({ rev: time, schema: 1 });
		}
		const doc = new Y.Doc();
		catchUp(projector, doc);
		expect([...doc.store.clients.keys()]).toEqual([projector.head(NAME)?.client]);
	});

	it('[PJ1] goes on after a restart where it stopped', () => {
		const { projector, open, write } = aProjector();
		for (let key = 0; key < 250; key += 1) write(`k${key}`, key);
		const again = open();
		expect(again.head(NAME)).toEqual(projector.head(NAME));
		expect(again.content(NAME)).toEqual(projector.content(NAME));
		const doc = new Y.Doc();
		catchUp(projector, doc);
		again.write(NAME, [{ root: 'rows', key: 'later', value: 1 }], 251);
		catchUp(again, doc);
		expect(contentOf(doc)).toEqual(again.content(NAME));
	});

	it('[PJ1] goes on after a document has rested outside of memory', () => {
		const { projector, write, clock } = aProjector();
		const bytes = () => projector.answer(NAME, () => 0)?.updates[0];
		write('a', 1);
		const [before, head] = [bytes(), projector.head(NAME)];
		clock.advance(599_000);
		write('a', 1, 'team.y');
		expect(bytes()).toBe(before);
		clock.advance(601_000);
		write('a', 1, 'team.z');
		expect(bytes()).not.toBe(before);
		expect([...(bytes() ?? [])]).toEqual([...(before ?? [])]);
		expect(projector.head(NAME)).toEqual(head);
		write('b', 2);
		expect(projector.content(NAME)?.rows).toEqual({ a: 1, b: 2 });
		expect(projector.head(NAME)?.client).toBe(head?.client);
	});

	it('[PJ1] goes on with what was made ready before, and makes nothing that was not there', () => {
		const { open, write, rev } = aProjector();
		write('a', 1);
		const after = open();
		after.makeReady(NAME);
		after.makeReady('team.none');
		const written = after.write(NAME, [{ root: 'rows', key: 'b', value: 2 }], rev() + 1);
		expect(written).toMatchObject({ rev: 2, isReplaced: false });
		expect(open().content(NAME)).toMatchObject({ rows: { a: 1, b: 2 } });
		expect(after.names()).toEqual([NAME]);
	});

	it('[PJ1] goes on in a file that an older version wrote', () => {
		const folder = temporaryFolder();
		cleanups.push(folder.remove);
		const path = join(folder.path, 'org.sqlite');
		const doc = new Y.Doc();
		doc.clientID = 7;
		doc.getMap('rows').set('a', 1);
		const base = Y.encodeStateAsUpdate(doc);
		doc.getMap('rows').set('b', 2);
		const later = Y.encodeStateAsUpdate(doc, Y.encodeStateVectorFromUpdate(base));
		const older = openDatabase(path, ORG_MIGRATIONS.slice(0, 5));
		older.prepare('INSERT INTO projections VALUES (?, 3, 7, 4, 1, ?)').run(NAME, base);
		older
			.prepare('INSERT INTO projection_updates (name, clock, rev, bytes) VALUES (?, 2, 5, ?)')
			.run(NAME, later);
		older.close();
		const database = openDatabase(path, ORG_MIGRATIONS);
		cleanups.unshift(() => database.close());
		const projector = new Projector(createProjectionStore(database), () => 8, handClock().now);
		expect(projector.head(NAME)).toEqual({ generation: 3, rev: 5, client: 7, clock: 2 });
		projector.write(NAME, [{ root: 'rows', key: 'c', value: 3 }], 6);
		expect(projector.content(NAME)?.rows).toEqual({ a: 1, b: 2, c: 3 });
	});

	it('[PJ2] sends a new client everything, and one slightly behind the tail alone', () => {
		const { projector, write } = aProjector();
		const early = new Y.Doc();
		write('first', 'x'.repeat(1_000));
		catchUp(projector, early);
		for (let key = 0; key < 700; key += 1) {
			write(`k${key % 50}`, `value ${key}`);
			if (key === 650) catchUp(projector, early);
		}
		const late = new Y.Doc();
		const [whole, rest] = [catchUp(projector, late), catchUp(projector, early)];
		expect(rest).toBeLessThan(whole / 2);
		expect(contentOf(early)).toEqual(projector.content(NAME));
		expect(contentOf(late)).toEqual(projector.content(NAME));
		expect(catchUp(projector, late)).toBe(0);
	});

	it('[PJ2] answers every client alike, wherever it stopped', () => {
		const { projector, write } = aProjector();
		const docs: Y.Doc[] = [];
		for (let key = 0; key < 450; key += 1) {
			write(`k${key % 30}`, key % 7 === 0 ? undefined : key);
			if (key % 45 !== 0) continue;
			const doc = new Y.Doc();
			catchUp(projector, doc);
			docs.push(doc);
		}
		for (const doc of docs) {
			catchUp(projector, doc);
			expect(contentOf(doc)).toEqual(projector.content(NAME));
			expect(doc.store.pendingStructs).toBeNull();
		}
	});

	it('[PJ3] folds a tail of 200 updates or 256 kB into its base', () => {
		const { projector, write } = aProjector();
		for (let key = 0; key < 200; key += 1) write(`k${key}`, key);
		expect(projector.answer(NAME, () => 0)?.updates).toHaveLength(200);
		write('k200', 200);
		expect(projector.answer(NAME, () => 0)?.updates).toHaveLength(1);
		write('large', 'x'.repeat(262_144));
		expect(projector.answer(NAME, () => 0)?.updates).toHaveLength(1);
	});

	it('[PJ3] gathers the tail of a large base, and folds it once it is half as large', () => {
		const { projector, open, write } = aProjector();
		const [early, doc] = [new Y.Doc(), new Y.Doc()];
		write('large', 'x'.repeat(1_000_000));
		const base = projector.answer(NAME, () => 0)?.updates[0];
		for (let key = 0; key <= 200; key += 1) {
			write(`k${key % 50}`, key);
			if (key === 100) catchUp(projector, early);
		}
		const { updates = [] } = projector.answer(NAME, () => 0) ?? {};
		expect(updates).toHaveLength(2);
		expect(updates[0]).toEqual(base);
		expect(open().head(NAME)).toEqual(projector.head(NAME));
		write('larger', 'y'.repeat(300_000));
		expect(projector.answer(NAME, () => 0)?.updates).toHaveLength(3);
		for (const each of [early, doc]) {
			catchUp(projector, each);
			expect(contentOf(each)).toEqual(projector.content(NAME));
		}
		write('largest', 'z'.repeat(300_000));
		expect(projector.answer(NAME, () => 0)?.updates).toHaveLength(1);
	});

	it('[PJ4] begins a new generation once its state is four times its content', () => {
		const { projector, write } = aProjector();
		write('stays', 'for ever');
		const first = projector.head(NAME);
		let replaced: ReturnType<typeof write> | undefined;
		for (let key = 0; replaced === undefined && key < 20_000; key += 1) {
			const written = write(`key-that-takes-some-room-${key}`, 1);
			const removed = write(`key-that-takes-some-room-${key}`, undefined);
			replaced = [written, removed].find(({ isReplaced }) => isReplaced);
		}
		const second = projector.head(NAME);
		expect(replaced?.generation).toBe(second?.generation);
		expect(second?.generation).toBeGreaterThan(first?.generation ?? 0);
		expect(second?.client).not.toBe(first?.client);
		expect(projector.content(NAME)?.rows?.stays).toBe('for ever');
		const doc = new Y.Doc();
		expect(catchUp(projector, doc)).toBeLessThan(1_000);
		expect(contentOf(doc)).toEqual(projector.content(NAME));
	});

	it('[PJ4] keeps what a large document holds in its generation', () => {
		const { projector, write } = aProjector();
		for (let key = 0; key < 1_000; key += 1) write(`key-${key}`, 'x'.repeat(300));
		for (let key = 0; key < 1_000; key += 1) write(`key-${key}`, 'y'.repeat(300));
		expect(projector.names()).toEqual([NAME]);
		const generation = projector.head(NAME)?.generation;
		expect(write('last', 1).generation).toBe(generation);
	});
});
