import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TypedChange } from '../changes/typed.ts';
import { cellsBefore, inverse } from '../changes/inverse.ts';
import type { Json } from '../json.ts';
import { stampMs } from '../stamp.ts';
import { alice, at, bob, carol, change, START_MS, stateOf, support } from '../testing.ts';
import { testId, ticketRef } from '../testing.ts';
import { readTicket } from '../ticket/ticket.ts';
import { byPlace, placeAt, timeOnSite } from './time-on-site.ts';
import { readVisit, readVisits } from './visits.ts';

const create = change('ticket.create', ticketRef, { team: support, subject: 'Lift' });
const hour = 3_600_000;
const window = { from: START_MS, to: START_MS + hour };
const plan = change('ticket.add-visit', ticketRef, { window, technician: bob, address: 'Quay 1' });
type More = NonNullable<Parameters<typeof change>[3]>;
const set = (field: string, value: Json, more: More = {}) =>
	change('ticket.visit', ticketRef, { visit: plan.id, field, value }, more);
const item = (list: string, name: string, value: Json, more: More = {}) =>
	change('ticket.visit-item', ticketRef, { visit: plan.id, list, item: name, value }, more);
const press = (kind: string, ms: number) =>
	item('clock', testId(6, Math.round(ms / 1000)), { kind }, { at: at(ms), by: bob });
const visitOf = (...changes: TypedChange[]) =>
	readVisit(stateOf(create, plan, ...changes), plan.id);

/** What a dispatcher and a technician may do who do not hear of each other. */
const WORK = [
	set('window', { from: START_MS + hour, to: START_MS + 3 * hour }),
	set('technician', carol),
	set('order', 5),
	set('removed', true),
	set('state', { state: 'on-site' }, { by: bob }),
	set('state', { state: 'could-not', reason: 'Locked' }, { by: bob }),
	set('signed', { name: 'R', message: null }, { by: bob }),
	item('checks', 'lift.belt', true, { by: bob }),
	item('parts', testId(5, 1), { code: null, name: 'Belt', quantity: 2 }, { by: bob }),
	item('photos', testId(5, 2), true, { by: bob }),
	press('start', 1_000),
	press('stop', 61_000)
];

describe('visits', () => {
	it('[VI1] whatever planner and technician do apart, both are kept, in any order of arrival', () => {
		const apart = fc.tuple(fc.subarray(WORK), fc.infiniteStream(fc.nat()));
		fc.assert(
			fc.property(apart, ([changes, order]) => {
				const shuffled = changes.toSorted(() => ((order.next().value ?? 0) % 3) - 1);
				const [one, other] = [visitOf(...changes), visitOf(...shuffled, ...changes)];
				expect(other).toEqual(one);
				for (const { type, body } of changes) {
					if (type !== 'ticket.visit-item' || one === undefined) continue;
					const list = one[body.list];
					const ids = Array.isArray(list) ? list.map(({ id }) => id) : [...list];
					expect(ids).toContain(body.item);
				}
			})
		);
		const all = visitOf(...WORK);
		expect(all).toMatchObject({
			technician: carol,
			order: 5,
			state: 'could-not',
			reason: 'Locked'
		});
		expect(all?.window.from).toBe(START_MS + hour);
	});

	it('[VI4] whoever was given it follows the ticket, before and after', () => {
		const ticket = readTicket(stateOf(create, plan, set('technician', carol)));
		expect(ticket?.followers).toEqual([bob, carol]);
		expect(ticket?.visits).toMatchObject([{ id: plan.id, technician: carol, state: 'planned' }]);
		expect(readTicket(stateOf(create, plan, set('technician', null)))?.followers).toEqual([bob]);
	});

	it('[VI6] what was not worked on goes, what was stays', () => {
		const removed = set('removed', true);
		expect(visitOf(removed)).toBeUndefined();
		expect(readVisits(stateOf(create, plan, removed))).toEqual([]);
		for (const work of WORK.filter(({ by }) => by === bob))
			expect(visitOf(removed, work)).toBeDefined();
		expect(visitOf(removed, set('removed', false))).toBeDefined();
	});

	it('[CH7] what is done to a visit can be taken back', () => {
		const before = stateOf(create, plan, press('start', 5_000));
		for (const done of [...WORK, item('clock', testId(6, 5), null, { at: at(9_000), by: bob })]) {
			const back = inverse(done, cellsBefore(done, before));
			const undone =
				back && change(back.type, back.target, back.body as Json, { at: at(1e6), by: done.by });
			const clean = readVisit(before, plan.id);
			const after =
				undone &&
				readVisit(
					{ ...before, ...stateOf(create, plan, press('start', 5_000), done, undone) },
					plan.id
				);
			expect(after, JSON.stringify(done.body)).toEqual(clean);
		}
		const gone = inverse(plan, {});
		expect(gone?.body).toEqual({ visit: plan.id, field: 'removed', value: true });
	});
});

describe('time on site', () => {
	const spent = (...presses: TypedChange[]) => timeOnSite(visitOf(...presses)?.clock ?? []);

	it('[VI5] lies between starts and stops, by their stamps', () => {
		const day = [press('start', 0), press('stop', hour), press('start', 2 * hour)];
		expect(spent(...day.toReversed())).toEqual({
			spentMs: hour,
			runningSinceMs: START_MS + 2 * hour
		});
		expect(spent()).toEqual({ spentMs: 0, runningSinceMs: null });
	});

	it('[VI5] counts a second start or stop as nothing', () => {
		const twice = [press('start', 0), press('start', 60_000), press('stop', hour)];
		expect(spent(...twice, press('stop', 2 * hour), press('stop', 3 * hour)).spentMs).toBe(hour);
		expect(spent(press('stop', 5)).spentMs).toBe(0);
	});

	it('[VI5] keeps the moment of a press that is given back', () => {
		const start = press('start', 7_000);
		const before = stateOf(create, plan, start);
		const taken = item('clock', start.body.item, null, { at: at(8_000) });
		const back = inverse(taken, cellsBefore(taken, before));
		expect(back?.body).toMatchObject({ value: { kind: 'start', ms: stampMs(start.at) } });
	});
});

describe('the order of a day', () => {
	const at9 = { id: 'a', window: { from: 9, to: 10 }, order: null };
	const at11 = { id: 'b', window: { from: 11, to: 12 }, order: null };

	it('[VI7] is that of the windows, but for what was put elsewhere', () => {
		const first = { id: 'c', window: { from: 14, to: 15 }, order: placeAt([at9, at11], 1) };
		expect([at11, first, at9].sort(byPlace).map(({ id }) => id)).toEqual(['a', 'c', 'b']);
		expect(placeAt([at9], 0)).toBeLessThan(9);
		expect(placeAt([at9], 1)).toBeGreaterThan(9);
		expect(placeAt([], 0)).toBeLessThan(0);
	});
});

it('[VI1] nobody is needed to read a visit that is half there', () => {
	const cells = stateOf(create, set('address', 'Quay 2', { by: alice }));
	expect(readVisits(cells)).toEqual([]);
});
