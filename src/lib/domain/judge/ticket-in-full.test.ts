import { expect, it } from 'vitest';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { readTicket } from '../ticket/ticket.ts';
import { typeChange } from '../changes/typed.ts';
import { actor, alice, bob, carol, change, field, stateOf, stranger } from '../testing.ts';
import { support, testId, ticketRef } from '../testing.ts';
import {
	agent,
	create,
	edit,
	fieldAgent,
	lead,
	state,
	ticket,
	ticketIn,
	verdict,
	verdicts,
	type Twin
} from './testing.ts';

const other = testId(2, 9);
const approvable = ticketIn({ assignee: alice, approval: true });
const proposal = state(0, 'approval', { resolution: 'New belt' });
const proposed = stateOf(approvable, proposal);
const approve = (text: string, round = 0) =>
	change('ticket.approve', ticketRef, { round, proposed: text });
const reject = (text: string) =>
	change('ticket.reject', ticketRef, { round: 0, proposed: text, reason: 'Still noisy' });
const solve = state(0, 'solved', { resolution: 'Done' });
const task = change('ticket.add-task', ticketRef, { title: 'Order the belt', order: 2 });
const ofTask = (name: string, value: string | number | boolean | null, id: string = task.id) =>
	change('ticket.task', ticketRef, { task: id, field: name, value });
const custom = (code: string, value: string | number | boolean | null) =>
	change('ticket.custom', ticketRef, { field: code, value });
const link = (element: string, present = true) =>
	change('ticket.element', ticketRef, { set: 'links', element, present });
const merge = (into: string, round = 0) => change('ticket.merge', ticketRef, { into, round });
const merged = stateOf(create, merge(other));
const unmerge = (round: number) => change('ticket.unmerge', ticketRef, { round });

const near = { team: support, people: new Set<typeof alice>(), merged: null };
const knows = { ticket: (id: string) => (id === other ? near : undefined) };
const far = { ticket: () => ({ ...near, team: field }) };
const gone = { ticket: () => ({ ...near, merged: testId(2, 8) }) };

const fieldOf = (kind: string, more: object = {}) => ({
	names: { en: kind },
	order: 1,
	archived: false,
	kind,
	options: kind === 'choice' ? [{ code: 'red', names: { en: 'Red' } }] : [],
	teams: [],
	types: [],
	required: false,
	...more
});
const catalogue = new Catalogue([
	...['text', 'number', 'date', 'choice', 'person', 'checkbox'].map(
		(kind) => [entryKey('field', kind), fieldOf(kind)] as const
	),
	[
		entryKey('category', 'lifts'),
		{ names: { en: 'Lifts' }, order: 1, archived: false, section: null, parent: null }
	]
]);
const demanding = (more: object = {}) => ({
	catalogue: new Catalogue([
		[entryKey('field', 'text'), fieldOf('text', { required: true, ...more })]
	])
});

const TWINS: readonly Twin[] = [
	[
		'[TK21] a status has the class it was defined with',
		{ state: ticket, change: change('ticket.state', ticketRef, { round: 0, status: 'open' }) },
		'unknown-entry',
		{ state: ticket, change: withClass('sleeping', 'paused') }
	],
	[
		'[TK21] and no other',
		{ state: ticket, change: withClass('waiting', 'paused') },
		'fixed-class',
		{ state: ticket, change: withClass('waiting', 'open') }
	],
	[
		'[TK19] nobody sets the status of merged tickets by hand',
		{ state: ticket, change: solve },
		'unknown-entry',
		{ state: ticket, change: state(0, 'merged', { reason: 'x' }) }
	],
	[
		'[TK13] agents propose, supervisors finish',
		{ state: stateOf(approvable), change: solve, as: lead },
		'needs-approval',
		{ state: stateOf(approvable), change: solve }
	],
	[
		'[TK13] where no approval is needed, agents finish',
		{ state: ticket, change: solve },
		'needs-approval',
		{ state: stateOf(approvable), change: state(0, 'closed', { reason: 'x' }) }
	],
	[
		'[TK13] a proposal says what was done',
		{ state: stateOf(approvable), change: proposal },
		'needs-resolution',
		{ state: stateOf(approvable), change: state(0, 'approval') }
	],
	[
		'[TK13] approving is for supervisors',
		{ state: proposed, change: approve('New belt'), as: lead },
		'role',
		{ state: proposed, change: approve('New belt') }
	],
	[
		'[TK13] of the team',
		{ state: proposed, change: reject('New belt'), as: lead },
		'not-your-ticket',
		{
			state: proposed,
			change: reject('New belt'),
			as: actor(carol, 'supervisor', { teams: new Set() })
		}
	],
	[
		'[TK14] what was seen is approved',
		{ state: proposed, change: approve('New belt'), as: lead },
		'settled',
		{ state: proposed, change: approve('New rope'), as: lead }
	],
	[
		'[TK14] while it is proposed',
		{ state: proposed, change: reject('New belt'), as: lead },
		'settled',
		{
			state: stateOf(approvable, proposal, reject('New belt')),
			change: reject('New belt'),
			as: lead
		}
	],
	[
		'[TK14] once',
		{ state: proposed, change: approve('New belt'), as: lead },
		'settled',
		{
			state: stateOf(approvable, proposal, approve('New belt')),
			change: approve('New belt'),
			as: lead
		}
	],
	[
		'[TK15] sub-tasks are done first',
		{ state: stateOf(create, task, ofTask('done', true)), change: solve },
		'open-tasks',
		{ state: stateOf(create, task), change: solve }
	],
	[
		'[TK15] or taken away',
		{ state: stateOf(create, task, ofTask('removed', true)), change: solve },
		'open-tasks',
		{ state: stateOf(create, task), change: state(0, 'closed', { reason: 'x' }) }
	],
	[
		'[TK15] approving is finishing too',
		{
			state: stateOf(approvable, proposal, task, ofTask('done', true)),
			change: approve('New belt'),
			as: lead
		},
		'open-tasks',
		{ state: stateOf(approvable, proposal, task), change: approve('New belt'), as: lead }
	],
	[
		'[TK15] what must be filled in is',
		{ state: stateOf(create, custom('text', 'x')), change: solve, facts: demanding() },
		'needs-field',
		{ state: ticket, change: solve, facts: demanding() }
	],
	[
		'[TK15] where it is asked for',
		{ state: ticket, change: solve, facts: demanding({ teams: [field] }) },
		'needs-field',
		{ state: ticket, change: solve, facts: demanding({ teams: [support] }) }
	],
	[
		'[TK16] a priority exists',
		{ state: ticket, change: edit('priority', 'high') },
		'unknown-entry',
		{ state: ticket, change: edit('priority', 'highest') }
	],
	[
		'[TK16] a type exists',
		{ state: ticket, change: edit('type', 'problem') },
		'unknown-entry',
		{ state: ticket, change: edit('type', 'riddle') }
	],
	[
		'[TK16] a category is one of those defined',
		{ state: ticket, change: edit('category', 'lifts'), facts: { catalogue } },
		'unknown-entry',
		{ state: ticket, change: edit('category', 'Stairs'), facts: { catalogue } }
	],
	[
		'[TK16] a new ticket too',
		{ change: ticketIn({ category: 'Stairs' }) },
		'unknown-entry',
		{ change: ticketIn({ category: 'Stairs' }), facts: { catalogue } }
	],
	[
		'[TK16] text is text',
		{ state: ticket, change: custom('text', 'x'), facts: { catalogue } },
		'wrong-kind',
		{ state: ticket, change: custom('text', 1), facts: { catalogue } }
	],
	[
		'[TK16] numbers are numbers',
		{ state: ticket, change: custom('number', 1.5), facts: { catalogue } },
		'wrong-kind',
		{ state: ticket, change: custom('number', '1'), facts: { catalogue } }
	],
	[
		'[TK16] dates are whole',
		{ state: ticket, change: custom('date', 1), facts: { catalogue } },
		'wrong-kind',
		{ state: ticket, change: custom('date', 1.5), facts: { catalogue } }
	],
	[
		'[TK16] choices are offered',
		{ state: ticket, change: custom('choice', 'red'), facts: { catalogue } },
		'wrong-kind',
		{ state: ticket, change: custom('choice', 'blue'), facts: { catalogue } }
	],
	[
		'[TK16] boxes are ticked or not',
		{ state: ticket, change: custom('checkbox', false), facts: { catalogue } },
		'wrong-kind',
		{ state: ticket, change: custom('checkbox', 'no'), facts: { catalogue } }
	],
	[
		'[TK16] people are known',
		{ state: ticket, change: custom('person', bob), facts: { catalogue } },
		'unknown-person',
		{ state: ticket, change: custom('person', stranger), facts: { catalogue } }
	],
	[
		'[TK16] the field exists',
		{ state: ticket, change: custom('text', null), facts: { catalogue } },
		'unknown-entry',
		{ state: ticket, change: custom('texts', null), facts: { catalogue } }
	],
	[
		'[TK17] a sub-task is there',
		{ state: stateOf(create, task), change: ofTask('done', true) },
		'unknown-task',
		{ state: ticket, change: ofTask('done', true) }
	],
	[
		'[TK17] whoever does it is known',
		{ state: stateOf(create, task), change: ofTask('assignee', bob) },
		'unknown-person',
		{ state: stateOf(create, task), change: ofTask('assignee', stranger) }
	],
	[
		'[TK18] a link leads to another ticket',
		{ state: ticket, change: link(`blocks:${other}`), facts: knows },
		'own-ticket',
		{ state: ticket, change: link(`blocks:${ticketRef.slice(7)}`), facts: knows }
	],
	[
		'[TK18] that is known',
		{ state: ticket, change: link(`blocks:${other}`), facts: knows },
		'unknown-ticket',
		{ state: ticket, change: link(`blocks:${testId(2, 8)}`), facts: knows }
	],
	[
		'[TK18] and may be read',
		{ state: ticket, change: link(`blocks:${other}`), facts: knows },
		'not-your-ticket',
		{ state: ticket, change: link(`blocks:${other}`), facts: far }
	],
	[
		'[TK18] it is taken away without asking',
		{ state: ticket, change: link(`blocks:${other}`, false), facts: far },
		'not-your-ticket',
		{ state: ticket, change: link(`relates:${other}`), facts: far }
	],
	[
		'[TK19] a ticket is merged into another',
		{ state: ticket, change: merge(other), facts: knows },
		'own-ticket',
		{ state: ticket, change: merge(ticketRef.slice(7)), facts: knows }
	],
	[
		'[TK19] that is known',
		{ state: ticket, change: merge(other), facts: knows },
		'unknown-ticket',
		{ state: ticket, change: merge(testId(2, 8)), facts: knows }
	],
	[
		'[TK19] and may be worked on',
		{ state: ticket, change: merge(other), facts: knows },
		'not-your-ticket',
		{ state: ticket, change: merge(other), facts: far }
	],
	[
		'[TK19] and is not merged itself',
		{ state: ticket, change: merge(other), facts: knows },
		'own-ticket',
		{ state: ticket, change: merge(other), facts: gone }
	],
	[
		'[TK19] in the round it is in',
		{ state: ticket, change: merge(other), facts: knows },
		'unknown-round',
		{ state: ticket, change: merge(other, 1), facts: knows }
	],
	[
		'[TK19] un-merging is a reopening',
		{ state: merged, change: unmerge(1) },
		'unknown-round',
		{ state: merged, change: unmerge(0) }
	],
	[
		'[TK19] of the next round',
		{ state: merged, change: unmerge(1) },
		'unknown-round',
		{ state: merged, change: unmerge(2) }
	],
	[
		'[TK19] of what was merged',
		{ state: merged, change: unmerge(1) },
		'not-merged',
		{ state: ticket, change: unmerge(1) }
	],
	[
		'[TK20] supervisors say what needs approval',
		{ state: ticket, change: edit('approval', true), as: lead },
		'role',
		{ state: ticket, change: edit('approval', true) }
	],
	[
		'[TK20] or the type does',
		{ change: ticketIn({ type: 'change', approval: true }) },
		'needs-approval',
		{ change: ticketIn({ type: 'change' }) }
	],
	[
		'[MS5] only requesters speak as the customer',
		{ state: ticket, change: say({}) },
		'role',
		{ state: ticket, change: say({ side: 'customer' }) }
	]
];

function withClass(status: string, statusClass: string) {
	const made = state(0, 'open');
	const typed = typeChange(
		{ ...made, v: 2, body: { round: 0, status, class: statusClass } },
		alice
	);
	if (!typed.ok) throw new Error(typed.problem);
	return typed.value;
}

function say(more: object) {
	return change('message.add', ticketRef, { kind: 'public', text: 'x', ...more });
}

it.each(TWINS)(
	'[TK21, TK13, TK14, TK15, TK16, TK17, TK18, TK19, TK20] %s',
	(_, passes, reason, fails) => {
		expect(verdicts(passes, fails)).toEqual(['accepted', reason]);
	}
);

it('[TK13] whoever is in the field may finish what needs no approval', () => {
	const mine = stateOf(create, edit('assignee', alice));
	expect(verdict({ state: mine, change: solve, as: fieldAgent })).toBe('accepted');
	expect(verdict({ state: mine, change: solve, as: agent })).toBe('accepted');
});

it('[TK13] approving solves with the words proposed, rejecting goes on with the reason', () => {
	expect(readTicket(stateOf(approvable, proposal, approve('New belt')))).toMatchObject({
		status: 'solved',
		class: 'done',
		resolution: 'New belt'
	});
	expect(readTicket(stateOf(approvable, proposal, reject('New belt')))).toMatchObject({
		status: 'in-progress',
		class: 'open',
		reason: 'Still noisy'
	});
});

it('[TK19] a merged ticket is done, and open again when it is taken out', () => {
	expect(readTicket(merged)).toMatchObject({ merged: other, final: true, status: 'merged' });
	const out = stateOf(create, merge(other), unmerge(1));
	expect(readTicket(out)).toMatchObject({ merged: null, final: false, round: 1, status: 'open' });
	expect(readTicket(stateOf(create, merge(other), state(1, 'in-progress')))?.merged).toBeNull();
});
