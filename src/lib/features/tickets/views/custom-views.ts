import type { DefinitionOf } from '#lib/domain/catalogue/definitions.ts';
import { nameIn } from '#lib/domain/catalogue/names.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { OWN_VIEW_PREFIX, readOwnView } from '#lib/domain/query/own-view.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { RowScope } from '#lib/session/desk/views.ts';
import { locale } from '#lib/ui/messages.svelte.ts';
import { DEFAULT_QUERY, type ListQuery } from '../list/query.ts';

/** A list that somebody keeps: for themselves, or shared with a team or with everybody. */
export interface CustomView {
	readonly code: string;
	readonly name: string;
	readonly query: string;
	readonly layout: DefinitionOf<'view'>['layout'];
	/** Undefined: one's own; null: everybody's. */
	readonly team: TeamId | null | undefined;
}

/** The views that are offered in a scope: one's own first, then everybody's and the team's, or those of my teams. */
export function customViews(desk: Desk, scope: RowScope): readonly CustomView[] {
	const own: CustomView[] = [];
	for (const [field, value] of desk.mine.preferences(OWN_VIEW_PREFIX)) {
		const view = readOwnView(value);
		const code = field.slice(OWN_VIEW_PREFIX.length);
		if (view !== undefined) own.push({ ...view, code, team: undefined });
	}
	const shared = desk.catalogue
		.current('view')
		.filter(
			({ team }) =>
				team === null || (scope === 'mine' ? desk.myTeams.includes(team) : team === scope.team)
		)
		.map(({ code, names, query, layout, team }) => {
			const name = nameIn(names, locale.code) || code;
			return { code, name, query, layout, team };
		});
	return [...own.sort((a, b) => a.name.localeCompare(b.name)), ...shared];
}

/** The list that a view shows in a scope; `text` is its query, with names for people to read. */
export function viewQuery(text: string, scope: RowScope): ListQuery {
	return { ...DEFAULT_QUERY, scope, status: [], text };
}

/** Whether a view is what a list shows: all its tickets, by its words, as they are kept or as people read them. */
export function isShownIn(
	{ text, status }: ListQuery,
	{ query }: CustomView,
	named: (text: string) => string | undefined
): boolean {
	return text !== '' && status.length === 0 && (text === query || text === named(query));
}

const TRAIT_TEXTS = {
	tasks: 'has:tasks',
	myTasks: 'task:me',
	today: 'created:today',
	recent: 'updated:>=-7d',
	followUps: 'my-follow-up:<tomorrow'
} as const;

/** What a list asks for, as a query: the beginning of a view that shows the same. */
export function listText(query: ListQuery): string {
	const { status } = query;
	const anyOf = (field: string, values: readonly string[]) =>
		values.length === 0 ? [] : [`${field}:${values.map(quoted).join(',')}`];
	const states = ['unfinished', 'finished'].filter((one) => status.includes(one));
	const codes = status.filter((one) => !states.includes(one));
	const classes = states.map((one) => (one === 'finished' ? 'is:done' : 'is:unsolved'));
	return [
		[...classes, ...anyOf('status', codes)].join(' OR '),
		...anyOf('priority', query.priority),
		...anyOf('assignee', query.assignee),
		...anyOf('creator', query.creator),
		...anyOf('category', query.category),
		...anyOf('tag', query.tag),
		...anyOf('unit', query.unit),
		...anyOf('region', query.region),
		...(query.overdue ? ['is:overdue'] : []),
		...(query.atRisk ? ['is:at-risk'] : []),
		...query.only.map((trait) => TRAIT_TEXTS[trait]),
		query.text.trim()
	]
		.filter(Boolean)
		.join(' ');
}

const quoted = (value: string): string =>
	/^[\w-]+$/.test(value) ? value : `"${value.replaceAll('"', '')}"`;
