import { expect, it } from 'vitest';
import { alice, bob, change, stateOf, support, testId, ticketRef } from '../testing.ts';
import { readLink } from './links.ts';
import { countTasks, moveTask, readTasks, type Task } from './tasks.ts';
import { readTicket } from './ticket.ts';

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

it('[TK17] lists know who is to do what is open, and whoever is given something follows the ticket', () => {
	const theirs = change('ticket.add-task', ticketRef, { title: 'Fit it', order: 1, assignee: bob });
	const cells = stateOf(create, task, theirs, ofTask('assignee', alice));
	expect(countTasks(readTasks(cells))).toEqual({ all: 2, done: 0, people: [alice, bob].sort() });
	expect(readTicket(cells)?.followers).toEqual([alice, bob].sort());
	const given = stateOf(create, task, theirs, ofTask('assignee', alice), ofTask('assignee', null));
	expect(countTasks(readTasks(given))).toEqual({ all: 2, done: 0, people: [bob] });
	expect(readTicket(given)?.followers).toEqual([alice, bob].sort());
});

it('[TK17] a sub-task moves among those that were added at one place', () => {
	const added = (order: number) => change('ticket.add-task', ticketRef, { title: 'One', order });
	const tasks = [1, 2, 2, 2, 3].map((order) => added(order));
	const moves = [...Array(5).keys()].flatMap((from) =>
		([-1, 1] as const).map((by) => ({ from, by }))
	);
	for (const { from, by } of moves) {
		const before = readTasks(stateOf(create, ...tasks));
		const placed = moveTask(before, from, by).map(({ task: id, order }) =>
			change('ticket.task', ticketRef, { task: id, field: 'order', value: order })
		);
		const after = readTasks(stateOf(create, ...tasks, ...placed));
		expect(ids(after)).toEqual(moved(ids(before), from, from + by));
	}
});

it('[TK17] a sub-task that has room where it goes is the only one that moves', () => {
	const tasks = [1, 2, 3].map((order) =>
		change('ticket.add-task', ticketRef, { title: 'One', order })
	);
	const before = readTasks(stateOf(create, ...tasks));
	expect(moveTask(before, 2, -1)).toEqual([{ task: before[2]?.id, order: 1.5 }]);
	expect(moveTask(before, 0, -1)).toEqual([]);
	expect(moveTask(before, 2, 1)).toEqual([]);
});

const ids = (tasks: readonly Task[]) => tasks.map(({ id }) => id);

function moved(all: readonly string[], from: number, to: number): readonly string[] {
	const one = all[from];
	if (one === undefined || to < 0 || to >= all.length) return all;
	return all.toSpliced(from, 1).toSpliced(to, 0, one);
}
