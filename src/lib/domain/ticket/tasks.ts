import { cellValue, type Cells } from '../crdt/cells.ts';
import { personId } from '../id-decoders.ts';
import { isPersonId, type PersonId } from '../ids.ts';
import { boolean, finite, integer, nullable, text } from '../schema.ts';

/** Minutes of work, up to a thousand hours. */
const minutes = integer(0, 60_000);

/** What can be said of a sub-task. Times are minutes. */
export const TASK_FIELDS = {
	title: text(1, 250),
	/** Where it stands among its siblings; between any two numbers is another. */
	order: finite(-1e9, 1e9),
	done: boolean,
	/** Why it cannot be done now; null when it can. */
	blocked: nullable(text(1, 500)),
	estimate: nullable(minutes),
	spent: nullable(minutes),
	assignee: nullable(personId),
	removed: boolean
} as const;

/** A sub-task of a ticket. */
export interface Task {
	readonly id: string;
	readonly by: string;
	readonly title: string;
	readonly order: number;
	readonly done: boolean;
	readonly blocked: string | null;
	readonly estimate: number | null;
	readonly spent: number | null;
	readonly assignee: PersonId | null;
}

const EXISTENCE = /^t\/([^/]+)$/;

/** The key of a sub-task's existence, or of one of its fields. */
export function taskKey(id: string, field?: keyof typeof TASK_FIELDS): string {
	return field === undefined ? `t/${id}` : `t/${id}/${field}`;
}

/** The sub-tasks of a ticket that were not removed, in their order. */
export function readTasks(cells: Cells): Task[] {
	const tasks: Task[] = [];
	for (const key of Object.keys(cells)) {
		const id = EXISTENCE.exec(key)?.[1];
		if (id !== undefined && cellValue(cells, taskKey(id, 'removed')) !== true)
			tasks.push(readTask(cells, id));
	}
	return tasks.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/**
 * The places to give so that a sub-task stands one further up or down: one between those it shall stand
 * between, or, where there is none because two were added at the same place, new ones for all that need it.
 */
export function moveTask(
	tasks: readonly Task[],
	from: number,
	by: -1 | 1
): { readonly task: string; readonly order: number }[] {
	const [moved, near, far] = [tasks[from], tasks[from + by], tasks[from + 2 * by]];
	if (moved === undefined || near === undefined) return [];
	const order = far === undefined ? near.order + by : (near.order + far.order) / 2;
	if (order !== near.order && order !== far?.order) return [{ task: moved.id, order }];
	return tasks
		.toSpliced(from, 1)
		.toSpliced(from + by, 0, moved)
		.flatMap(({ id, order: before }, index) =>
			before === index + 1 ? [] : [{ task: id, order: index + 1 }]
		);
}

/** What lists know of the sub-tasks of a ticket. */
export interface TaskCount {
	readonly all: number;
	readonly done: number;
	/** Who is to do those that are open; left out where nobody was named. */
	readonly people?: readonly PersonId[];
}

/** How many sub-tasks there are and how many are done; null when there are none. */
export function countTasks(tasks: readonly Task[]): TaskCount | null {
	if (tasks.length === 0) return null;
	const open = tasks.filter((task) => !task.done);
	const people = new Set(open.flatMap(({ assignee }) => assignee ?? []));
	return {
		all: tasks.length,
		done: tasks.length - open.length,
		...(people.size > 0 && { people: [...people].sort() })
	};
}

function readTask(cells: Cells, id: string): Task {
	const value = (field: keyof typeof TASK_FIELDS) => cellValue(cells, taskKey(id, field));
	const asNumber = (field: 'order' | 'estimate' | 'spent') => {
		const found = value(field);
		return typeof found === 'number' ? found : null;
	};
	const [by, title, blocked, assignee] = [
		cellValue(cells, taskKey(id)),
		value('title'),
		value('blocked'),
		value('assignee')
	];
	return {
		id,
		by: typeof by === 'string' ? by : '',
		title: typeof title === 'string' ? title : '',
		order: asNumber('order') ?? 0,
		done: value('done') === true,
		blocked: typeof blocked === 'string' ? blocked : null,
		estimate: asNumber('estimate'),
		spent: asNumber('spent'),
		assignee: isPersonId(assignee) ? assignee : null
	};
}
