import { categoryAbove } from '#lib/domain/catalogue/categories.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { placeOfUnit } from '#lib/domain/policy/scope.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { RowView } from '#lib/session/desk/views.ts';
import { categoryPath, codeName } from '#lib/session/entry-names.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import type { PickerOption } from '#lib/ui/picker.ts';
import { personName } from '../names.ts';
import { FINISHED, NOBODY, TRAITS, UNFINISHED, sameSet, type ListQuery } from './query.ts';

const KINDS = [
	'status',
	'priority',
	'assignee',
	'tag',
	'category',
	'unit',
	'region',
	'creator',
	'only'
] as const;
type Kind = (typeof KINDS)[number];
export const OVERDUE = 'overdue';
export const AT_RISK = 'at-risk';

function option(kind: Kind, value: string, label: string): PickerOption {
	const detail = kind === 'creator' || kind === 'only' ? undefined : t(`tickets.filter.${kind}`);
	return { value: `${kind}:${value}`, label, detail };
}

function label(desk: Desk, kind: Kind, value: string): string {
	if (value === NOBODY) return noneLabel(kind);
	if (kind === 'assignee') return personName(desk, value);
	if (kind === 'creator') return t('work.madeBy', { name: personName(desk, value) });
	if (kind === 'only') return traitLabel(value);
	if (kind === 'status' && value === 'finished') return t('work.finished');
	if (kind === 'category') return categoryPath(desk.catalogue, value);
	return codeName(desk.catalogue, kind, value);
}

function noneLabel(kind: Kind): string {
	if (kind === 'unit' || kind === 'region') return t(`tickets.filter.${kind}.none`);
	return t(kind === 'category' ? 'tickets.noCategory' : 'tickets.nobody');
}

function traitLabel(value: string): string {
	const trait = TRAITS.find((one) => one === value);
	return trait === undefined ? value : t(`work.trait.${trait}`);
}

/** What can be chosen, and what is archived while tickets still bear it. */
function codesOf(
	{ catalogue }: Desk,
	name: 'status' | 'priority',
	borne: ReadonlySet<string>
): string[] {
	return catalogue
		.all(name)
		.filter(({ code, archived }) => !archived || borne.has(code))
		.map(({ code }) => code);
}

/** Categories and, where they are parts of others, these. */
function withAbove({ catalogue }: Desk, codes: ReadonlySet<string>): Set<string> {
	const above = [...codes].map((code) => categoryAbove(catalogue, code));
	return new Set([...above.filter((code) => code !== null), ...codes]);
}

/** Everything a list can be filtered by, most used first: what its rows hold, by kind. */
export function filterOptions(desk: Desk, rows: Iterable<RowView>): PickerOption[] {
	const found = {
		assignee: new Set<string>([desk.me.person]),
		tag: new Set<string>(),
		category: new Set<string>(),
		status: new Set<string>(),
		priority: new Set<string>(),
		team: new Set<TeamId>()
	};
	for (const row of rows) {
		if (row.assignee !== null) found.assignee.add(row.assignee);
		for (const tag of row.tags) found.tag.add(tag);
		if (row.category !== null) found.category.add(row.category);
		found.status.add(row.status);
		found.priority.add(row.priority);
		found.team.add(row.team);
	}
	const of = (kind: Kind, values: Iterable<string>) =>
		[...values].map((value) => option(kind, value, label(desk, kind, value)));
	const sorted = (options: PickerOption[]) =>
		options.sort((a, b) => a.label.localeCompare(b.label));
	return [
		{ value: OVERDUE, label: t('tickets.overdue') },
		{ value: AT_RISK, label: t('tickets.atRisk') },
		...of('only', TRAITS),
		option('creator', desk.me.person, label(desk, 'creator', desk.me.person)),
		option('assignee', NOBODY, t('tickets.nobody')),
		...of('status', [...FINISHED, ...codesOf(desk, 'status', found.status)]),
		...of('priority', codesOf(desk, 'priority', found.priority).toReversed()),
		...sorted(of('assignee', found.assignee)),
		...sorted(of('tag', found.tag)),
		...sorted(of('category', withAbove(desk, found.category))),
		...sorted(of('unit', placesOf(desk, 'unit', found.team))),
		...sorted(of('region', placesOf(desk, 'region', found.team)))
	];
}

/** Where these teams are; nothing where all of them are in one place, as nothing would be left out. */
function placesOf(desk: Desk, kind: 'unit' | 'region', teams: Iterable<TeamId>): readonly string[] {
	const placeOf = (team: TeamId) => placeOfUnit(desk.catalogue, kind, desk.teams.get(team)?.unit);
	const found = new Set([...teams].map((team) => placeOf(team) ?? NOBODY));
	return found.size < 2 ? [] : [...found];
}

/** What a query filters by, as values of `filterOptions`. The usual statuses go without saying. */
export function chosenFilters(query: ListQuery): string[] {
	const chosen = KINDS.filter(
		(kind) => kind !== 'status' || !sameSet(query.status, UNFINISHED)
	).flatMap((kind) => query[kind].map((value) => `${kind}:${value}`));
	return [...(query.overdue ? [OVERDUE] : []), ...(query.atRisk ? [AT_RISK] : []), ...chosen];
}

export function filterLabel(desk: Desk, filter: string): string {
	if (filter === OVERDUE) return t('tickets.overdue');
	if (filter === AT_RISK) return t('tickets.atRisk');
	const kind = KINDS.find((one) => filter.startsWith(`${one}:`));
	return kind === undefined ? filter : label(desk, kind, filter.slice(kind.length + 1));
}

/** The query with one filter switched. Choosing a first status leaves the usual ones behind. */
export function toggleFilter(query: ListQuery, filter: string): ListQuery {
	if (filter === OVERDUE) return { ...query, overdue: !query.overdue };
	if (filter === AT_RISK) return { ...query, atRisk: !query.atRisk };
	const kind = KINDS.find((one) => filter.startsWith(`${one}:`));
	if (kind === undefined) return query;
	const value = filter.slice(kind.length + 1);
	const isUsual = kind === 'status' && sameSet(query.status, UNFINISHED);
	const before: readonly string[] = isUsual ? [] : query[kind];
	const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
	if (kind === 'status') return { ...query, status: after.length === 0 ? UNFINISHED : after };
	return { ...query, [kind]: after };
}
