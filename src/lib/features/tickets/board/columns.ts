import { APPROVAL_STATUS, MERGED_STATUS } from '#lib/domain/catalogue/built-in.ts';
import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import { STATUS_CLASSES, type StatusClass } from '#lib/domain/catalogue/definitions.ts';
import type { RowView } from '#lib/session/desk/views.ts';

export const SPLITS = ['status', 'class'] as const;
/** What the columns of a board are: each status, or whose turn it is. */
export type Split = (typeof SPLITS)[number];

export interface Column {
	/** The code of a status, or a class. */
	readonly key: string;
	readonly class: StatusClass;
	/** The status that a card gets here; undefined where none is moved to. */
	readonly status: string | undefined;
	readonly rows: readonly RowView[];
}

/**
 * The columns of a board with their cards, in the order of the list. A status that nobody may choose
 * has a column only while it has cards.
 */
export function columnsOf(
	rows: readonly RowView[],
	split: Split,
	catalogue: Catalogue
): readonly Column[] {
	const cards = Map.groupBy(rows, (row) => (split === 'class' ? row.class : row.status));
	if (split === 'class')
		return STATUS_CLASSES.map((key) => ({
			key,
			class: key,
			status: usualStatus(key, catalogue),
			rows: cards.get(key) ?? []
		}));
	return catalogue.all('status').flatMap((status): Column[] => {
		const { code: key } = status;
		const own = cards.get(key) ?? [];
		const isChosen = !status.archived && key !== MERGED_STATUS;
		if (!isChosen && own.length === 0) return [];
		return [{ key, class: status.class, status: isChosen ? key : undefined, rows: own }];
	});
}

const NOT_USUAL: readonly string[] = ['new', APPROVAL_STATUS, MERGED_STATUS];

/** The status that a card gets when it moves to a class: the first that is not for something special. */
function usualStatus(statusClass: StatusClass, catalogue: Catalogue): string | undefined {
	const fitting = catalogue.current('status').filter((status) => status.class === statusClass);
	return (fitting.find(({ code }) => !NOT_USUAL.includes(code)) ?? fitting[0])?.code;
}

/** Where a key leads from a card: another card, or undefined where there is none. */
export function neighbour(
	columns: readonly (readonly string[])[],
	id: string,
	[across, down]: readonly [across: number, down: number]
): string | undefined {
	const at = columns.findIndex((ids) => ids.includes(id));
	const place = columns[at]?.indexOf(id) ?? -1;
	if (at === -1) return undefined;
	if (across === 0) return columns[at]?.[place + down];
	// Columns without cards are stepped over.
	for (let next = at + across; columns[next] !== undefined; next += across) {
		const ids = columns[next] ?? [];
		if (ids.length > 0) return ids[Math.min(place, ids.length - 1)];
	}
	return undefined;
}
