import { expect, it } from 'vitest';
import { ACCEPTED, refused, type Verdict } from '#lib/domain/judge/verdict.ts';
import { entityRef } from '#lib/domain/ids.ts';
import { testId } from '#lib/domain/testing.ts';
import type { ChangeResult, PlannedChange } from '#lib/session/desk/views.ts';
import { outcomeOf } from './outcome.ts';

const [one, other] = [1, 2].map((index) => entityRef('ticket', testId(1, index)));
const plan = (target = one): PlannedChange => ({
	type: 'ticket.field',
	target: target ?? entityRef('ticket', testId(1, 3)),
	body: { field: 'assignee', value: null }
});
const result = (verdict: Verdict) => ({ id: 'c', verdict }) as unknown as ChangeResult;
const problemOf = (ticket: string, { reason }: { reason: string }) => ({
	name: ticket,
	subject: '',
	why: reason
});

it('counts tickets, of each of which several things may be changed or refused', () => {
	const planned = [plan(one), plan(one), plan(other), plan(other)];
	const results = [ACCEPTED, ACCEPTED, refused('role'), refused('taken')].map(result);
	const { done, tickets, problems } = outcomeOf(planned, results, problemOf);
	expect([done.length, tickets]).toEqual([2, 1]);
	expect(problems).toEqual([{ name: other, subject: '', why: 'role' }]);
});

it('tells of what was made before somebody ended it, and of nothing else', () => {
	const made = outcomeOf([plan(one), plan(other)], [result(ACCEPTED)], problemOf);
	expect(made).toMatchObject({ tickets: 1, problems: [] });
});
