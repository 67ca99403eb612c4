import { customKey } from '#lib/domain/changes/lift.ts';
import { cellValue } from '#lib/domain/crdt/cells.ts';
import type { StateThen } from '#lib/domain/moments/state-at.ts';
import { countTasks, readTasks } from '#lib/domain/ticket/tasks.ts';
import { readTicket } from '#lib/domain/ticket/ticket.ts';
import type { Desk } from '#lib/session/desk.ts';
import { codeName } from '#lib/session/entry-names.ts';
import { formatList } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { elementName, keyName, valueWords } from '../ticket/words/values.ts';
import { customWords } from '../ticket/fields/custom.ts';

/** A field of a ticket as it was; without words when nobody here knows. */
export interface FieldThen {
	readonly key: string;
	readonly label: string;
	readonly words: string | undefined;
}

const ALWAYS = ['state', 'priority', 'assignee', 'team'] as const;
const WHERE_SET = ['requester', 'type', 'section', 'category', 'due', 'merged'] as const;
const SETS = ['tags', 'collaborators', 'followers', 'links'] as const;

/** The fields of a ticket then: the ones every ticket has, and those that held something. */
export function fieldsThen(desk: Desk, then: StateThen): FieldThen[] {
	const merged = readTicket(then.cells)?.merged ?? undefined;
	const known = (key: string) =>
		key === 'merged' ? merged : (cellValue(then.cells, key) ?? undefined);
	const words = (key: string) =>
		key === 'assignee' && known(key) === undefined
			? t('tickets.nobody')
			: valueWords(desk, key, known(key));
	const field = (key: string): FieldThen => ({
		key,
		label: keyName(key),
		words: then.unknown.has(key) ? undefined : words(key)
	});
	return [
		...ALWAYS.map(field),
		...WHERE_SET.filter((key) => then.unknown.has(key) || known(key) !== undefined).map(field),
		...SETS.flatMap((set) => elementsThen(desk, then, set)),
		...tasksThen(then),
		...customThen(desk, then)
	];
}

function elementsThen(desk: Desk, then: StateThen, set: string): FieldThen[] {
	const keys = Object.keys(then.cells).filter(
		(key) => key.startsWith(`${set}/`) && cellValue(then.cells, key) === true
	);
	if (keys.length === 0) return [];
	const names = keys.map((key) => elementName(desk, key)).sort();
	return [{ key: set, label: keyName(`${set}/`), words: formatList(names) }];
}

/** The sub-tasks in their order, and how many of them were done. */
function tasksThen(then: StateThen): FieldThen[] {
	const tasks = readTasks(then.cells);
	const count = countTasks(tasks);
	if (count === null) return [];
	const titles = formatList(tasks.map(({ title }) => title));
	const words = `${t('tickets.tasks.done', count)}: ${titles}`;
	return [{ key: 'tasks', label: t('tickets.field.tasks'), words }];
}

function customThen(desk: Desk, then: StateThen): FieldThen[] {
	const values = readTicket(then.cells)?.custom ?? {};
	return desk.catalogue.all('field').flatMap((field): FieldThen[] => {
		const key = customKey(field.code);
		const label = codeName(desk.catalogue, 'field', field.code);
		if (then.unknown.has(key)) return [{ key, label, words: undefined }];
		return Object.hasOwn(values, field.code)
			? [{ key, label, words: customWords(desk, field, values[field.code]) }]
			: [];
	});
}

/** What a field held, or that nobody here knows. */
export const fieldWords = ({ words }: Pick<FieldThen, 'words'>): string =>
	words ?? t('moments.unknown');
