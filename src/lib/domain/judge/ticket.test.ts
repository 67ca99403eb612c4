import { describe, expect, it } from 'vitest';
import {
	actor,
	alice,
	bob,
	carol,
	change,
	facts,
	field,
	stateOf,
	stranger,
	testId,
	ticketRef
} from '../testing.ts';
import { judge } from './judge.ts';
import {
	type Twin,
	agent,
	closed,
	create,
	edit,
	element,
	fieldAgent,
	foreign,
	lead,
	state,
	take,
	ticket,
	ticketIn,
	transfer,
	verdict,
	verdictWhenBlocked,
	verdicts
} from './testing.ts';

const begin = (round: number) =>
	change('ticket.take', ticketRef, { expected: null, begins: round });

const unknownTeam = testId(3, 9);
const ofBob = stateOf(create, edit('assignee', bob));
const tagged = (count: number) =>
	stateOf(create, ...Array.from({ length: count }, (_, index) => element('tags', `tag ${index}`)));
const tickets: readonly Twin[] = [
	[
		'[TK1] what changes must exist',
		{ state: ticket, change: edit('due', 1) },
		'unknown-target',
		{ change: edit('due', 1) }
	],
	[
		'[TK1] a team must exist as a ticket to be one',
		{ state: ticket, change: state(0, 'open') },
		'unknown-target',
		{ state: {}, change: state(0, 'open') }
	],
	[
		'[TK2] a ticket is created once',
		{ change: ticketIn({}) },
		'already-exists',
		{ state: ticket, change: ticketIn({}) }
	],
	[
		'[TK2] in a team of its author',
		{ change: ticketIn({}) },
		'not-your-team',
		{ change: ticketIn({ team: field }) }
	],
	[
		'[TK2] by staff',
		{ change: ticketIn({}) },
		'not-your-team',
		{ change: ticketIn({}), as: actor(alice, 'requester') }
	],
	[
		'[TK3] solved needs a resolution',
		{ state: ticket, change: state(0, 'solved', { resolution: 'Fixed' }) },
		'needs-resolution',
		{ state: ticket, change: state(0, 'solved') }
	],
	[
		'[TK3] blanks are no resolution',
		{ state: ticket, change: state(0, 'solved', { resolution: 'x' }) },
		'needs-resolution',
		{ state: ticket, change: state(0, 'solved', { resolution: ' \n' }) }
	],
	[
		'[TK3] a reason is no resolution',
		{ state: ticket, change: state(0, 'closed', { reason: 'Twice' }) },
		'needs-resolution',
		{ state: ticket, change: state(0, 'solved', { reason: 'Twice' }) }
	],
	[
		'[TK3] closed needs a reason',
		{ state: ticket, change: state(0, 'closed', { reason: 'Twice' }) },
		'needs-reason',
		{ state: ticket, change: state(0, 'closed', { resolution: 'Twice' }) }
	],
	[
		'[TK4] reopening goes one round up',
		{ state: closed, change: state(1, 'open') },
		'unknown-round',
		{ state: closed, change: state(2, 'open') }
	],
	[
		'[TK4] only what is done is reopened',
		{ state: closed, change: state(1, 'open') },
		'unknown-round',
		{ state: ticket, change: state(1, 'open') }
	],
	[
		'[TK4] a close is no reopening',
		{ state: closed, change: state(1, 'waiting') },
		'unknown-round',
		{ state: closed, change: state(1, 'closed', { reason: 'x' }) }
	],
	[
		'[TK6] taking names who had it',
		{ state: ofBob, change: take(bob) },
		'taken',
		{ state: ofBob, change: take(null) }
	],
	[
		'[TK6] taking again what is mine is nothing',
		{ state: stateOf(create, edit('assignee', alice)), change: take(null) },
		'taken',
		{ state: stateOf(create, edit('assignee', carol)), change: take(null) }
	],
	[
		'[TK6] taking is for agents',
		{ state: ofBob, change: take(bob) },
		'role',
		{
			state: stateOf(create, edit('assignee', bob), element('followers', alice)),
			change: take(bob),
			as: fieldAgent
		}
	],
	[
		'[TK7] who gets it is known',
		{ state: ticket, change: edit('assignee', bob) },
		'unknown-person',
		{ state: ticket, change: edit('assignee', stranger) }
	],
	[
		'[TK7] who gets it is not blocked',
		{ state: ticket, change: edit('assignee', bob) },
		'unknown-person',
		{
			state: ticket,
			change: edit('assignee', bob),
			facts: { person: () => ({ name: 'Bob', email: null, blocked: true }) }
		}
	],
	[
		'[TK7] collaborators are known',
		{ state: ticket, change: element('collaborators', bob) },
		'unknown-person',
		{ state: ticket, change: element('collaborators', stranger) }
	],
	[
		'[TK7] followers are known, unless they leave',
		{ state: ticket, change: element('followers', stranger, false) },
		'unknown-person',
		{ state: ticket, change: element('followers', stranger) }
	],
	[
		'[TK7] the first assignee is known',
		{ change: ticketIn({ assignee: bob }) },
		'unknown-person',
		{ change: ticketIn({ assignee: stranger }) }
	],
	[
		'[KN3] whom its solution helped each says for themselves',
		{ state: ticket, change: element('helpful', alice) },
		'not-yours',
		{ state: ticket, change: element('helpful', bob) }
	],
	[
		'[TK12] tags are as many as can travel',
		{ state: tagged(199), change: element('tags', 'one more') },
		'full',
		{ state: tagged(200), change: element('tags', 'one more') }
	],
	[
		'[TK12] tags that are there can be taken away and come back',
		{ state: tagged(200), change: element('tags', 'tag 7') },
		'full',
		{ state: tagged(200), change: element('tags', 'new', false) }
	],
	[
		'[TK25] to begin with it is not to open it again',
		{ state: ticket, change: begin(0) },
		'unknown-round',
		{ state: ticket, change: begin(1) }
	],
	[
		'[TK8] it goes to a team in use',
		{ state: ticket, change: transfer(field) },
		'unknown-team',
		{ state: ticket, change: transfer(field), facts: { team: () => ({ archived: true }) } }
	],
	[
		'[TK8] it goes to a known team',
		{ state: ticket, change: transfer(field) },
		'unknown-team',
		{ state: ticket, change: transfer(unknownTeam) }
	],
	[
		'[TK8] it begins in a team in use',
		{ change: ticketIn({}) },
		'unknown-team',
		{ change: ticketIn({}), facts: { team: () => ({ archived: true }) } }
	],
	[
		'[TK9] field staff begin tickets of their own only',
		{ change: ticketIn({ assignee: alice }), as: fieldAgent },
		'role',
		{ change: ticketIn({ assignee: bob }), as: fieldAgent }
	],
	[
		'[TK9] assigning is for agents',
		{ state: ticket, change: edit('assignee', bob) },
		'role',
		{
			state: stateOf(create, element('followers', alice)),
			change: edit('assignee', bob),
			as: fieldAgent
		}
	],
	[
		'[TK9] tickets are worked on by their team',
		{ state: ticket, change: edit('due', 1) },
		'not-your-ticket',
		{ state: foreign, change: edit('due', 1) }
	],
	[
		'[TK9] field staff work on tickets they are on',
		{ state: stateOf(create, element('followers', alice)), change: edit('due', 1), as: fieldAgent },
		'not-your-ticket',
		{ state: ticket, change: edit('due', 1), as: fieldAgent }
	],
	[
		'[TK9] transfers are for agents',
		{ state: ticket, change: transfer(field) },
		'role',
		{ state: stateOf(create, element('followers', alice)), change: transfer(field), as: fieldAgent }
	]
];

describe('the verdict on a ticket [TK1, TK2, TK3, TK4, TK5, TK6, TK7, TK8, TK9, TK12]', () => {
	it.each(tickets)('%s', (_title, passes, refusedAs, fails) => {
		expect(verdicts(passes, fails)).toEqual(['accepted', refusedAs]);
	});

	it('[TK5] a state of this round or an older one is taken, and loses where it must', () => {
		const reopened = stateOf(create, state(0, 'solved', { resolution: 'x' }), state(1, 'open'));
		for (const status of ['open', 'waiting'])
			for (const [on, round] of [
				[closed, 0],
				[reopened, 0],
				[reopened, 1]
			] as const)
				expect(verdict({ state: on, change: state(round, status) })).toBe('accepted');
	});

	it('[AU15] nobody but a rule says how sure the words make it', () => {
		const sorted = change('ticket.field', ticketRef, { field: 'type', value: 'problem', sure: 80 });
		expect(verdict({ state: ticket, change: sorted, as: lead })).toBe('role');
		expect(verdict({ state: ticket, change: sorted, as: undefined })).toBe('accepted');
	});

	it('[SL10] nobody but the service says that a clock runs out', () => {
		const alert = change('ticket.alert', ticketRef, {
			clock: 'resolution',
			kind: 'late',
			round: 0
		});
		expect(verdict({ state: ticket, change: alert, as: lead })).toBe('role');
		expect(verdict({ state: ticket, change: alert, as: undefined })).toBe('accepted');
	});

	it('[AG5] only automations give tickets out, never one that somebody has', () => {
		const why = { skills: ['german'], open: 1, freeMinutes: 3 };
		const give = (mode: string) =>
			change('ticket.assign', ticketRef, { person: carol, mode, why }, { by: '~assignment' });
		expect(verdict({ state: ticket, change: give('assign'), as: lead })).toBe('role');
		expect(verdict({ state: ticket, change: give('assign'), as: undefined })).toBe('accepted');
		expect(verdict({ state: ofBob, change: give('assign'), as: undefined })).toBe('taken');
		expect(verdict({ state: ofBob, change: give('suggest'), as: undefined })).toBe('accepted');
	});

	it('[TK6] a lost claim says to whom and when', () => {
		const answer = judge(ofBob, take(null), facts({ actor: agent }));
		expect(answer).toMatchObject({ reason: 'taken', detail: { by: bob } });
	});
});

describe('the verdict on whoever is blocked', () => {
	it.each(tickets)('[DR5] %s: not for who is blocked', (_title, passes) => {
		expect(verdictWhenBlocked(passes)).toBe('blocked');
	});
});
