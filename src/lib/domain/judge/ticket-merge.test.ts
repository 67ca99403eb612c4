import { expect, it } from 'vitest';
import { change, stateOf, support, testId, ticketRef } from '../testing.ts';
import { readTicket } from '../ticket/ticket.ts';
import { create, state, verdict } from './testing.ts';

const other = testId(2, 9);
const merge = (round = 0) => change('ticket.merge', ticketRef, { into: other, round });
const knows = { ticket: () => ({ team: support, people: new Set<never>(), merged: null }) };
const solve = () => state(0, 'solved', { resolution: 'Both done' });
const reopened = stateOf(create, merge(), state(1, 'open'));

it('[TK19] a merged ticket that gets another status, by whatever way, is no part of the other any more', () => {
	expect(readTicket(reopened)).toMatchObject({ merged: null, final: false, round: 1 });
	const solved = stateOf(create, merge(), solve());
	expect(readTicket(solved)).toMatchObject({ merged: null, final: true, status: 'solved' });
	// Who merged it without having seen that it was done was later, and wins.
	expect(readTicket(stateOf(create, solve(), merge()))).toMatchObject({ merged: other });
});

it('[TK19] what was reopened has nothing to be taken out of, and is merged again', () => {
	const unmerge = change('ticket.unmerge', ticketRef, { round: 2 });
	expect(verdict({ state: reopened, change: unmerge })).toBe('not-merged');
	expect(verdict({ state: reopened, change: merge(1), facts: knows })).toBe('accepted');
});
