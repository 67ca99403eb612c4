import { describe, expect, it } from 'vitest';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { readTicket } from '../ticket/ticket.ts';
import { alice, change, stateOf, ticketRef } from '../testing.ts';
import { lead, state, ticketIn, verdict } from './testing.ts';

const status = (requires: string, of = 'done') => ({
	...{ names: { en: requires }, order: 1, archived: false },
	...{ class: of, color: null, requires, visible: true }
});
const catalogue = new Catalogue([
	[entryKey('status', 'repaired'), status('resolution')],
	[entryKey('status', 'dropped'), status('reason')],
	[entryKey('status', 'parked'), status('reason', 'paused')],
	[entryKey('status', 'solved'), status('reason')]
]);
const approvable = ticketIn({ assignee: alice, approval: true });
const proposal = state(0, 'approval', { resolution: 'New belt' });
const approve = (named?: string) =>
	change('ticket.approve', ticketRef, {
		...{ round: 0, proposed: 'New belt' },
		...(named !== undefined && { status: named })
	});

describe('approving a solution', () => {
	it('[TK14] solves by the status that is in use', () => {
		const solved = readTicket(stateOf(approvable, proposal, approve('repaired')));
		expect(solved).toMatchObject({ status: 'repaired', final: true, resolution: 'New belt' });
	});

	it.each([
		['repaired', 'accepted'],
		[undefined, 'accepted'],
		['solved', 'needs-reason'],
		['dropped', 'needs-reason'],
		['parked', 'fixed-class'],
		['merged', 'unknown-entry'],
		['never', 'unknown-entry']
	])('[TK14] by %s is %s', (named, expected) => {
		const proposed = stateOf(approvable, proposal);
		expect(
			verdict({ state: proposed, change: approve(named), as: lead, facts: { catalogue } })
		).toBe(expected);
	});
});
