import { foldText } from '#lib/domain/fold-text.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import type { RowView } from '#lib/session/desk/views.ts';
import { NOBODY, type Column, type Grouping, type ListQuery, type Trait } from './query.ts';

/** What a row is sorted by; `null` comes last whichever the direction. */
type SortKey = string | number | null;

/** A row with what decides its place. */
export interface Entry {
	readonly id: string;
	readonly row: RowView;
	readonly key: SortKey;
	/** Which group it stands in; empty without groups. */
	readonly group: string;
	readonly groupKey: SortKey;
}

/** What an order needs to know besides the rows. */
export interface Naming {
	readonly personName: (id: string) => string;
	/** The place of a status, and of a priority, among the others. */
	readonly statusRank: (code: string) => number;
	readonly priorityRank: (code: string) => number;
	/** When the clock of its service level that presses most runs out; null when none runs. */
	readonly serviceDue: (row: RowView) => number | null;
	/** Whether it is late by its service level, or soon will be. */
	readonly isAtRisk: (row: RowView, nowMs: number) => boolean;
	/** What a text asks of rows that is more than words; undefined when it is words alone. */
	readonly asks?: (text: string, nowMs: number) => ((row: RowView) => boolean) | undefined;
	/** What a word means besides its letters: what is called by it, and what own fields say. */
	readonly means?: (word: string) => ((row: RowView) => boolean) | undefined;
	/** The unit or region that a team belongs to; null for none. */
	readonly placeOf?: (kind: 'unit' | 'region', team: TeamId) => string | null;
	/** The category that one is a part of; null for none. */
	readonly categoryAbove?: (code: string) => string | null;
	/** What a tag or a category is called that the organisation has defined. */
	readonly called?: (catalogue: 'tag' | 'category', code: string) => string;
	/** The reader. */
	readonly me?: string;
	/** Compares two texts as people sort them. */
	readonly compareText: (a: string, b: string) => number;
}

const orNull = (text: string | null | undefined): string | null => (text ? text : null);

const named = (
	{ called }: Naming,
	catalogue: 'tag' | 'category',
	code: string | null | undefined
): string | null => orNull(code && called ? called(catalogue, code) : code);

/** By what value a row is sorted in each column. */
const SORT_KEYS: Readonly<Record<Column, (row: RowView, naming: Naming) => SortKey>> = {
	number: (row) => row.number,
	subject: (row) => row.subject,
	requester: (row) => orNull(row.requester),
	status: (row, { statusRank }) => statusRank(row.status),
	priority: (row, { priorityRank }) => priorityRank(row.priority),
	assignee: (row, { personName }) => (row.assignee === null ? null : personName(row.assignee)),
	tags: ({ tags: [first] }, naming) => named(naming, 'tag', first),
	category: ({ category }, naming) => named(naming, 'category', category),
	created: (row) => row.createdMs,
	updated: (row) => row.updatedMs,
	due: (row) => row.due,
	followUp: (row) => row.followUps?.[0]?.atMs ?? null,
	service: (row, { serviceDue }) => serviceDue(row)
};

const GROUP_OF: Readonly<Record<Grouping, (row: RowView) => string>> = {
	none: () => '',
	status: (row) => row.status,
	priority: (row) => row.priority,
	assignee: (row) => row.assignee ?? NOBODY
};

const GROUP_KEYS: Readonly<Record<Grouping, (row: RowView, naming: Naming) => SortKey>> = {
	none: () => 0,
	status: (row, { statusRank }) => statusRank(row.status),
	priority: (row, { priorityRank }) => -priorityRank(row.priority),
	// What nobody has comes first: it waits for somebody.
	assignee: (row, { personName }) => (row.assignee === null ? '' : personName(row.assignee))
};

export function makeEntry(row: RowView, query: ListQuery, naming: Naming): Entry {
	return {
		id: row.id,
		row,
		key: SORT_KEYS[query.sort](row, naming),
		group: GROUP_OF[query.group](row),
		groupKey: GROUP_KEYS[query.group](row, naming)
	};
}

function compareKeys(a: SortKey, b: SortKey, sign: number, naming: Naming): number {
	if (a === b) return 0;
	if (a === null) return 1;
	if (b === null) return -1;
	if (typeof a === 'number' && typeof b === 'number') return (a - b) * sign;
	return naming.compareText(String(a), String(b)) * sign;
}

/** The total order of a query: group, column, then the newest first, then the id. */
export function comparator(query: ListQuery, naming: Naming): (a: Entry, b: Entry) => number {
	const sign = query.descending ? -1 : 1;
	return (a, b) =>
		compareKeys(a.groupKey, b.groupKey, 1, naming) ||
		(a.group === b.group ? 0 : a.group < b.group ? -1 : 1) ||
		compareKeys(a.key, b.key, sign, naming) ||
		b.row.createdMs - a.row.createdMs ||
		(a.id === b.id ? 0 : a.id < b.id ? -1 : 1);
}

// Folding a text costs more than comparing it; a row object never changes, so its fold is kept.
const folds = new WeakMap<RowView, string>();

function foldedRow(row: RowView): string {
	const known = folds.get(row);
	if (known !== undefined) return known;
	const number = row.number === null ? '' : `#${row.number}`;
	const text = `${number} ${row.mark} ${row.subject} ${row.requester ?? ''} ${row.tags.join(' ')} ${row.category ?? ''}`;
	const folded = foldText(text);
	folds.set(row, folded);
	return folded;
}

function among(chosen: readonly string[], value: string): boolean {
	return chosen.length === 0 || chosen.includes(value);
}

function hasStatus(query: ListQuery, row: RowView): boolean {
	if (among(query.status, row.status)) return true;
	return query.status.includes(row.class === 'done' ? 'finished' : 'unfinished');
}

type Places = Pick<Naming, 'placeOf' | 'categoryAbove'>;

const isThere = ({ unit, region }: ListQuery, { team }: RowView, { placeOf }: Places): boolean =>
	among(unit, (unit.length > 0 && placeOf?.('unit', team)) || NOBODY) &&
	among(region, (region.length > 0 && placeOf?.('region', team)) || NOBODY);

/** A category that is asked for means what is a part of it, too. */
function isOfCategory({ category: asked }: ListQuery, row: RowView, naming: Places): boolean {
	if (asked.length === 0 || row.category === null) return among(asked, NOBODY);
	return asked.includes(row.category) || asked.includes(naming.categoryAbove?.(row.category) ?? '');
}

function hasValues(query: ListQuery, row: RowView, naming: Places): boolean {
	return (
		among(query.priority, row.priority) &&
		among(query.assignee, row.assignee ?? NOBODY) &&
		isOfCategory(query, row, naming) &&
		among(query.creator, row.createdBy) &&
		isThere(query, row, naming)
	);
}

export function isOverdue(row: RowView, nowMs: number): boolean {
	return row.due !== null && row.due < nowMs && row.class !== 'done';
}

const DAY_MS = 86_400_000;
const RECENT_DAYS = 7;

/** What the traits of a query ask of a row. Days begin at midnight where the reader is. */
function traitOf(trait: Trait, nowMs: number, me: string | undefined): (row: RowView) => boolean {
	const today = new Date(nowMs).setHours(0, 0, 0, 0);
	switch (trait) {
		case 'tasks':
			return ({ tasks }) => tasks !== null && tasks.done < tasks.all;
		case 'myTasks':
			return ({ tasks }) => tasks?.people?.some((person) => person === me) === true;
		case 'today':
			return ({ createdMs }) => createdMs >= today;
		case 'recent':
			return ({ updatedMs }) => updatedMs >= today - RECENT_DAYS * DAY_MS;
		case 'followUps': {
			const tomorrow = new Date(nowMs).setHours(24, 0, 0, 0);
			return ({ followUps = [] }) =>
				followUps.some(({ atMs, person }) => person === me && atMs < tomorrow);
		}
	}
}

/** Whether a row belongs in a list; the cheap questions come first. */
export function matcher(
	query: ListQuery,
	nowMs: number,
	naming: Pick<Naming, 'isAtRisk' | 'asks' | 'means' | 'me' | 'placeOf' | 'categoryAbove'>
): (row: RowView) => boolean {
	const { isAtRisk, asks, me } = naming;
	const traits = query.only.map((trait) => traitOf(trait, nowMs, me));
	const asked = asks?.(query.text, nowMs) ?? wordsTest(query.text, naming);
	const isPressing = (row: RowView) =>
		(!query.overdue || isOverdue(row, nowMs)) && (!query.atRisk || isAtRisk(row, nowMs));
	return (row) =>
		hasStatus(query, row) &&
		hasValues(query, row, naming) &&
		(query.tag.length === 0 || query.tag.some((tag) => row.tags.includes(tag))) &&
		isPressing(row) &&
		traits.every((has) => has(row)) &&
		(asked === undefined || asked(row));
}

/** Whether rows say every word of a text; undefined where there is none. */
function wordsTest(
	text: string,
	{ means }: Pick<Naming, 'means'>
): ((row: RowView) => boolean) | undefined {
	const tests = foldText(text)
		.split(/\s+/)
		.filter(Boolean)
		.map((word) => {
			// A number or mark with its sign is meant as it is.
			const isMeant = /^[#~]/.test(word) ? undefined : means?.(word);
			return (row: RowView) => foldedRow(row).includes(word) || isMeant?.(row) === true;
		});
	return tests.length === 0 ? undefined : (row) => tests.every((holds) => holds(row));
}
