import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Catalogue, entryKey } from '../catalogue/catalogue.ts';
import { joinCells, type Cells } from '../crdt/cells.ts';
import { lift } from '../changes/lift.ts';
import { judge } from '../judge/judge.ts';
import {
	actor,
	alice,
	at,
	bob,
	carol,
	change,
	facts,
	field,
	START_MS,
	stateOf,
	support,
	ticketRef
} from '../testing.ts';
import { NO_HISTORY, withChange } from '../sla/history.ts';
import { readFollowUps } from '../follow-ups/follow-ups.ts';
import { readTicket } from '../ticket/ticket.ts';
import { conditionTest, looked } from './conditions.ts';
import { effectOf, type Situation, type Surroundings } from './effects.ts';
import { eventOf, isAwaited, saidIn } from './events.ts';
import { rehearse } from './rehearse.ts';
import { answering, CHAIN_LIMIT, ruleBehind, rulesBehind } from './rule-author.ts';
import type { Action } from './rule-parts.decode.ts';
import type { Rule } from './rule.ts';

const HOUR_MS = 3_600_000;
const serial = {
	...{ names: {}, order: 0, archived: false, kind: 'text', options: [], teams: [], types: [] },
	required: false
};
const incident = {
	...{ names: {}, hint: {}, order: 0, archived: false, approval: false },
	keywords: [
		{ words: 'lift', weight: 60 },
		{ words: 'ERR-#', weight: 50 }
	]
};
const catalogue = new Catalogue([
	[entryKey('field', 'serial'), serial],
	[entryKey('type', 'incident'), incident]
]);
const surroundings: Surroundings = {
	catalogue,
	teams: [],
	supervisors: () => [carol],
	language: 'de',
	organisation: 'Lifts & Co',
	teamName: () => 'Service',
	personName: () => 'Bob'
};
const situation = (cells: Cells, nowMs = START_MS): Situation => ({
	...surroundings,
	nowMs,
	said: '',
	followUps: readFollowUps(cells)
});
const create = change(
	'ticket.create',
	ticketRef,
	{
		team: support,
		subject: 'The lift is stuck',
		tags: ['vip'],
		requester: { name: 'Rita', address: 'rita@example.test' }
	},
	{ at: at(0) }
);
const rule = (parts: Partial<Rule>): Rule => ({
	code: 'rule',
	names: {},
	order: 0,
	archived: false,
	on: true,
	when: { on: 'created', value: 'anybody' },
	query: '',
	actions: [{ do: 'priority', value: 'high' }],
	stop: false,
	...parts
});

const tag = fc.constantFrom('vip', 'late', 'seen');
const actions: fc.Arbitrary<Action> = fc.oneof(
	fc.record({ do: fc.constant('priority' as const), value: fc.constantFrom('low', 'urgent') }),
	fc.record({ do: fc.constant('type' as const), value: fc.constantFrom(null, 'incident') }),
	fc.record({ do: fc.constant('assignee' as const), value: fc.constantFrom(null, alice, bob) }),
	fc.record({ do: fc.constant('team' as const), value: fc.constantFrom(support, field) }),
	fc.record({ do: fc.constant('addTag' as const), value: tag }),
	fc.record({ do: fc.constant('removeTag' as const), value: tag }),
	fc.record({
		do: fc.constant('status' as const),
		value: fc.constantFrom(
			{ code: 'solved', words: 'Done' },
			{ code: 'closed', words: 'Why' },
			{ code: 'waiting', words: null },
			{ code: 'open', words: null }
		)
	}),
	fc.record({
		do: fc.constant('reply' as const),
		value: fc.constantFrom('We have {{number}}.', { en: 'We have it.', de: 'Wir haben es.' })
	}),
	fc.record({
		do: fc.constant('tell' as const),
		value: fc.constantFrom(
			{ who: 'assignee' as const, words: 'Hm {{number}}' },
			{ who: 'supervisors' as const, words: 'Hm' }
		)
	}),
	fc.record({
		do: fc.constant('sort' as const),
		value: fc.constantFrom({ field: 'type', atLeast: 60 }, {
			field: 'category',
			atLeast: 1
		} as const)
	}),
	fc.record({
		do: fc.constant('custom' as const),
		value: fc.record({ field: fc.constant('serial'), value: fc.constantFrom(null, 'AB 1') })
	}),
	fc.record({
		do: fc.constant('followUp' as const),
		value: fc.constantFrom(
			{ kind: 'remind' as const, minutes: 60, words: 'Ring', who: 'assignee' as const },
			{ kind: 'remind' as const, minutes: 90, words: '', who: bob, keep: true },
			{ kind: 'send' as const, minutes: 60, words: 'Does {{number}} run?' }
		)
	})
);

describe('what a rule does', () => {
	it('[AU10] is accepted by the judge, and nothing where it is so already', () => {
		fc.assert(
			fc.property(fc.array(actions, { maxLength: 12 }), (list) => {
				let state: Cells = stateOf(create);
				for (const [index, action] of list.entries()) {
					const ticket = readTicket(state);
					const effect = ticket && effectOf(action, ticket, situation(state));
					if (effect === undefined) continue;
					const made = change(
						effect.type,
						ticketRef,
						{ ...effect.body },
						{
							by: '~rule:a',
							at: at(10 + index)
						}
					);
					expect(judge(state, made, facts({ catalogue })), action.do).toEqual({ ok: true });
					state = joinCells(state, lift(made));
					const after = readTicket(state);
					if (made.type !== 'message.add' && after !== undefined)
						expect(effectOf(action, after, situation(state))).toBeUndefined();
				}
			})
		);
	});

	it('[AU10] leaves a ticket alone that was merged into another', () => {
		const merge = change('ticket.merge', ticketRef, { into: bob, round: 0 }, { at: at(1) });
		const ticket = readTicket(stateOf(create, merge));
		const reopen = { do: 'status', value: { code: 'open', words: null } } as const;
		expect(ticket && effectOf(reopen, ticket, situation({}))).toBeUndefined();
	});
});

describe('a rule that sorts', () => {
	const sort = (cells: Cells, atLeast: number, said = '') => {
		const ticket = readTicket(cells);
		const action = { do: 'sort', value: { field: 'type', atLeast } } as const;
		return ticket && effectOf(action, ticket, { ...situation(cells), said });
	};

	it('[AU15] sets what subject and words speak for, if they make it sure enough', () => {
		const state = stateOf(create);
		const set = (sure: number) => ({
			type: 'ticket.field',
			body: { field: 'type', value: 'incident', sure }
		});
		expect(sort(state, 60)).toEqual(set(60));
		expect(sort(state, 61)).toBeUndefined();
		expect(sort(state, 61, 'It says err-12')).toEqual(set(80));
	});

	it('[AU15] never takes the place of what is set', () => {
		const body = { field: 'type', value: 'problem' };
		const set = change('ticket.field', ticketRef, body, { at: at(1) });
		expect(sort(stateOf(create, set), 1)).toBeUndefined();
	});

	it('[AU15] alone says how sure words make it', () => {
		const body = { field: 'type', value: 'incident', sure: 60 };
		const made = change('ticket.field', ticketRef, body, { at: at(1) });
		const verdict = judge(
			stateOf(create),
			made,
			facts({ catalogue, actor: actor(alice, 'org-admin') })
		);
		expect(verdict).toMatchObject({ ok: false, reason: 'role' });
	});
});

describe('what a rule plans', () => {
	const planned = (parts: object = {}) => {
		const value = { kind: 'remind', minutes: 60, words: 'Ring {{requester}}', who: bob } as const;
		return { do: 'followUp', value: { ...value, ...parts } } as const;
	};
	const effect = (action: Action, cells: Cells, nowMs?: number) => {
		const ticket = readTicket(cells);
		return ticket && effectOf(action, ticket, situation(cells, nowMs));
	};

	it('[AU13] is a follow-up as people plan them, once while it stands', () => {
		const state = stateOf(create);
		const made = effect(planned(), state);
		expect(made).toEqual({
			type: 'ticket.add-follow-up',
			body: { kind: 'remind', at: START_MS + HOUR_MS, words: 'Ring Rita', round: 0, person: bob }
		});
		const by = { by: '~rule:a', at: at(10) };
		const add = change('ticket.add-follow-up', ticketRef, { ...made?.body }, by);
		const after = joinCells(state, lift(add));
		expect(effect(planned(), after, START_MS + 1)).toBeUndefined();
		expect(effect(planned({ words: 'Other' }), after)).toBeDefined();
		const done = change(
			'ticket.follow-up',
			ticketRef,
			{ followUp: add.id, field: 'state', value: { state: 'done', round: 0 } },
			{ at: at(20) }
		);
		expect(effect(planned(), joinCells(after, lift(done)))).toBeDefined();
	});

	it('[AU13] does not take the reminder of a colleague for its own', () => {
		const body = { kind: 'remind', at: START_MS + 5, words: 'Ring Rita', round: 0, person: bob };
		const own = change('ticket.add-follow-up', ticketRef, body, { at: at(10) });
		expect(effect(planned(), joinCells(stateOf(create), lift(own)))).toBeDefined();
	});

	it('[AU13] speaks in the words of a template, in the language of whoever asked', () => {
		const texts = { en: 'Does it run?', de: 'Läuft es, {{requester}}?' };
		const entry = { names: {}, order: 0, archived: false, team: null, texts };
		const known = new Catalogue([[entryKey('template', 'ask'), entry]]);
		const ticket = readTicket(stateOf(create));
		const said = (template: string) =>
			ticket &&
			effectOf(planned({ kind: 'send', words: '', who: undefined, template }), ticket, {
				...situation({}),
				catalogue: known
			});
		expect(said('ask')?.body).toMatchObject({ kind: 'send', words: 'Läuft es, Rita?' });
		expect(said('gone')).toBeUndefined();
	});

	it('[AU13] is nothing where nobody has the ticket, nobody asked, or it is done', () => {
		expect(effect(planned({ who: 'assignee' }), stateOf(create))).toBeUndefined();
		const alone = change(
			'ticket.create',
			ticketRef,
			{ team: support, subject: 'A' },
			{ at: at(0) }
		);
		expect(effect(planned({ kind: 'send', who: undefined }), stateOf(alone))).toBeUndefined();
		const close = { round: 0, status: 'solved', class: 'done', resolution: 'Done' };
		const closed = change('ticket.state', ticketRef, close, { at: at(1) });
		expect(effect(planned(), stateOf(create, closed))).toBeUndefined();
	});
});

describe('rules that answer to each other', () => {
	it('[AU3] end, whatever they are: none answers to what it had a part in', () => {
		const codes = ['a', 'b', 'c', 'd', 'e'];
		const answers = fc.func(fc.boolean());
		fc.assert(
			fc.property(answers, (listensTo) => {
				const queue = ['somebody'];
				let made = 0;
				for (let by = queue.pop(); by !== undefined; by = queue.pop())
					for (const code of codes) {
						const author = answering(code, by);
						if (author === undefined || !listensTo(code, by)) continue;
						expect(new Set(rulesBehind(author)).size).toBe(rulesBehind(author).length);
						expect(rulesBehind(author).length).toBeLessThanOrEqual(CHAIN_LIMIT);
						expect(ruleBehind(author)).toBe(code);
						queue.push(author);
						made += 1;
					}
				expect(made).toBeLessThanOrEqual(5 + 5 * 4 + 5 * 4 * 3);
			})
		);
	});

	it('[AU3] are known by their names, and nobody else is', () => {
		expect(rulesBehind('~service')).toEqual([]);
		expect(ruleBehind(alice)).toBeUndefined();
		expect(rulesBehind('~rule:a/b')).toEqual(['a', 'b']);
	});
});

describe('conditions', () => {
	const fits = (query: string, said = '', nowMs = 0) => {
		const service = withChange(NO_HISTORY, create);
		const ticket = looked(stateOf(create), { updatedMs: 0, said, service });
		return ticket !== undefined && conditionTest(query, surroundings, nowMs)(ticket);
	};

	it('[AU14] look for numbers where # stands in quotes, in the words a ticket was created with', () => {
		for (const said of ['See ERR-1042.', 'ERR 7', 'err1042', 'Fehler: ERR-٤٢!'])
			expect(fits('"ERR-#"', said), said).toBe(true);
		for (const said of ['ERR-X', 'ERROR-1', 'XERR-1', 'ERR-1a', '1042', ''])
			expect(fits('"ERR-#"', said), said).toBe(false);
		expect(fits('"order # of #"', 'our order 5 of 2026')).toBe(true);
		expect(fits('-"ERR-#"', 'nothing')).toBe(true);
		expect(fits('"1#1#1#1#1#1#1"', '1'.repeat(50_000))).toBe(false);
		const message = { kind: 'public' as const, text: 'It reads ERR-7.' };
		const made = change('ticket.create', ticketRef, { team: support, subject: 'x', message });
		expect(saidIn(eventOf(made))).toBe('It reads ERR-7.');
		const triage = rule({ query: '"ERR-#"' });
		const life = [{ change: made, arrivedMs: 1 }];
		expect(rehearse(triage, life, { sinceMs: 0, nowMs: 2 }, surroundings).length).toBe(1);
	});

	it('[AU1] look at the ticket, and at what was just said', () => {
		expect([fits(''), fits('tag:vip lift'), fits('-tag:vip'), fits('is:unassigned')]).toEqual([
			true,
			true,
			false,
			true
		]);
		expect([fits('smoke'), fits('smoke', 'There is smoke.')]).toEqual([false, true]);
		expect(fits('"unclosed')).toBe(false);
		expect([fits('is:late'), fits('is:late', '', Date.UTC(2100, 0))]).toEqual([false, true]);
	});
});

describe('events', () => {
	it('[AU1] are what changes tell', () => {
		const asked = change('message.add', ticketRef, { kind: 'public', text: 'a', side: 'customer' });
		const event = eventOf(asked);
		expect(event && isAwaited({ on: 'message', value: 'customer' }, event)).toBe(true);
		expect(event && isAwaited({ on: 'message', value: 'staff' }, event)).toBe(false);
		const follow = { set: 'followers', element: bob, present: true };
		expect(eventOf(change('ticket.element', ticketRef, follow))).toBeUndefined();
	});
});

describe('trying a rule', () => {
	const HOUR = HOUR_MS;
	const life = [
		{ change: create, arrivedMs: 0 },
		{
			change: change('ticket.take', ticketRef, { expected: null }, { by: bob, at: at(5 * HOUR) }),
			arrivedMs: 5 * HOUR
		}
	];
	const tried = (parts: Partial<Rule>, sinceMs = 0) =>
		rehearse(rule(parts), life, { sinceMs, nowMs: 20 * HOUR }, surroundings);

	it('[AU9] finds what it would have done, when, and to what', () => {
		expect(tried({})).toEqual([{ atMs: 0, actions: [0] }]);
		expect(tried({}, 1)).toEqual([]);
		expect(tried({ when: { on: 'changed', value: 'assignee' }, query: 'tag:vip' })).toEqual([
			{ atMs: 5 * HOUR, actions: [0] }
		]);
		expect(tried({ when: { on: 'idle', value: 3 } }).map(({ atMs }) => atMs / HOUR)).toEqual([
			3, 8
		]);
		expect(tried({ when: { on: 'idle', value: 6 } }).map(({ atMs }) => atMs / HOUR)).toEqual([11]);
		const already = [{ do: 'addTag', value: 'vip' } as const];
		expect(tried({ actions: already })).toEqual([]);
		const planned = { kind: 'remind', minutes: 60, words: '', who: bob } as const;
		const plans = [
			{ do: 'custom', value: { field: 'serial', value: 'AB 1' } },
			{ do: 'followUp', value: planned }
		] as const;
		expect(tried({ actions: plans })).toEqual([{ atMs: 0, actions: [0, 1] }]);
	});

	it('[AU9] finds each step of an escalation once for each promise', () => {
		const since = life.map((one) => ({ ...one, arrivedMs: START_MS + one.arrivedMs }));
		const span = { sinceMs: START_MS, nowMs: START_MS + 20 * HOUR };
		const step = rule({ when: { on: 'overdue', value: 2 } });
		const hits = rehearse(step, since, span, surroundings);
		// Where nothing else is promised, somebody answers within an hour.
		expect(hits.map(({ atMs }) => Math.round((atMs - START_MS) / HOUR))).toEqual([3]);
	});
});
