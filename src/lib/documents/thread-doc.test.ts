import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { lift } from '#lib/domain/changes/lift.ts';
import { joinCells } from '#lib/domain/crdt/cells.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import type { Json } from '#lib/domain/json.ts';
import { at, bob, change, stateOf, support, ticketRef } from '#lib/domain/testing.ts';
import { readTicket } from '#lib/domain/ticket/ticket.ts';
import { writePatches, type Patch } from './records.ts';
import { readCell, readCells, readChanges, readRefused, readSeq } from './thread-doc.ts';

const create = change(
	'ticket.create',
	ticketRef,
	{ team: support, subject: 'Lift' },
	{ at: at(1) }
);
const later = change('ticket.field', ticketRef, { field: 'due', value: 9 }, { by: bob, at: at(2) });
const words = change('message.add', ticketRef, { kind: 'note', text: '' }, { at: at(3) });

const record = (item: TypedChange, more: object = {}): Patch => ({
	root: 'changes',
	key: item.id,
	value: { ...item, ...more } as unknown as Json
});

function documentOf(...patches: readonly Patch[]): Y.Doc {
	const doc = new Y.Doc();
	writePatches(doc, patches, 'test');
	return doc;
}

describe('the document of a ticket or channel', () => {
	it('[DC5] gives its changes as they were typed, in the order of their stamps', () => {
		const doc = documentOf(...[words, later, create].map((item) => record(item)));
		expect(readChanges(doc)).toEqual([create, later, words]);
	});

	it('[DC5] leaves out changes of a version or shape that this code does not know', () => {
		const doc = documentOf(
			record(create),
			record(later, { v: 999 }),
			record(words, { body: { kind: 'whisper', text: '' } })
		);
		expect(readChanges(doc)).toEqual([create]);
	});

	it('[DC5] keeps cells of a kind that this code does not know for those who do', () => {
		const known = stateOf(create);
		const cell = ['later', at(4)] as const;
		const cells = { ...known, 'x/1/of': cell, 'u/1': cell, 'u/1/state': cell };
		const doc = documentOf(
			...Object.entries(cells).map(([key, value]): Patch => ({
				root: 'cells',
				key,
				value: value as unknown as Json
			}))
		);
		const joined = joinCells(readCells(doc), lift(later));
		expect(joined).toMatchObject({ 'x/1/of': cell, 'u/1/state': cell });
		expect(readTicket(joined)).toEqual(readTicket(stateOf(create, later)));
	});

	it('[DC5] gives its cells as they were joined', () => {
		const cells = stateOf(create, later);
		const doc = documentOf(
			...Object.entries(cells).map(([key, value]): Patch => ({
				root: 'cells',
				key,
				value: value as unknown as Json
			}))
		);
		expect(readCells(doc)).toEqual(cells);
		expect(readCell(doc, 'due')).toEqual(lift(later)['due']);
		expect(readCell(doc, 'constructor')).toBeUndefined();
	});

	it('[DC5] gives what was refused by time, and the number of its last message', () => {
		const refused = (key: string, atMs: number): Patch => ({
			root: 'refused',
			key,
			value: { reason: 'taken', detail: null, atMs, change: { id: key } }
		});
		const doc = documentOf(refused('a', 5), refused('b', 3));
		expect(readRefused(doc).map(({ atMs }) => atMs)).toEqual([3, 5]);
		expect(readSeq(doc)).toEqual({ head: 0, sealed: 0 });
		writePatches(doc, [{ root: 'meta', key: 'seq', value: 7 }], 'test');
		expect(readSeq(doc).head).toBe(7);
	});
});
