import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TypedChange } from '../changes/typed.ts';
import { stampMs } from '../stamp.ts';
import { at, bob, change, START_MS, support, ticketRef } from '../testing.ts';
import { ALWAYS } from './calendar.ts';
import { readClocks, type Allowed, type Clock } from './clocks.ts';
import { NO_HISTORY, serviceRecord, withChange } from './history.ts';
import { counts, isConsistent, ownTarget, rivalOf, targetFor, type Target } from './targets.ts';
import { WorkingTime } from './working-time.ts';

const MINUTE = 60_000;
const always = new WorkingTime(ALWAYS);
const allowed: Allowed = { firstResponse: 10, nextResponse: 20, resolution: 100, warnAt: 50 };
const mail = { from: { name: 'M' }, sentMs: START_MS, messageId: 'x' };

const minute = (count: number) => ({ at: at(count * MINUTE) });
const created = change(
	'ticket.create',
	ticketRef,
	{ team: support, subject: 'Lift', message: { kind: 'public', text: 'Help', mail } },
	{ by: '~mail', ...minute(0) }
);
const reply = (when: number, by: string = bob) =>
	change('message.add', ticketRef, { kind: 'public', text: 'A' }, { by, ...minute(when) });
const held = (when: number, by: string = bob) =>
	change(
		'message.add',
		ticketRef,
		{ kind: 'public', text: 'A', hold: true },
		{ by, ...minute(when) }
	);
const takeBack = (message: TypedChange, afterMs: number, retracted = true) =>
	change(
		'message.retract',
		ticketRef,
		{ message: message.id, retracted },
		{ by: bob, at: at(stampMs(message.at) - START_MS + afterMs) }
	);
const note = (when: number) =>
	change('message.add', ticketRef, { kind: 'note', text: 'A' }, minute(when));
const ask = (when: number) =>
	change(
		'message.add',
		ticketRef,
		{ kind: 'public', text: 'Q', mail },
		{ by: '~mail', ...minute(when) }
	);
const status = (when: number, code: string, round = 0) =>
	change(
		'ticket.state',
		ticketRef,
		{ round, status: code, ...(code === 'solved' && { resolution: 'x' }) },
		minute(when)
	);

function clocksOf(changes: readonly TypedChange[], now: number): Record<string, Clock> {
	const record = serviceRecord(changes.reduce(withChange, NO_HISTORY));
	if (record === null) return {};
	const clocks = readClocks(record, allowed, always, START_MS + now * MINUTE);
	return Object.fromEntries(clocks.map((clock) => [clock.name, clock]));
}
const states = (changes: readonly TypedChange[], now: number) =>
	Object.fromEntries(
		Object.entries(clocksOf(changes, now)).map(([name, clock]) => [name, clock.state])
	);

const LIVES = [
	['a new ticket', [created], 1, ['running', 'running', 'running']],
	['time is nearly up', [created], 5, ['warning', 'running', 'running']],
	['nobody answered', [created], 11, ['late', 'warning', 'running']],
	['answered in time', [created, reply(4)], 30, ['met', undefined, 'running']],
	['answered too late', [created, reply(14)], 30, ['missed', undefined, 'running']],
	['a note is no answer', [created, note(1)], 11, ['late', 'warning', 'running']],
	['nor is an automatic one', [created, reply(1, '~ack')], 11, ['late', 'warning', 'running']],
	['asked again', [created, reply(4), ask(40)], 50, ['met', 'warning', 'warning']],
	[
		'asked twice, the first counts',
		[created, reply(4), ask(40), ask(59)],
		61,
		['met', 'late', 'warning']
	],
	[
		'waiting for others',
		[created, reply(4), status(5, 'waiting')],
		500,
		['met', undefined, 'paused']
	],
	['solved in time', [created, reply(4), status(90, 'solved')], 500, ['met', undefined, 'met']],
	[
		'solved too late',
		[created, reply(4), status(101, 'solved')],
		500,
		['met', undefined, 'missed']
	],
	['solved without a word', [created, status(3, 'solved')], 500, ['met', 'met', 'met']],
	[
		'reopened, time runs on',
		[created, reply(4), status(90, 'solved'), status(400, 'open', 1)],
		411,
		['met', undefined, 'late']
	]
] as const;

describe('service level clocks', () => {
	it.each(LIVES)('[SL3, SL4] %s', (_, changes, now, [first, next, resolution]) => {
		expect(states(changes, now)).toEqual({
			firstResponse: first,
			...(next && { nextResponse: next }),
			resolution
		});
	});

	it('[SL4] take no reply for an answer that was taken back before it was out', () => {
		const first = held(4);
		expect(states([created, first], 11)).toMatchObject({ firstResponse: 'met' });
		expect(states([created, first, takeBack(first, 5_999)], 11)).toMatchObject({
			firstResponse: 'late',
			nextResponse: 'warning'
		});
		const late = states([created, first, takeBack(first, 6_000)], 11);
		expect(late).toMatchObject({ firstResponse: 'met' });
		const again = [takeBack(first, 2_000), takeBack(first, 3_000, false)];
		expect(states([created, ...again, first], 11)).toMatchObject({ firstResponse: 'met' });
	});

	it('[SL4] know who asked last after many replies', () => {
		const replies = Array.from({ length: 20 }, (_, index) => [ask(index * 2), held(index * 2 + 1)]);
		const life = [created, ...replies.flat()];
		expect(clocksOf(life, 45).nextResponse).toBeUndefined();
		const asked = clocksOf([...life, ask(41)], 45).nextResponse;
		expect(asked?.startedMs).toBe(START_MS + 41 * MINUTE);
	});

	it('[SL3] says when time will be up, and nothing while it stands still', () => {
		const paused = [created, reply(4), status(10, 'waiting'), status(60, 'open')];
		expect(clocksOf(paused, 61).resolution?.dueMs).toBe(START_MS + 150 * MINUTE);
		expect(clocksOf(paused, 61).resolution?.warnMs).toBe(START_MS + 100 * MINUTE);
		expect(clocksOf(paused.slice(0, 3), 61).resolution?.dueMs).toBeNull();
	});

	it('[SL3] passes over a write of the state that lost', () => {
		const closed = [created, status(10, 'solved'), status(20, 'waiting'), status(21, 'open')];
		expect(clocksOf(closed, 500).resolution).toMatchObject({ state: 'met', spentMs: 10 * MINUTE });
	});

	it('[SL3] lets nothing begin before the ticket, though a clock was behind that closed it', () => {
		const { phases } = serviceRecord(
			[created, status(-5, 'solved')].reduce(withChange, NO_HISTORY)
		) ?? { phases: [] };
		expect(phases).toEqual([
			['open', START_MS],
			['done', START_MS]
		]);
	});

	const undone = held(50);
	const some = fc.array(
		fc.oneof(
			fc.constantFrom(undone, takeBack(undone, 1_000), takeBack(undone, 2_000, false)),
			fc.nat(300).map((when) => reply(when)),
			fc.nat(300).map((when) => held(when)),
			fc.nat(300).map(ask),
			fc.nat(300).map((when) => status(when, 'waiting')),
			fc.nat(300).map((when) => status(when, 'open')),
			fc.nat(300).map((when) => status(when, 'solved')),
			fc.nat(300).map((when) => status(when, 'open', 1))
		),
		{ maxLength: 12 }
	);

	it('[SL5] have one history, in whatever order it arrives and however often', () => {
		fc.assert(
			fc.property(some, fc.infiniteStream(fc.nat()), (changes, dice) => {
				const all = [created, ...changes];
				const once = serviceRecord(all.reduce(withChange, NO_HISTORY));
				const mixed = [...all, ...changes]
					.map((item) => [dice.next().value, item] as const)
					.sort(([a], [b]) => a - b)
					.map(([, item]) => item);
				expect(serviceRecord(mixed.reduce(withChange, NO_HISTORY))).toEqual(once);
			}),
			{ numRuns: 500 }
		);
	});

	it('[SL6] count stretches that add up, and are due when these are used up', () => {
		fc.assert(
			fc.property(some, fc.nat(600), (changes, now) => {
				for (const clock of Object.values(clocksOf([created, ...changes], now))) {
					const sum = clock.counted.reduce((total, { from, to }) => total + (to - from), 0);
					expect(sum).toBe(clock.spentMs);
					const isOver = clock.spentMs > clock.allowedMs;
					expect(isOver).toBe(clock.state === 'late' || clock.state === 'missed');
					if (isOver) expect(clock.dueMs).toBeLessThan(START_MS + now * MINUTE);
				}
			}),
			{ numRuns: 500 }
		);
	});
});

describe('targets', () => {
	const target = (
		code: string,
		priority: string | null,
		category: string | null,
		team: typeof support | null
	): Target => ({
		code,
		names: {},
		order: 0,
		archived: false,
		priority,
		category,
		team,
		calendar: null,
		firstResponse: 1,
		nextResponse: null,
		resolution: 2,
		warnAt: 75
	});
	const inUnit = (code: string, named: Target) => ({ ...named, code, unit: 'port' });
	const own = ownTarget({
		...{ code: 'high', names: {}, order: 1, archived: false, level: 3, color: 0 },
		firstResponse: 1
	});
	const ORDER = [
		target('priority-category-team', 'high', 'lift', support),
		inUnit('priority-category-unit', target('', 'high', 'lift', null)),
		target('priority-category', 'high', 'lift', null),
		target('priority-above-team', 'high', 'building', support),
		target('priority-above', 'high', 'building', null),
		target('priority-team', 'high', null, support),
		inUnit('priority-unit', target('', 'high', null, null)),
		target('priority', 'high', null, null),
		...(own === undefined ? [] : [own]),
		target('category', null, 'lift', null),
		target('above', null, 'building', null),
		target('team', null, null, support),
		inUnit('unit', target('', null, null, null)),
		target('any', null, null, null)
	];
	const all = ORDER;
	const lift = { category: 'lift', above: 'building' };
	const served = { priority: 'high', ...lift, team: support, unit: 'port' };

	it.each(ORDER.map(({ code }, place) => [code, place] as const))(
		'[SL7] of those that fit, %s holds before all that are less specific',
		(code, place) => {
			const left = ORDER.slice(place);
			for (const targets of [left, [...left].reverse()])
				expect(targetFor(served, targets)?.code).toBe(code);
		}
	);

	const elsewhere = { team: 'x', unit: null };
	const none = { category: null, above: null };
	const FITTING = [
		['everything fits', served, 'priority-category-team'],
		['another team of the unit', { ...served, team: 'x' }, 'priority-category-unit'],
		['another team', { ...served, ...elsewhere }, 'priority-category'],
		['a part of the same category', { ...served, category: 'x' }, 'priority-above-team'],
		['that of another team', { ...served, category: 'x', team: 'x' }, 'priority-above'],
		['another category', { ...served, category: 'x', above: null }, 'priority-team'],
		['no category', { ...served, ...none }, 'priority-team'],
		['no category in the unit', { ...served, ...none, team: 'x' }, 'priority-unit'],
		['no category elsewhere', { ...served, ...none, ...elsewhere }, 'priority'],
		['another priority', { ...served, priority: 'low' }, 'category'],
		['a part of it and another priority', { ...served, priority: 'low', category: 'x' }, 'above'],
		['the team alone', { ...served, priority: 'low', ...none }, 'team'],
		['the unit alone', { ...served, priority: 'low', ...none, team: 'x' }, 'unit'],
		['nothing', { priority: 'low', ...none, ...elsewhere }, 'any']
	] as const;

	it.each(FITTING)('[SL7] the most specific holds: %s', (_, what, expected) => {
		for (const targets of [all, [...all].reverse()])
			expect(targetFor(what, targets)?.code).toBe(expected);
	});

	const placed = (code: string, order: number) => ({ ...target(code, 'high', null, null), order });

	it('[SL7] of those that are equal, the first in their order', () => {
		const equal = [placed('b', 10), placed('a', 20), placed('c', 10)];
		for (const targets of [equal, equal.toReversed()])
			expect(targetFor(served, targets)?.code).toBe('b');
	});

	it('[SL7] names another that is for the very same tickets, and which of the two counts', () => {
		const [older, newer] = [placed('b', 10), inUnit('a', placed('', 20))];
		const all = [older, newer, { ...older, code: 'gone', archived: true }, placed('c', 30)];
		expect(rivalOf(newer, all)).toBeUndefined();
		expect(rivalOf(older, all)?.code).toBe('c');
		expect(rivalOf(placed('c', 30), all)).toBe(older);
		expect(rivalOf({ ...older, archived: true }, all)).toBeUndefined();
		expect([counts(older, placed('c', 30)), counts(placed('c', 30), older)]).toEqual([true, false]);
	});

	it('[SL7] a priority promises by itself where no target names it', () => {
		const others = ORDER.filter(({ priority, isOwn }) => priority === null || isOwn === true);
		expect(targetFor(served, others)).toBe(own);
		expect(targetFor({ ...served, priority: 'low' }, others)?.code).toBe('category');
		const nothing = { code: 'low', names: {}, order: 1, archived: false, level: 1, color: 0 };
		expect(ownTarget(nothing)).toBeUndefined();
	});

	it('[SL7] passes over archived ones, and may find none', () => {
		expect(
			targetFor(
				served,
				all.filter(({ isOwn }) => isOwn !== true).map((one) => ({ ...one, archived: true }))
			)
		).toBeUndefined();
	});

	it('[SL8] promise a response before the solution', () => {
		expect(isConsistent({ firstResponse: 720, resolution: 240 })).toBe(false);
		expect(isConsistent({ firstResponse: 240, resolution: 240 })).toBe(true);
		expect(isConsistent({ firstResponse: 240, resolution: null })).toBe(true);
	});
});
