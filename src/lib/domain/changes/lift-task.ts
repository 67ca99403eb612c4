import type { Cells } from '../crdt/cells.ts';
import { taskKey } from '../ticket/tasks.ts';
import type { TypedChange } from './typed.ts';

/** A change to a ticket's sub-tasks. */
export type TaskChange = Extract<TypedChange, { type: 'ticket.add-task' | 'ticket.task' }>;

/** The cells that a change to a sub-task writes. */
export function liftTask(change: TaskChange): Cells {
	const { id, by, at } = change;
	if (change.type === 'ticket.task') {
		const { task, field, value } = change.body;
		return {
			[taskKey(task, field)]: [value, at],
			...(field === 'assignee' && following(value, change))
		};
	}
	const { title, order, estimate = null, assignee = null } = change.body;
	return {
		[taskKey(id)]: [by, at],
		[taskKey(id, 'title')]: [title, at],
		[taskKey(id, 'order')]: [order, at],
		[taskKey(id, 'estimate')]: [estimate, at],
		[taskKey(id, 'assignee')]: [assignee, at],
		...following(assignee, change)
	};
}

/** Whoever is given a sub-task reads its ticket from then on, of whatever team they are. */
function following(person: string | null, { at }: TaskChange): Cells {
	return person === null ? {} : { [`followers/${person}`]: [true, at] };
}
