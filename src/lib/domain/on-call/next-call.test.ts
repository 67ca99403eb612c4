import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GATHER_MS, nextCall, type CallRhythm, type WaitingTicket } from './next-call.ts';

const MINUTE = 60_000;
const EVENING = 1_000 * MINUTE;
const MORNING = EVENING + 12 * 60 * MINUTE;
const every: CallRhythm = { everyMs: 30 * MINUTE, lastMs: null, nowMs: EVENING };

const waits = (
	ticket: string,
	minute: number,
	more: Partial<WaitingTicket> = {}
): WaitingTicket => ({
	ticket,
	sinceMs: EVENING + minute * MINUTE,
	opensMs: MORNING,
	calledMs: null,
	...more
});

/** The next call, in minutes of the evening. */
const next = (waiting: readonly WaitingTicket[], rhythm: Partial<CallRhythm> = {}) => {
	const call = nextCall(waiting, { ...every, ...rhythm });
	return call && [(call.atMs - EVENING) / MINUTE, ...call.tickets];
};
const called = (minute: number) => ({ calledMs: EVENING + minute * MINUTE });
const last = (minute: number) => ({ lastMs: EVENING + minute * MINUTE });
const now = (minute: number) => ({ nowMs: EVENING + minute * MINUTE });

describe('when those on call are told', () => {
	it.each<[string, ReturnType<typeof next>, ReturnType<typeof next>]>([
		['of nothing', next([]), undefined],
		['a moment after a ticket came', next([waits('a', 0)]), [1, 'a']],
		['of what came meanwhile together', next([waits('a', 0), waits('b', 0)]), [1, 'a', 'b']],
		['of two that came apart, first of one', next([waits('a', 0), waits('b', 3)]), [1, 'a']],
		['at once when it is late', next([waits('a', 0), waits('b', 3)], now(10)), [10, 'a', 'b']],
		['again after the interval', next([waits('a', 0, called(1))]), [31, 'a']],
		['of new ones five minutes after the others', next([waits('b', 2)], last(1)), [6, 'b']],
		['of what began in hours not at all', next([waits('a', 0, { opensMs: EVENING })]), undefined],
		['not when work begins before', next([waits('a', 719.5)]), undefined],
		['not of those whose hours begin before', next([waits('a', 0, called(700))]), undefined],
		['day and night where nobody works', next([waits('a', 0, { opensMs: null })]), [1, 'a']]
	])('[OC1] %s', (_what, call, expected) => {
		expect(call).toEqual(expected);
	});

	it('[OC1] no more often than every five minutes, whatever is wished', () => {
		expect(next([waits('a', 0, called(1))], { everyMs: 0, ...last(1) })).toEqual([6, 'a']);
	});
});

/** Tickets that come and are taken; hours that open and close. */
const night = fc.record({
	everyMinutes: fc.integer({ min: 0, max: 90 }),
	opensAt: fc.option(fc.integer({ min: 1, max: 600 })),
	tickets: fc.array(
		fc.record({ came: fc.integer({ min: 0, max: 600 }), taken: fc.integer({ min: 0, max: 700 }) }),
		{ maxLength: 8 }
	),
	restarts: fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 3 })
});

/** Lives through a night by asking for the next call, and gives all that were made. */
function livedThrough({
	everyMinutes,
	opensAt,
	tickets
}: typeof night extends fc.Arbitrary<infer N> ? N : never) {
	const calls: { ms: number; tickets: readonly string[] }[] = [];
	const calledMs = new Map<string, number>();
	let lastMs: number | null = null;
	for (let minute = 0; minute <= 700; minute += 1) {
		const nowMs = EVENING + minute * MINUTE;
		const waiting = tickets.flatMap(({ came, taken }, index) =>
			came <= minute && minute < taken
				? [
						waits(`t${index}`, came, {
							calledMs: calledMs.get(`t${index}`) ?? null,
							opensMs: opensAt === null ? null : EVENING + Math.max(opensAt, came) * MINUTE
						})
					]
				: []
		);
		const call = nextCall(waiting, { everyMs: everyMinutes * MINUTE, lastMs, nowMs });
		if (call === undefined || call.atMs > nowMs) continue;
		calls.push({ ms: nowMs, tickets: call.tickets });
		for (const ticket of call.tickets) calledMs.set(ticket, nowMs);
		lastMs = nowMs;
	}
	return calls;
}

describe('a night on call', () => {
	it('[OC2] never wakes anybody sooner than the interval, of what is taken, or in working hours', () => {
		fc.assert(
			fc.property(night, (plan) => {
				const calls = livedThrough(plan);
				const at = new Map<string, number>();
				let before = -Infinity;
				for (const { ms, tickets } of calls) {
					expect(ms - before).toBeGreaterThanOrEqual(5 * MINUTE);
					before = ms;
					expect(new Set(tickets).size).toBe(tickets.length);
					if (plan.opensAt !== null) expect(ms).toBeLessThan(EVENING + plan.opensAt * MINUTE);
					for (const ticket of tickets) {
						const { came, taken } = plan.tickets[Number(ticket.slice(1))] ?? { came: 0, taken: 0 };
						const minute = (ms - EVENING) / MINUTE;
						expect(minute).toBeLessThan(taken);
						expect(minute).toBeGreaterThanOrEqual(came + GATHER_MS / MINUTE);
						const gap = ms - (at.get(ticket) ?? -Infinity);
						expect(gap).toBeGreaterThanOrEqual(Math.max(5, plan.everyMinutes) * MINUTE);
						at.set(ticket, ms);
					}
				}
			})
		);
	});

	it('[OC2] tells of every ticket that waits long enough outside working hours', () => {
		fc.assert(
			fc.property(night, (plan) => {
				const told = new Set(livedThrough(plan).flatMap(({ tickets }) => tickets));
				for (const [index, { came, taken }] of plan.tickets.entries()) {
					const untilMinute = Math.min(taken, plan.opensAt ?? Infinity, 700);
					if (untilMinute - came > 6) expect(told).toContain(`t${index}`);
				}
			})
		);
	});
});
