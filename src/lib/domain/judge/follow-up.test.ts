import { describe, expect, it } from 'vitest';
import type { TypedChange } from '../changes/typed.ts';
import { readFollowUp } from '../follow-ups/follow-ups.ts';
import type { Json } from '../json.ts';
import {
	actor,
	alice,
	at,
	bob,
	carol,
	change,
	facts,
	START_MS,
	stateOf,
	stranger,
	support,
	ticketRef
} from '../testing.ts';
import type { Facts } from './checks.ts';
import { judge } from './judge.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
type More = NonNullable<Parameters<typeof change>[3]>;

const create = change(
	'ticket.create',
	ticketRef,
	{ team: support, subject: 'Lift' },
	{ at: at(0) }
);
const plan = (body: { [key: string]: Json } = {}, more: More = {}) =>
	change(
		'ticket.add-follow-up',
		ticketRef,
		{ at: START_MS + HOUR, kind: 'remind', words: 'Ring', round: 0, person: alice, ...body },
		{ at: at(10), ...more }
	);
const message = (body: { [key: string]: Json } = {}, more: More = {}) =>
	change(
		'ticket.add-follow-up',
		ticketRef,
		{ at: START_MS + HOUR, kind: 'send', words: 'Does it run?', round: 0, ...body },
		{ at: at(11), ...more }
	);
const set = (of: TypedChange, field: string, value: Json, more: More = {}) =>
	change('ticket.follow-up', ticketRef, { followUp: of.id, field, value }, more);
const stands = (of: TypedChange, state: string, more: More = {}) =>
	set(of, 'state', { state, round: 0 }, more);
const status = (round: number, code: string, statusClass: string, ms: number) =>
	change(
		'ticket.state',
		ticketRef,
		{ round, status: code, class: statusClass, resolution: 'Done' },
		{ at: at(ms) }
	);

const agent: Partial<Facts> = { actor: actor(alice, 'agent') };
const reasonOf = (last: TypedChange, before: readonly TypedChange[], more = agent) => {
	const verdict = judge(stateOf(create, ...before), last, facts(more));
	return verdict.ok ? 'ok' : verdict.reason;
};

describe('what may be planned', () => {
	const years = 731 * DAY;
	it.each<[string, TypedChange, string]>([
		['a reminder for oneself', plan(), 'ok'],
		['one for a colleague', plan({ person: bob }), 'ok'],
		['one for nobody known', plan({ person: stranger }), 'unknown-person'],
		['one without words', plan({ words: '' }), 'ok'],
		['a message', message(), 'ok'],
		['a message without words', message({ words: ' ' }), 'malformed'],
		['a message to a colleague', message({ person: bob }), 'malformed'],
		['something for the past', plan({ at: START_MS }), 'wrong-time'],
		['something for the moment itself', plan({ at: START_MS + 10 }), 'wrong-time'],
		['something in two years', plan({ at: START_MS + years }), 'ok'],
		['something after that', plan({ at: START_MS + years + 1_000 }), 'wrong-time'],
		['something for a round to come', plan({ round: 1 }), 'unknown-round']
	])('[FU1] %s', (_title, planned, expected) => {
		expect(reasonOf(planned, [])).toBe(expected);
	});

	it('[FU1] is said by those who may edit the ticket, and messages by people or their rules', () => {
		expect(reasonOf(plan(), [], { actor: actor(bob, 'requester') })).toBe('role');
		const outside = actor(bob, 'agent', { teams: new Set() });
		expect(reasonOf(plan(), [], { actor: outside })).toBe('not-your-ticket');
		expect(reasonOf(plan(), [], { actor: undefined })).toBe('ok');
		expect(reasonOf(message(), [], { actor: undefined })).toBe('role');
		expect(reasonOf(message({}, { by: '~rule:a' }), [], { actor: undefined })).toBe('ok');
	});

	it('[FU1] counts from the clock of whoever plans, however late it comes', () => {
		expect(reasonOf(plan(), [], { ...agent, nowMs: START_MS + 5 * DAY })).toBe('ok');
	});

	it('[FU2] is at most twenty of a ticket at a time, and not what is done with', () => {
		const many = Array.from({ length: 20 }, () => plan({}, {}));
		expect(reasonOf(plan(), many)).toBe('full');
		const [first] = many;
		if (first)
			expect(reasonOf(plan(), [...many, stands(first, 'done', { at: at(50) })])).toBe('ok');
	});

	it('[FU2] is counted once, whatever was changed of it, and what stands makes room for itself', () => {
		const over = Array.from({ length: 70 }, () => plan({}, {}));
		const changed = over.flatMap((each) => [set(each, 'words', 'x'), stands(each, 'cancelled')]);
		expect(reasonOf(plan(), [...over, ...changed])).toBe('ok');
		const [first = plan(), ...others] = Array.from({ length: 20 }, () => plan({}, {}));
		const due = stands(first, 'due', { at: at(2 * HOUR), by: '~follow-up:' });
		const later = set(first, 'at', START_MS + 5 * HOUR, { at: at(3 * HOUR) });
		const again = stands(first, 'open', { at: at(4 * HOUR) });
		expect(reasonOf(again, [first, ...others, due, later])).toBe('ok');
	});

	it('[FU3] is nothing on a ticket that is done, but for what came before', () => {
		const done = status(0, 'solved', 'done', 100);
		expect(reasonOf(plan({}, { at: at(101) }), [done])).toBe('finished');
		expect(reasonOf(plan({}, { at: at(99) }), [done])).toBe('ok');
	});
});

describe('what becomes of it', () => {
	const reminder = plan();
	const sent = message();
	const due = stands(reminder, 'due', { at: at(2 * HOUR), by: '~follow-up:' });
	const out = stands(sent, 'done', { at: at(2 * HOUR), by: '~follow-up:' });
	const late = { at: at(3 * HOUR) };

	it.each<[string, TypedChange, readonly TypedChange[], string]>([
		['a reminder is moved', set(reminder, 'at', START_MS + 2 * HOUR), [reminder], 'ok'],
		['to the past', set(reminder, 'at', START_MS), [reminder], 'wrong-time'],
		['given to somebody', set(reminder, 'person', bob), [reminder], 'ok'],
		['given to nobody known', set(reminder, 'person', stranger), [reminder], 'unknown-person'],
		['a message is given to somebody', set(sent, 'person', bob), [sent], 'malformed'],
		['its words change', set(sent, 'words', 'Still?'), [sent], 'ok'],
		['its words go', set(sent, 'words', ''), [sent], 'malformed'],
		['what is not there', set(reminder, 'keep', true), [], 'unknown-follow-up'],
		['a reminder is done', stands(reminder, 'done'), [reminder], 'ok'],
		['a message is said to be sent', stands(sent, 'done'), [sent], 'role'],
		['a message is cancelled', stands(sent, 'cancelled'), [sent], 'ok'],
		[
			'a message is cancelled that is out',
			stands(sent, 'cancelled', late),
			[sent, out],
			'went-out'
		],
		['is written anew when out', set(sent, 'words', 'No', late), [sent, out], 'went-out'],
		['a reply is made up', stands(reminder, 'replied'), [reminder], 'role'],
		['it is said to be due too early', stands(reminder, 'due'), [reminder], 'role'],
		['it is due again, by an undo', stands(reminder, 'due', late), [reminder, due], 'ok'],
		[
			'it is open though its time has passed',
			stands(reminder, 'open', late),
			[due],
			'unknown-follow-up'
		]
	])('[FU4] %s', (_title, last, before, expected) => {
		expect(reasonOf(last, before)).toBe(expected);
	});

	it('[FU4] what was due is open again at a later time, and only then', () => {
		const before = [reminder, due];
		expect(reasonOf(stands(reminder, 'open', late), before)).toBe('wrong-time');
		const moved = set(reminder, 'at', START_MS + 5 * HOUR, { at: at(3 * HOUR) });
		const cells = stateOf(create, ...before, moved);
		expect(readFollowUp(cells, reminder.id)).toMatchObject({ state: 'open' });
		expect(reasonOf(stands(reminder, 'open', { at: at(3 * HOUR + 1) }), [...before, moved])).toBe(
			'ok'
		);
	});

	it('[FU3] ends with the ticket, by whatever way, and does not come back with it', () => {
		const ends: TypedChange[] = [
			status(0, 'solved', 'done', 100),
			status(0, 'closed', 'done', 100),
			change('ticket.merge', ticketRef, { into: carol, round: 0 }, { at: at(100) }),
			change('ticket.approve', ticketRef, { round: 0, proposed: 'a' }, { at: at(100) })
		];
		for (const end of ends) {
			const state = (...more: TypedChange[]) =>
				readFollowUp(stateOf(create, reminder, end, ...more), reminder.id)?.state;
			expect(state(), end.type).toBe('ended');
			const again = status(1, 'open', 'open', 200);
			expect(state(again), end.type).toBe('ended');
			const anew = set(reminder, 'state', { state: 'open', round: 1 }, { at: at(300) });
			expect(state(again, anew), end.type).toBe('open');
		}
	});
});
