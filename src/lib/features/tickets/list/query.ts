import { isTeamId } from '#lib/domain/ids.ts';
import type { RowScope } from '#lib/session/desk/views.ts';

export const COLUMNS = [
	'number',
	'subject',
	'requester',
	'status',
	'priority',
	'assignee',
	'tags',
	'category',
	'created',
	'updated',
	'due',
	'followUp',
	'service'
] as const;
export type Column = (typeof COLUMNS)[number];

export const GROUPS = ['none', 'status', 'priority', 'assignee'] as const;
export type Grouping = (typeof GROUPS)[number];

/** With sub-tasks to be done, or such of the reader's, made today, changed in the last seven days, or for the reader to follow up. */
export const TRAITS = ['tasks', 'myTasks', 'today', 'recent', 'followUps'] as const;
export type Trait = (typeof TRAITS)[number];

/** Everything that decides which tickets a list shows and in what order; all of it in the address. */
export interface ListQuery {
	readonly scope: RowScope;
	readonly text: string;
	/** Codes of statuses, `unfinished` or `finished` for all that are not or are done; empty in these means any. */
	readonly status: readonly string[];
	readonly priority: readonly string[];
	/** Ids of people, or `none` for tickets that nobody has. */
	readonly assignee: readonly string[];
	readonly tag: readonly string[];
	readonly category: readonly string[];
	readonly overdue: boolean;
	/** Ids of the people who made them. */
	readonly creator: readonly string[];
	/** Codes of units and regions that the ticket's team belongs to, or `none`. */
	readonly unit: readonly string[];
	readonly region: readonly string[];
	/** What else a ticket must be, all of it. */
	readonly only: readonly Trait[];
	/** Only what is late by its service level, or soon will be. */
	readonly atRisk: boolean;
	readonly sort: Column;
	readonly descending: boolean;
	readonly group: Grouping;
}

export const NOBODY = 'none';
/** The usual list: whatever is not done, by whatever status. */
export const UNFINISHED: readonly string[] = ['unfinished'];
/** Whatever is done, by whatever status. */
export const FINISHED: readonly string[] = ['finished'];

export const DEFAULT_QUERY: ListQuery = {
	scope: 'mine',
	text: '',
	status: UNFINISHED,
	priority: [],
	assignee: [],
	tag: [],
	category: [],
	overdue: false,
	creator: [],
	unit: [],
	region: [],
	only: [],
	atRisk: false,
	sort: 'updated',
	descending: true,
	group: 'none'
};

function split(text: string | null): string[] {
	return (text ?? '').split(',').filter(Boolean);
}

function codes(text: string | null): string[] {
	return split(text).filter((one) => /^[a-z0-9-]+$/.test(one) && one !== 'all');
}

/** Reads the address of a list; what it does not know is left out. */
export function parseQuery(params: URLSearchParams): ListQuery {
	const team = params.get('team');
	const status = params.get('status');
	const sort = params.get('sort') ?? `-${DEFAULT_QUERY.sort}`;
	const column = sort.replace(/^-/, '');
	return {
		scope: isTeamId(team) ? { team } : 'mine',
		text: params.get('q') ?? '',
		status: status === null ? UNFINISHED : codes(status),
		priority: codes(params.get('priority')),
		assignee: split(params.get('assignee')),
		// A tag or a category may hold a comma, so each stands in a parameter of its own.
		tag: params.getAll('tag').filter(Boolean),
		category: params.getAll('category').filter(Boolean),
		overdue: params.has('overdue'),
		creator: split(params.get('creator')),
		unit: codes(params.get('unit')),
		region: codes(params.get('region')),
		only: TRAITS.filter((one) => split(params.get('only')).includes(one)),
		atRisk: params.has('risk'),
		sort: COLUMNS.find((one) => one === column) ?? DEFAULT_QUERY.sort,
		descending: sort.startsWith('-'),
		group: GROUPS.find((one) => one === params.get('group')) ?? 'none'
	};
}

const LISTED = [
	'priority',
	'assignee',
	'tag',
	'category',
	'creator',
	'unit',
	'region',
	'only'
] as const;
const FLAGS = ['overdue', 'atRisk'] as const;
const FLAG_KEYS = { overdue: 'overdue', atRisk: 'risk' } as const;

function setFilters(params: URLSearchParams, query: ListQuery): void {
	if (!sameSet(query.status, UNFINISHED)) params.set('status', query.status.join(',') || 'all');
	for (const key of LISTED.filter((key) => key !== 'tag' && key !== 'category'))
		if (query[key].length > 0) params.set(key, query[key].join(','));
	for (const key of ['tag', 'category'] as const)
		for (const value of query[key]) params.append(key, value);
	for (const key of FLAGS) if (query[key]) params.set(FLAG_KEYS[key], '1');
}

/** The address of a list, without what is as usual: `team=…&status=all&sort=-due`. */
export function formatQuery(query: ListQuery): string {
	const params = new URLSearchParams();
	if (query.scope !== 'mine') params.set('team', query.scope.team);
	if (query.text !== '') params.set('q', query.text);
	setFilters(params, query);
	const sort = sortText(query);
	if (sort !== sortText(DEFAULT_QUERY)) params.set('sort', sort);
	if (query.group !== 'none') params.set('group', query.group);
	return params.toString().replaceAll('%2C', ',');
}

function sortText({ sort, descending }: ListQuery): string {
	return descending ? `-${sort}` : sort;
}

export function sameSet(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((one) => b.includes(one));
}

/** Whether anything but the usual narrows the list down. */
export function isNarrowed(query: ListQuery): boolean {
	return (
		query.text.trim() !== '' ||
		LISTED.some((key) => query[key].length > 0) ||
		query.overdue ||
		query.atRisk ||
		!(query.status.length === 0 || sameSet(query.status, UNFINISHED))
	);
}

/** Whether it asks where the team of a ticket belongs. */
export const isPlaced = ({ unit, region }: ListQuery): boolean => unit.length + region.length > 0;

/** The same list without its filters. */
export function widened(query: ListQuery): ListQuery {
	const { scope, sort, descending, group } = query;
	return { ...DEFAULT_QUERY, scope, sort, descending, group };
}

/** Two scopes that name the same rows. */
export function sameScope(a: RowScope, b: RowScope): boolean {
	return a === b || (a !== 'mine' && b !== 'mine' && a.team === b.team);
}
