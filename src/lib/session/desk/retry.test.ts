import { expect, it } from 'vitest';
import { joinCells } from '#lib/domain/crdt/cells.ts';
import { lift } from '#lib/domain/changes/lift.ts';
import { bob, change, stateOf, support, ticketRef } from '#lib/domain/testing.ts';
import { retried } from './retry.ts';

const create = change('ticket.create', ticketRef, { team: support, subject: 'Lift' });
const take = change('ticket.take', ticketRef, { expected: null, begins: 0 });
const refusal = { change: take, reason: 'taken', detail: null, atMs: 0 } as const;

it('[TK25] a claim that is made again names who has it now, and begins only with what is new', () => {
	const isTaken = change('ticket.take', ticketRef, { expected: null }, { by: bob });
	const taken = stateOf(create, isTaken);
	expect(retried(refusal, taken)?.body).toEqual({ expected: bob, begins: 0 });
	const waits = change('ticket.state', ticketRef, { round: 0, status: 'waiting' });
	expect(retried(refusal, joinCells(taken, lift(waits)))?.body).toEqual({ expected: bob });
});
