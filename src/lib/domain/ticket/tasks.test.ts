import { expect, it } from 'vitest';
import { change, stateOf, support, testId, ticketRef } from '../testing.ts';
import { readLink } from './links.ts';
import { countTasks, readTasks } from './tasks.ts';

const other = testId(2, 9);
const create = change('ticket.create', ticketRef, { team: support, subject: 'Lift' });
const task = change('ticket.add-task', ticketRef, { title: 'Order the belt', order: 2 });
const ofTask = (name: string, value: string | number | boolean | null) =>
	change('ticket.task', ticketRef, { task: task.id, field: name, value });

it('[TK17] sub-tasks are read in their places', () => {
	const second = change('ticket.add-task', ticketRef, { title: 'Fit it', order: 1, estimate: 30 });
	const cells = stateOf(create, task, second, ofTask('blocked', 'No belt'));
	expect(readTasks(cells).map(({ title }) => title)).toEqual(['Fit it', 'Order the belt']);
	const moved = stateOf(create, task, second, ofTask('order', 0.5), ofTask('spent', 5));
	expect(readTasks(moved)[0]).toMatchObject({ title: 'Order the belt', spent: 5, blocked: null });
	expect(readTasks(stateOf(create, task, ofTask('removed', true)))).toEqual([]);
});

it('[TK18] a link says how and to what', () => {
	expect(readLink(`part-of:${other}`)).toEqual({ kind: 'part-of', ticket: other });
	for (const wrong of ['', other, `part-of:${other}:x`, `PART-OF:${other}`, 'relates:x'])
		expect(readLink(wrong)).toBeUndefined();
});

it('[TK17] sub-tasks are counted, and none are nothing', () => {
	expect(countTasks([])).toBeNull();
	expect(countTasks(readTasks(stateOf(create, task, ofTask('done', true))))).toEqual({
		all: 1,
		done: 1
	});
});
