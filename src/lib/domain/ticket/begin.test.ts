import { describe, expect, it } from 'vitest';
import { eventOf } from '../automation/events.ts';
import { joinCells } from '../crdt/cells.ts';
import { conflicts } from '../history.ts';
import { judge } from '../judge/judge.ts';
import { lift } from '../changes/lift.ts';
import type { TypedChange } from '../changes/typed.ts';
import { NO_HISTORY, serviceRecord, withChange } from '../sla/history.ts';
import { actor, alice, at, bob, change, facts, stateOf, support, ticketRef } from '../testing.ts';
import { historyLines } from './history-lines.ts';
import { readTicket } from './ticket.ts';

const create = change(
	'ticket.create',
	ticketRef,
	{ team: support, subject: 'Lift' },
	{ at: at(0) }
);
const take = (ms: number, begins: number | undefined, expected: string | null = null) =>
	change(
		'ticket.take',
		ticketRef,
		{ expected, ...(begins !== undefined && { begins }) },
		{ at: at(ms), by: bob }
	);
const state = (ms: number, status: string, round = 0, words: object = {}) =>
	change('ticket.state', ticketRef, { round, status, ...words }, { at: at(ms) });
const ticket = (...changes: TypedChange[]) => readTicket(stateOf(create, ...changes));
const verdict = (before: ReturnType<typeof stateOf>, done: ReturnType<typeof take>) =>
	judge(before, done, facts({ actor: actor(bob, 'agent') }));

describe('taking a new ticket', () => {
	it('[TK25] begins with it', () => {
		const begun = { assignee: bob, status: 'in-progress', class: 'open', round: 0, final: false };
		expect(ticket(take(1, 0))).toMatchObject(begun);
		expect(ticket(take(1, undefined))).toMatchObject({ assignee: bob, status: 'new' });
	});

	it('[TK25] leaves one that somebody is given new', () => {
		const given = change('ticket.field', ticketRef, { field: 'assignee', value: bob });
		expect(ticket(given)).toMatchObject({ assignee: bob, status: 'new' });
		expect(verdict(stateOf(create, given), take(2, 0, bob))).toEqual({ ok: true });
	});

	it('[TK25] begins nothing where the claim is refused', () => {
		const taken = change('ticket.take', ticketRef, { expected: null }, { at: at(1), by: alice });
		expect(verdict(stateOf(create, taken), take(2, 0))).toMatchObject({ reason: 'taken' });
	});

	it('[TK25] undoes no close, and what was said of the status later, whatever arrives first', () => {
		const solved = state(1, 'solved', 0, { resolution: 'Fixed' });
		const waiting = state(3, 'waiting');
		for (const [other, status] of [
			[solved, 'solved'],
			[waiting, 'waiting']
		] as const)
			for (const order of [
				[other, take(2, 0)],
				[take(2, 0), other]
			])
				expect(ticket(...order)).toMatchObject({ assignee: bob, status });
	});

	it('[TK25] giving back ends it, unless more was said of the status since', () => {
		const back = (ms: number) => [
			change('ticket.field', ticketRef, { field: 'assignee', value: null }, { at: at(ms) }),
			state(ms, 'new')
		];
		const solved = state(1, 'solved', 0, { resolution: 'Fixed' });
		expect(ticket(take(1, 0), ...back(2))).toMatchObject({ assignee: null, status: 'new' });
		for (const [others, assignee, status] of [
			[[solved], null, 'solved'],
			[[state(4, 'waiting')], null, 'waiting'],
			[[take(4, 0)], bob, 'in-progress'],
			[[take(4, undefined)], bob, 'new']
		] as const)
			for (const order of [
				[...back(3), ...others],
				[...others, ...back(3)]
			])
				expect(ticket(take(2, 0), ...order)).toMatchObject({ assignee, status });
	});

	it('[TK25] reopens nothing', () => {
		const solved = stateOf(create, state(3, 'solved', 0, { resolution: 'Fixed' }));
		expect(verdict(solved, take(1, 1))).toMatchObject({ reason: 'unknown-round' });
		expect(verdict(solved, take(1, 0))).toEqual({ ok: true });
		expect(readTicket(joinCells(solved, lift(take(1, 0))))?.final).toBe(true);
	});

	it('[TK25] is told as what it is: in the history, to rules, to whom it met, and to clocks', () => {
		const lines = historyLines([create, take(1, 0)]).map(({ key, by }) => [key, by]);
		expect(lines).toEqual([
			['created', alice],
			['assignee', bob],
			['state', bob]
		]);
		expect(eventOf(take(1, 0))).toEqual({ on: 'changed', fields: ['assignee', 'status'] });
		expect(eventOf(take(1, undefined))).toEqual({ on: 'changed', fields: ['assignee'] });
		const met = conflicts([create, take(1, 0), state(2, 'waiting')]);
		expect(met.find(({ key }) => key === 'state')).toMatchObject({ others: [{ by: bob }] });
		const phases = (...changes: TypedChange[]) =>
			serviceRecord([create, ...changes].reduce(withChange, NO_HISTORY))?.phases;
		expect(phases(state(1, 'waiting'), take(2, 0))?.map(([of]) => of)).toEqual([
			'open',
			'paused',
			'open'
		]);
	});
});
