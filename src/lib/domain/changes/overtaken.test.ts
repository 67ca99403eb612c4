import { expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { change, stateOf, support, testId, ticketRef } from '../testing.ts';
import { HOLD_MS } from '../ticket/messages.ts';
import { stampMs } from '../stamp.ts';
import { isOvertaken } from './overtaken.ts';
import type { TypedChange } from './typed.ts';

const create = change('ticket.create', ticketRef, { team: support, subject: 'Lift' });
const subject = (value: string) => change('ticket.field', ticketRef, { field: 'subject', value });
const priority = change('ticket.field', ticketRef, { field: 'priority', value: 'high' });
const state = (status: string, words: Record<string, Json> = {}) =>
	change('ticket.state', ticketRef, { round: 0, status, ...words });
const merge = change('ticket.merge', ticketRef, { into: testId(2, 9), round: 0 });
const take = change('ticket.take', ticketRef, { expected: null });
const begin = change('ticket.take', ticketRef, { expected: null, begins: 0 });
const release = change('ticket.field', ticketRef, { field: 'assignee', value: null });

it.each<[string, TypedChange, TypedChange]>([
	['a field', subject('Stairs'), subject('Ramp')],
	['a status', state('waiting'), state('solved', { resolution: 'Fixed' })],
	['a merge', merge, state('open', { round: 1 })],
	[
		'the end of one',
		change('ticket.unmerge', ticketRef, { round: 1 }),
		state('hold', { round: 1 })
	],
	['who has it', take, release],
	['what was begun by taking it', begin, state('waiting')]
])('[CH8] a change is overtaken by what is done after it: %s', (_what, done, later) => {
	expect(isOvertaken(done, stateOf(create, done), 0)).toBe(false);
	expect(isOvertaken(done, stateOf(create, done, priority), 0)).toBe(false);
	expect(isOvertaken(done, stateOf(create, done, later), 0)).toBe(true);
});

it('[CH8] a change is not overtaken by what a row does not say', () => {
	expect(isOvertaken(subject('Stairs'), {}, 0)).toBe(false);
});

it('[CH8] a reply that waited is overtaken once it went out, and a note never', () => {
	const reply = change('message.add', ticketRef, { kind: 'public', text: 'Hello', hold: true });
	const outMs = stampMs(reply.at) + HOLD_MS;
	expect(isOvertaken(reply, stateOf(create, reply), outMs - 1)).toBe(false);
	expect(isOvertaken(reply, stateOf(create, reply), outMs)).toBe(true);
	const note = change('message.add', ticketRef, { kind: 'note', text: 'Hello' });
	expect(isOvertaken(note, stateOf(create, note), outMs)).toBe(false);
});
