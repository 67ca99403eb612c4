import { describe, expect, it } from 'vitest';
import { readChannel } from '../channel.ts';
import type { Cells } from '../crdt/cells.ts';
import { alice, at, bob, carol, change, channelRef, START_MS, stateOf } from '../testing.ts';
import { support, ticketRef } from '../testing.ts';
import { readMessages } from './messages.ts';
import { BUILT_IN, MERGED_STATUS } from '../catalogue/built-in.ts';
import { readTicket, ticketSubject } from './ticket.ts';

const body = { team: support, subject: 'Lift', assignee: bob, tags: ['b', 'a'] };
const create = change('ticket.create', ticketRef, body, { at: at(0) });

describe('reading a ticket', () => {
	it('[TK1] gives nothing before it was created', () => {
		const field = change('ticket.field', ticketRef, { field: 'subject', value: 'x' });
		expect(readTicket(stateOf(field))).toBeUndefined();
		expect(readTicket(stateOf(field, create))?.subject).toBe('x');
	});

	it('[TK10] gives every field a value', () => {
		expect(readTicket(stateOf(create))).toEqual({
			number: null,
			team: support,
			subject: 'Lift',
			status: 'new',
			class: 'open',
			round: 0,
			final: false,
			resolution: null,
			reason: null,
			priority: 'normal',
			type: null,
			section: null,
			approval: false,
			merged: null,
			removed: null,
			custom: {},
			assignee: bob,
			category: null,
			requester: null,
			due: null,
			tags: ['a', 'b'],
			collaborators: [],
			followers: [],
			visits: [],
			followUps: [],
			createdBy: alice,
			createdMs: START_MS
		});
	});

	it('[TK10] puts up with cells that no change could have written', () => {
		const odd: Cells = Object.fromEntries(
			['team', 'state', 'priority', 'assignee', 'requester', 'due', 'number'].map((key) => [
				key,
				[[7, { a: null }], at(1)]
			])
		);
		expect(readTicket({ ...stateOf(create), ...odd })).toBeUndefined();
		const rest = { ...odd, team: [support, at(1)] as const };
		expect(readTicket({ ...stateOf(create), ...rest })).toMatchObject({
			status: 'new',
			priority: 'normal',
			assignee: null,
			due: null,
			number: null
		});
	});

	it('[TK11] counts its author, assignee, collaborators and followers as its people', () => {
		const element = change('ticket.element', ticketRef, {
			set: 'collaborators',
			element: carol,
			present: true
		});
		const ticket = readTicket(stateOf(create, element));
		expect(ticket && ticketSubject(ticket)).toEqual({
			team: support,
			people: new Set([carol, bob, alice])
		});
		const byRule = readTicket(stateOf(change('ticket.create', ticketRef, body, { by: '~mail' })));
		expect(byRule && ticketSubject(byRule).people).toEqual(new Set([bob]));
	});

	it('[TK21] a state written before statuses could be defined has the class of its status', () => {
		const waiting = change('ticket.state', ticketRef, { round: 0, status: 'waiting' });
		expect(waiting.body.class).toBe('paused');
		expect(readTicket(stateOf(create, waiting))?.class).toBe('paused');
		for (const [code, { class: statusClass }] of Object.entries(BUILT_IN.status)) {
			const old = { ...stateOf(create), state: [{ round: 0, status: code }, create.at] as const };
			expect(readTicket(old)?.class).toBe(statusClass);
		}
	});

	it('[TK3] the built-in statuses that are done are those that owe words', () => {
		for (const [code, { class: statusClass, requires }] of Object.entries(BUILT_IN.status))
			if (code !== 'approval') expect(statusClass === 'done', code).toBe(requires !== null);
		expect(BUILT_IN.status[MERGED_STATUS]?.class).toBe('done');
	});
});

describe('reading messages', () => {
	it('[MS7] puts them in the order in which they were said, imported mail by its own time', () => {
		const say = (text: string, ms: number, more: object = {}) =>
			change('message.add', ticketRef, { kind: 'public', text, ...more }, { at: at(ms) });
		const mail = { from: { name: 'M' }, sentMs: START_MS - 5_000, messageId: 'x' };
		const cells = stateOf(create, say('late', 9), say('mail', 12, { mail }), say('early', 3));
		expect(readMessages(cells).map(({ text }) => text)).toEqual(['mail', 'early', 'late']);
	});

	it('[MS7] says when words were rewritten', () => {
		const add = change('message.add', ticketRef, { kind: 'note', text: 'One' }, { at: at(1) });
		const edit = { message: add.id, text: 'Two' };
		const cells = stateOf(add, change('message.edit', ticketRef, edit, { at: at(7) }));
		expect(readMessages(stateOf(add))).toMatchObject([{ editedMs: null, seq: null, kind: 'note' }]);
		expect(readMessages(cells)).toMatchObject([{ editedMs: START_MS + 7, text: 'Two' }]);
	});

	it('[MS7] leaves out words of a message that is not there', () => {
		const edit = { message: alice, text: 'Two' };
		expect(readMessages(stateOf(change('message.edit', ticketRef, edit)))).toEqual([]);
	});
});

describe('reading a channel', () => {
	it('[CN9] gives its facts, and nothing before it was created', () => {
		const seat = { set: 'members', element: carol, present: true };
		const join = change('channel.element', channelRef, seat);
		expect(readChannel(stateOf(join))).toBeUndefined();
		const made = { kind: 'channel', name: 'Night', members: [alice], team: support };
		const cells = stateOf(join, change('channel.create', channelRef, made));
		expect(readChannel(cells)).toEqual({
			kind: 'channel',
			name: 'Night',
			topic: '',
			archived: false,
			team: support,
			members: new Set([alice, carol]),
			createdBy: alice
		});
	});
});
