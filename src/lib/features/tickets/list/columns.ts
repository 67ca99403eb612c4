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
	'service',
	'updated'
];
export const COLUMNS_PREFERENCE = 'tickets.columns';

/** Width in CSS pixels, bare when only its mark shows, and how early it gives way to others. */
const SHAPE: Readonly<
	Record<Column, { readonly width: number; readonly bare?: number; readonly givesWay: number }>
> = {
	number: { width: 62, givesWay: 1 },
	subject: { width: 200, bare: 160, givesWay: 0 },
	requester: { width: 132, bare: 86, givesWay: 3 },
	status: { width: 92, bare: 14, givesWay: 2 },
	priority: { width: 84, bare: 16, givesWay: 4 },
	assignee: { width: 28, givesWay: 1 },
	tags: { width: 120, givesWay: 7 },
	category: { width: 104, givesWay: 8 },
	created: { width: 72, givesWay: 9 },
	updated: { width: 76, givesWay: 2 },
	due: { width: 68, givesWay: 5 },
	followUp: { width: 84, givesWay: 5 },
	service: { width: 104, bare: 64, givesWay: 2 }
};
const gap = 10;
const edges = 38;

/** The columns a list has room for; `isBare` says that marks stand without their words. */
export interface Fitting {
	readonly columns: readonly Column[];
	readonly isBare: boolean;
}

function widthOf(column: Column, isBare: boolean): number {
	const { width, bare } = SHAPE[column];
	return isBare ? (bare ?? width) : width;
}

/** Reads the person's choice, in the one order in which columns stand; the subject is always there. */
export function chosenColumns(preference: Json | undefined): readonly Column[] {
	if (!Array.isArray(preference)) return DEFAULT_COLUMNS;
	return DEFAULT_COLUMNS.concat(COLUMNS.filter((one) => !DEFAULT_COLUMNS.includes(one))).filter(
		(one) => one === 'subject' || preference.includes(one)
	);
}

/** Of the chosen columns those that fit: words give way first, then what matters least at a glance. */
export function fittingColumns(chosen: readonly Column[], width: number): Fitting {
	const needed = (columns: readonly Column[], isBare: boolean) =>
		columns.reduce((sum, one) => sum + widthOf(one, isBare) + gap, edges);
	const isBare = needed(chosen, false) > width;
	let columns = chosen;
	while (needed(columns, isBare) > width && columns.length > 1) {
		const first = columns.reduce((a, b) => (SHAPE[b].givesWay > SHAPE[a].givesWay ? b : a));
		if (first === 'subject') break;
		columns = columns.filter((one) => one !== first);
	}
	return { columns, isBare };
}

/** The value of `grid-template-columns` for the columns that are shown. */
export function gridTemplate({ columns, isBare }: Fitting): string {
	return columns
		.map((one) => (one === 'subject' ? 'minmax(0, 1fr)' : `${widthOf(one, isBare)}px`))
		.join(' ');
}
