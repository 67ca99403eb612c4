import { describe, expect, it } from 'vitest';
import type { Cells } from '../crdt/cells.ts';
import type { Json } from '../json.ts';
import type { Role } from '../policy/roles.ts';
import { actor, alice, bob, change, facts, START_MS, stateOf, stranger } from '../testing.ts';
import { support, testId, ticketRef } from '../testing.ts';
import { judge } from './judge.ts';

const create = change('ticket.create', ticketRef, { team: support, subject: 'Lift' });
const window = { from: START_MS, to: START_MS + 60_000 };
const plan = change('ticket.add-visit', ticketRef, { window, technician: bob });
const planned = stateOf(create, plan);
const set = (field: string, value: Json, visit: string = plan.id) =>
	change('ticket.visit', ticketRef, { visit, field, value }, { by: bob });
const item = (list: string, name: string, value: Json) =>
	change('ticket.visit-item', ticketRef, { visit: plan.id, list, item: name, value }, { by: bob });

const verdict = (state: Cells, made: ReturnType<typeof change>, role: Role = 'agent') => {
	const who = actor(role === 'field-agent' ? bob : alice, role);
	const said = judge(state, made, facts({ actor: who }));
	return said.ok ? 'accepted' : said.reason;
};

describe('visits are judged', () => {
	it('[VI2] plans are for those who assign, work is for whoever is on the ticket', () => {
		expect(verdict(stateOf(create), plan)).toBe('accepted');
		expect(verdict(stateOf(create), plan, 'field-agent')).toBe('not-your-ticket');
		expect(verdict(planned, plan, 'field-agent')).toBe('role');
		for (const change of [set('window', window), set('technician', null), set('removed', true)]) {
			expect(verdict(planned, change)).toBe('accepted');
			expect(verdict(planned, change, 'field-agent')).toBe('role');
		}
		const work = [
			set('state', { state: 'on-the-way' }),
			set('order', 4),
			set('address', 'Quay 2'),
			set('signed', { name: 'R', message: null }),
			item('checks', 'lift.belt', true),
			item('clock', testId(6, 1), { kind: 'start' })
		];
		for (const change of work) {
			expect(verdict(planned, change, 'field-agent')).toBe('accepted');
			expect(verdict(stateOf(create), change, 'field-agent')).toBe('not-your-ticket');
			expect(verdict(planned, change, 'requester')).toBe('role');
		}
	});

	it('[VI2] whoever had it goes on being heard after somebody else got it', () => {
		const moved = stateOf(create, plan, set('technician', alice));
		expect(verdict(moved, set('state', { state: 'done' }), 'field-agent')).toBe('accepted');
	});

	it('[VI3] it ends after it begins, and says why it could not be done', () => {
		const backwards = { from: START_MS, to: START_MS };
		expect(verdict(planned, set('window', backwards))).toBe('wrong-window');
		const bad = change('ticket.add-visit', ticketRef, { window: backwards, technician: null });
		expect(verdict(planned, bad)).toBe('wrong-window');
		expect(verdict(planned, set('state', { state: 'could-not' }))).toBe('needs-reason');
		const reasoned = set('state', { state: 'could-not', reason: 'Locked' });
		expect(verdict(planned, reasoned)).toBe('accepted');
	});

	it('[VI8] of a visit that is there, by people who are known, within bounds', () => {
		expect(verdict(planned, set('order', 1, testId(5, 9)))).toBe('unknown-visit');
		expect(verdict(stateOf(create), item('checks', 'a.b', true))).toBe('unknown-visit');
		expect(verdict(planned, set('technician', stranger))).toBe('unknown-person');
		const many = Object.fromEntries(
			Array.from({ length: 2_000 }, (_, index) => [
				`v/${plan.id}/checks/a.b${index}`,
				[true, plan.at]
			])
		) as unknown as Cells;
		const full = { ...planned, ...many };
		expect(verdict(full, item('checks', 'a.new', true))).toBe('full');
		expect(verdict(full, item('checks', 'a.b7', false))).toBe('accepted');
		expect(verdict(full, plan)).toBe('full');
	});

	it('[VI5] nobody was there at a time that is still to come', () => {
		const started = (ms: number) => item('clock', testId(6, 1), { kind: 'start', ms });
		expect(verdict(planned, started(START_MS + 60_000))).toBe('accepted');
		expect(verdict(planned, started(START_MS + 60_001))).toBe('malformed');
	});
});
