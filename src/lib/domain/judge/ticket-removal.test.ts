import { expect, it } from 'vitest';
import { alice, change, stateOf, ticketRef } from '../testing.ts';
import { readTicket } from '../ticket/ticket.ts';
import { create, lead, ticket, verdict } from './testing.ts';

const remove = (reason: string | null) => change('ticket.remove', ticketRef, { reason });
const say = change('message.add', ticketRef, { kind: 'public', text: 'x' });
const deleted = stateOf(create, remove('Spam'));
const back = stateOf(create, remove('Spam'), remove(null));
const elsewhere = { ...lead, teams: new Set<never>(), supervises: new Set<never>() };

it('[TK24] a ticket is deleted, and brought back, by those who lead its team', () => {
	expect(verdict({ state: ticket, change: remove('Spam'), as: lead })).toBe('accepted');
	expect(verdict({ state: ticket, change: remove('Spam') })).toBe('role');
	expect(verdict({ state: deleted, change: remove(null), as: lead })).toBe('accepted');
	expect(verdict({ state: deleted, change: remove(null), as: elsewhere })).toBe('not-your-ticket');
});

it('[TK24] nothing else is done to it meanwhile', () => {
	expect(verdict({ state: deleted, change: say, as: lead })).toBe('removed');
	expect(verdict({ state: deleted, change: say })).toBe('not-your-ticket');
	expect(verdict({ state: back, change: say, as: lead })).toBe('accepted');
});

it('[TK24] it says who deleted it, when and why', () => {
	const removal = { by: alice, atMs: expect.any(Number), reason: 'Spam' };
	expect(readTicket(deleted)?.removed).toEqual(removal);
	expect(readTicket(back)?.removed).toBeNull();
});
