import { expect, it } from 'vitest';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { alice, at, bob, carol, change, field, stateOf, testId, ticketRef } from '../testing.ts';
import {
	agent,
	create,
	edit,
	element,
	lead,
	state,
	take,
	ticket,
	ticketIn,
	transfer,
	verdict,
	verdicts,
	type Attempt,
	type Twin
} from './testing.ts';

const task = change('ticket.add-task', ticketRef, { title: 'Order the belt', order: 1 });
const ofTask = (name: string, value: string | boolean) =>
	change('ticket.task', ticketRef, { task: task.id, field: name, value });
const done = stateOf(create, state(0, 'solved', { resolution: 'Fixed' }));
const open = stateOf(create, state(0, 'solved', { resolution: 'Fixed' }), state(1, 'open'));
const withTask = stateOf(create, task, ofTask('done', true));
const doneTask = stateOf(
	create,
	task,
	ofTask('done', true),
	state(0, 'solved', { resolution: 'Fixed' })
);

/** What is refused of a ticket that is done, and the state in which it is not. */
const WORK: readonly (readonly [string, Attempt['change'], Attempt['state'], Attempt['state']])[] =
	[
		['a field', edit('priority', 'high'), open, done],
		['its type', edit('type', 'problem'), open, done],
		['whoever has it', edit('assignee', bob), open, done],
		['who works on it', element('collaborators', bob), open, done],
		['taking', take(null), open, done],
		['a new sub-task', task, open, done],
		['a sub-task', ofTask('title', 'x'), withTask, doneTask]
	];

it.each(WORK)('[TK22] what is done stays as it is: %s', (_, made, reopened, finished) => {
	const passes = { state: reopened, change: made };
	const fails = { state: finished, change: later(made) };
	expect(verdicts(passes, fails)).toEqual(['accepted', 'finished']);
	expect(verdict({ ...fails, as: undefined }), 'a rule').toBe('finished');
});

/** The same, made after everything else here. */
function later<T extends Attempt['change']>(made: T): T {
	return { ...made, at: at(1_000_000) };
}

it.each([
	['words', change('message.add', ticketRef, { kind: 'note', text: 'Well done' })],
	['tags', element('tags', 'belt')],
	['its team', transfer(field)],
	['followers', element('followers', bob)],
	['its end, anew', state(0, 'cancelled', { reason: 'Twice' })],
	['a reopening', state(1, 'open')]
])('[TK22] and this goes on: %s', (_, made) => {
	expect(verdict({ state: done, change: made })).toBe('accepted');
});

it('[TK22] what was done before the end counts however late it arrives', () => {
	const early = { ...edit('priority', 'high'), at: at(-5) };
	expect(verdict({ state: done, change: early })).toBe('accepted');
});

it('[TK22, TK15] unless the ticket would owe something again', () => {
	const early = at(-5);
	expect(verdict({ state: done, change: { ...task, at: early } })).toBe('finished');
	expect(verdict({ state: doneTask, change: { ...ofTask('done', false), at: early } })).toBe(
		'finished'
	);
	expect(verdict({ state: done, change: { ...edit('type', 'problem'), at: early } })).toBe(
		'finished'
	);
	const filled = { facts: boxes(false), state: done };
	const box = (value: boolean | null) =>
		change('ticket.custom', ticketRef, { field: 'box', value }, { at: early });
	expect(verdict({ ...filled, change: box(true) })).toBe('accepted');
	expect(verdict({ ...filled, change: box(null) })).toBe('finished');
});

/** The organisation has defined a box to tick. */
function boxes(required: boolean) {
	const box = { names: { en: 'Box' }, order: 1, archived: false, kind: 'checkbox', required };
	const value = { ...box, options: [], teams: [], types: [] };
	return { catalogue: new Catalogue([[entryKey('field', 'box'), value]]) };
}

it('[TK15] a box that must be ticked is not filled in before it is', () => {
	const solve = state(0, 'solved', { resolution: 'Fixed' });
	const ticked = (value: boolean) =>
		stateOf(create, change('ticket.custom', ticketRef, { field: 'box', value }));
	const facts = boxes(true);
	expect(
		verdicts(
			{ state: ticked(true), change: solve, facts },
			{ state: ticked(false), change: solve, facts }
		)
	).toEqual(['accepted', 'needs-field']);
});

const helping = [ticketIn({ assignee: bob }), element('collaborators', alice)];
const helped = stateOf(...helping);
const mine = stateOf(ticketIn({ assignee: alice }), element('collaborators', bob));
const free = stateOf(create, element('collaborators', alice));
const other = testId(2, 9);
const near = { ticket: () => ({ team: agentTeam(), people: new Set<typeof bob>(), merged: null }) };

function agentTeam() {
	const [team] = agent.teams;
	if (team === undefined) throw new Error('The agent is in no team.');
	return team;
}

const TWINS: readonly Twin[] = [
	[
		'the status',
		{ state: mine, change: state(0, 'waiting') },
		'primary-only',
		{ state: helped, change: state(0, 'waiting') }
	],
	[
		'the end',
		{ state: helped, change: state(0, 'solved', { resolution: 'x' }), as: lead },
		'primary-only',
		{ state: helped, change: state(0, 'solved', { resolution: 'x' }) }
	],
	[
		'who else works on it',
		{ state: mine, change: element('collaborators', carol) },
		'primary-only',
		{ state: helped, change: element('collaborators', carol) }
	],
	[
		'who else leaves it',
		{ state: helped, change: element('collaborators', alice, false) },
		'primary-only',
		{ state: helped, change: element('collaborators', carol, false) }
	],
	[
		'until it is theirs',
		{ state: stateOf(...helping, take(bob)), change: state(0, 'waiting') },
		'primary-only',
		{ state: helped, change: state(0, 'waiting') }
	],
	[
		'while somebody has it',
		{ state: free, change: state(0, 'waiting') },
		'primary-only',
		{ state: helped, change: state(0, 'in-progress') }
	],
	[
		'merging, which ends it',
		{
			state: mine,
			change: change('ticket.merge', ticketRef, { into: other, round: 0 }),
			facts: near
		},
		'primary-only',
		{
			state: helped,
			change: change('ticket.merge', ticketRef, { into: other, round: 0 }),
			facts: near
		}
	]
];

it.each(TWINS)('[TK23] whoever helps does not decide: %s', (_, passes, reason, fails) => {
	expect(verdicts(passes, fails)).toEqual(['accepted', reason]);
});

it('[TK23] whoever helps takes it, leaves it, or works on it', () => {
	expect(verdict({ state: helped, change: take(bob) })).toBe('accepted');
	expect(verdict({ state: helped, change: element('collaborators', alice, false) })).toBe(
		'accepted'
	);
	expect(verdict({ state: helped, change: edit('priority', 'high') })).toBe('accepted');
	expect(
		verdict({ state: stateOf(ticketIn({ assignee: bob })), change: state(0, 'waiting') })
	).toBe('accepted');
});

it('[TK13] rules approve nothing', () => {
	const approvable = stateOf(ticketIn({ approval: true }));
	const solve = state(0, 'solved', { resolution: 'x' });
	expect(
		verdicts(
			{ state: ticket, change: solve, as: undefined },
			{ state: approvable, change: solve, as: undefined }
		)
	).toEqual(['accepted', 'needs-approval']);
});

it('[TK20] a type that asks for approval does so whenever a ticket gets it', () => {
	const solve = state(0, 'solved', { resolution: 'x' });
	const passes = { state: stateOf(create, edit('type', 'incident')), change: solve };
	const fails = { state: stateOf(create, edit('type', 'change')), change: solve };
	expect(verdicts(passes, fails)).toEqual(['accepted', 'needs-approval']);
	expect(verdict({ ...fails, as: lead })).toBe('accepted');
});

it('[TK15, TK19] merging ends a ticket too, and leaves no work behind', () => {
	const merge = change('ticket.merge', ticketRef, { into: other, round: 0 });
	const passes = { state: withTask, change: merge, facts: near };
	expect(verdicts(passes, { ...passes, state: stateOf(create, task) })).toEqual([
		'accepted',
		'open-tasks'
	]);
	expect(verdict({ ...passes, state: stateOf(ticketIn({ approval: true })) })).toBe(
		'needs-approval'
	);
});
