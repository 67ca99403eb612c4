import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Change } from '#lib/domain/changes/change.ts';
import { change, ticketRef } from '#lib/domain/testing.ts';
import { appendToOutbox, isSettled, outboxLength, readOutbox } from './outbox-doc.ts';

function tab(client: number): Y.Doc {
	const doc = new Y.Doc();
	doc.clientID = client;
	return doc;
}

function written(subject: string): Change {
	const { by: _, ...rest } = change('ticket.field', ticketRef, {
		field: 'subject',
		value: subject
	});
	return rest;
}

function exchange(a: Y.Doc, b: Y.Doc): void {
	Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
	Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
}

const vector = (doc: Y.Doc) => Y.decodeStateVector(Y.encodeStateVector(doc));

describe('an outbox', () => {
	it('[DC2] names each entry by its tab and its clock there', () => {
		const doc = tab(7);
		const changes = ['a', 'b', 'c'].map(written);
		appendToOutbox(doc, changes.slice(0, 2), 'test');
		appendToOutbox(doc, changes.slice(2), 'test');
		expect(readOutbox(doc)).toEqual(
			changes.map((entry, clock) => ({ change: entry, client: 7, clock }))
		);
		expect(outboxLength(doc)).toBe(3);
	});

	it('[DC2] counts clocks for each of several tabs', () => {
		const [one, two] = [tab(1), tab(2)];
		appendToOutbox(one, [written('a'), written('b')], 'test');
		exchange(one, two);
		appendToOutbox(two, [written('c')], 'test');
		appendToOutbox(one, [written('d')], 'test');
		exchange(one, two);
		appendToOutbox(two, [written('e')], 'test');
		exchange(one, two);
		const names = readOutbox(one).map(({ client, clock }) => `${client}:${clock}`);
		expect(names.toSorted()).toEqual(['1:0', '1:1', '1:2', '2:0', '2:1']);
		expect(readOutbox(two)).toEqual(readOutbox(one));
	});

	it('[DC2] reads the same after being stored and loaded', () => {
		const doc = tab(3);
		appendToOutbox(doc, ['a', 'b'].map(written), 'test');
		appendToOutbox(doc, [written('c')], 'test');
		const loaded = tab(4);
		Y.applyUpdate(loaded, Y.encodeStateAsUpdate(doc));
		expect(readOutbox(loaded)).toEqual(readOutbox(doc));
		appendToOutbox(loaded, [written('d')], 'test');
		expect(readOutbox(loaded).map(({ client, clock }) => [client, clock])).toEqual([
			[3, 0],
			[3, 1],
			[3, 2],
			[4, 0]
		]);
	});

	it('[DC2] appends in one update under the origin given', () => {
		const doc = tab(1);
		const origins: unknown[] = [];
		doc.on('update', (_update: Uint8Array, origin: unknown) => origins.push(origin));
		appendToOutbox(doc, ['a', 'b', 'c'].map(written), 'the-origin');
		expect(origins).toEqual(['the-origin']);
	});

	it('[DC3] is settled up to the receipt, tab by tab', () => {
		const [one, two] = [tab(1), tab(2)];
		appendToOutbox(one, ['a', 'b'].map(written), 'test');
		const receipt = vector(one);
		exchange(one, two);
		appendToOutbox(one, [written('c')], 'test');
		appendToOutbox(two, [written('d')], 'test');
		exchange(one, two);
		const settled = (vectorOf: ReadonlyMap<number, number>) =>
			readOutbox(one)
				.filter((entry) => isSettled(entry, vectorOf))
				.map(({ client, clock }) => `${client}:${clock}`)
				.sort();
		expect(settled(new Map())).toEqual([]);
		expect(settled(receipt)).toEqual(['1:0', '1:1']);
		expect(settled(vector(one))).toEqual(['1:0', '1:1', '1:2', '2:0']);
	});
});
