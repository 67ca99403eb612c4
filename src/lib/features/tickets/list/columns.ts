import type { Json } from '#lib/domain/json.ts';
import { COLUMNS, type Column } from './query.ts';

/** Columns of a new person's list. */
export const DEFAULT_COLUMNS: readonly Column[] = [
	'number',
	'status',
	'subject',
	'requester',
	'priority',
	'tags',
	'assignee',
	'due',
	'updated'
];
export const COLUMNS_PREFERENCE = 'tickets.columns';

/** Width in CSS pixels, and how early a column gives way when there is little room. */
const SHAPE: Readonly<Record<Column, { readonly width: number; readonly givesWay: number }>> = {
	number: { width: 62, givesWay: 1 },
	subject: { width: 180, givesWay: 0 },
	requester: { width: 128, givesWay: 3 },
	status: { width: 86, givesWay: 2 },
	priority: { width: 82, givesWay: 5 },
	assignee: { width: 30, givesWay: 1 },
	tags: { width: 120, givesWay: 7 },
	category: { width: 104, givesWay: 8 },
	created: { width: 66, givesWay: 9 },
	updated: { width: 66, givesWay: 2 },
	due: { width: 74, givesWay: 4 }
};
const gap = 10;
const edges = 44;

/** Reads the person's choice, in the one order in which columns stand; the subject is always there. */
export function chosenColumns(preference: Json | undefined): readonly Column[] {
	if (!Array.isArray(preference)) return DEFAULT_COLUMNS;
	return DEFAULT_COLUMNS.concat(COLUMNS.filter((one) => !DEFAULT_COLUMNS.includes(one))).filter(
		(one) => one === 'subject' || preference.includes(one)
	);
}

/** Of the chosen columns those that fit, dropping first what matters least at a glance. */
export function fittingColumns(chosen: readonly Column[], width: number): readonly Column[] {
	let fitting = chosen;
	const needed = (columns: readonly Column[]) =>
		columns.reduce((sum, one) => sum + SHAPE[one].width + gap, edges);
	while (needed(fitting) > width && fitting.length > 1) {
		const first = fitting.reduce((a, b) => (SHAPE[b].givesWay > SHAPE[a].givesWay ? b : a));
		if (first === 'subject') break;
		fitting = fitting.filter((one) => one !== first);
	}
	return fitting;
}

/** The value of `grid-template-columns` for the columns that are shown. */
export function gridTemplate(columns: readonly Column[]): string {
	return columns
		.map((one) => (one === 'subject' ? 'minmax(0, 1fr)' : `${SHAPE[one].width}px`))
		.join(' ');
}
