import { describe, expect, it } from 'vitest';
import { at, bob, carol, change, stateOf, support, ticketRef } from '../testing.ts';
import { readMessages } from '../ticket/messages.ts';
import { readTicket } from '../ticket/ticket.ts';
import {
	cellValue,
	compareCells,
	joinCells,
	newerCells,
	ownCell,
	presentElements,
	type Cells
} from './cells.ts';

const create = change(
	'ticket.create',
	ticketRef,
	{ team: support, subject: 'Lift' },
	{ at: at(0) }
);
const state = (round: number, status: string, ms: number, words: object = {}) =>
	change('ticket.state', ticketRef, { round, status, ...words }, { at: at(ms) });
const tag = (present: boolean, ms: number) =>
	change('ticket.element', ticketRef, { set: 'tags', element: 'vip', present }, { at: at(ms) });
const subject = (value: string, ms: number, device = 1) =>
	change('ticket.field', ticketRef, { field: 'subject', value }, { at: at(ms, device) });
const status = (cells: Cells) => readTicket(cells)?.status;

describe('cells', () => {
	it('[CE1] hold the newest write, whatever arrives last', () => {
		const [old, young] = [subject('old', 1), subject('young', 2)];
		expect(cellValue(stateOf(create, young, old), 'subject')).toBe('young');
		expect(cellValue(stateOf(create, old, young), 'subject')).toBe('young');
	});

	it('[CE1] agree on writes of one millisecond by their devices', () => {
		const [one, two] = [subject('one', 1, 1), subject('two', 1, 2)];
		expect(stateOf(one, two)).toEqual(stateOf(two, one));
		expect(cellValue(stateOf(two, one), 'subject')).toBe('two');
	});

	it('[CE2] join to one state in any order, grouping and number', () => {
		const [a, b, c] = [subject('a', 1), subject('b', 2), tag(true, 3)].map((item) => stateOf(item));
		if (a === undefined || b === undefined || c === undefined) return;
		expect(joinCells(a, b)).toEqual(joinCells(b, a));
		expect(joinCells(joinCells(a, b), c)).toEqual(joinCells(a, joinCells(b, c)));
		expect(joinCells(a, a)).toEqual(a);
	});

	it('[CE3] come out alike though stamps were forged to be equal', () => {
		const [one, two] = [subject('one', 1), subject('two', 1)];
		expect(stateOf(one, two)).toEqual(stateOf(two, one));
		expect(compareCells('subject', ['a', at(1)], ['a', at(1)])).toBe(0);
	});

	it('[CE4] keep a removal as a value that a later write undoes and an older one does not', () => {
		expect(presentElements(stateOf(tag(true, 1), tag(false, 2)), 'tags')).toEqual([]);
		expect(presentElements(stateOf(tag(false, 2), tag(true, 1)), 'tags')).toEqual([]);
		expect(presentElements(stateOf(tag(false, 2), tag(true, 3)), 'tags')).toEqual(['vip']);
	});

	it('[CE4] keep elements of one set out of another, whatever their spelling', () => {
		const element = (name: string) =>
			change('ticket.element', ticketRef, { set: 'tags', element: name, present: true });
		const cells = stateOf(element('b'), element('a/b'), element('__proto__'));
		expect(presentElements(cells, 'tags')).toEqual(['__proto__', 'a/b', 'b']);
		expect(presentElements(cells, 'tags/a')).toEqual(['b']);
		expect(presentElements(cells, 'followers')).toEqual([]);
	});

	it('[CE5] say what a join would change, and no more', () => {
		const [a, b] = [stateOf(create, subject('a', 1)), stateOf(create, tag(true, 2))];
		expect(newerCells(a, b)).toEqual({ 'tags/vip': [true, at(2)] });
		expect(newerCells(a, a)).toEqual({});
		expect(joinCells(a, newerCells(a, b))).toEqual(joinCells(a, b));
	});

	it('[CE6] do not let an unseen edit undo a close', () => {
		const close = state(0, 'solved', 1, { resolution: 'Fixed' });
		const unseen = state(0, 'waiting', 2);
		expect(status(stateOf(create, close, unseen))).toBe('solved');
		expect(status(stateOf(create, unseen, close))).toBe('solved');
	});

	it('[CE7] let a reopening win over closes of earlier rounds, even later ones', () => {
		const close = state(0, 'solved', 1, { resolution: 'Fixed' });
		const again = state(0, 'closed', 9, { reason: 'Twice' });
		const cells = stateOf(create, close, state(1, 'open', 2), again);
		expect(readTicket(cells)).toMatchObject({ status: 'open', round: 1, final: false });
		expect(readTicket(cells)?.resolution).toBeNull();
	});

	it('[CE8] carry what a close says in the same register', () => {
		const cells = stateOf(create, state(0, 'solved', 1, { resolution: 'Fixed' }));
		const later = joinCells(cells, stateOf(state(0, 'closed', 2, { reason: 'Twice' })));
		expect(readTicket(cells)).toMatchObject({ status: 'solved', resolution: 'Fixed' });
		expect(readTicket(later)).toMatchObject({ reason: 'Twice', resolution: null, final: true });
	});

	it('[CE9] keep a message for good; its words and its withdrawal are registers', () => {
		const body = { kind: 'public', text: 'One' };
		const add = change('message.add', ticketRef, body, { by: bob, at: at(1) });
		const edit = (text: string, ms: number) =>
			change('message.edit', ticketRef, { message: add.id, text }, { at: at(ms + 10_000) });
		const retract = change('message.retract', ticketRef, { message: add.id, retracted: true });
		const cells = stateOf(edit('Three', 2), retract, add, edit('Two', 1));
		expect(readMessages(cells)).toMatchObject([{ by: bob, text: 'Three', retracted: true }]);
	});

	it('[CE10] are never inherited', () => {
		for (const key of ['__proto__', 'constructor', 'toString']) {
			expect(ownCell({}, key)).toBeUndefined();
			expect(cellValue({}, key)).toBeUndefined();
		}
		expect(readTicket({})).toBeUndefined();
	});

	it('[MS6] make whoever is mentioned a follower', () => {
		const body = { kind: 'note', text: 'Look', mentions: [carol] };
		const cells = stateOf(create, change('message.add', ticketRef, body));
		expect(readTicket(cells)?.followers).toEqual([carol]);
	});
});
