import { jsonMember, type Json } from '#lib/domain/json.ts';
import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import { isOverOnReply } from '#lib/domain/catalogue/usual-status.ts';
import type { PersonId } from '#lib/domain/ids.ts';
import type { RowScope } from '#lib/session/desk/views.ts';
import { DEFAULT_QUERY, formatQuery, FINISHED, NOBODY, type ListQuery } from './query.ts';

/** The views that everybody has, in the order in which they are offered. */
export const PRESETS = [
	'unassigned',
	'unsolved',
	'mine',
	'updated',
	'solvedLately',
	'asked',
	'pressing',
	'waiting',
	'tasks',
	'myTasks',
	'today',
	'followUps',
	'progress',
	'all',
	'solved'
] as const;
export type Preset = (typeof PRESETS)[number];

/** From this weight on a priority is pressing. */
export const PRESSING_LEVEL = 3;

/** The list that a view shows in a scope. */
export function presetQuery(
	preset: Preset,
	scope: RowScope,
	{ me, catalogue }: { readonly me: PersonId; readonly catalogue: Catalogue }
): ListQuery {
	const usual: ListQuery = { ...DEFAULT_QUERY, scope };
	switch (preset) {
		case 'unassigned':
			return { ...usual, assignee: [NOBODY] };
		case 'unsolved':
			return usual;
		case 'mine':
			return { ...usual, assignee: [me] };
		case 'updated':
			return { ...usual, status: [], only: ['recent'] };
		case 'solvedLately':
			return { ...usual, status: FINISHED, only: ['recent'] };
		case 'asked':
			return { ...usual, status: [], creator: [me] };
		case 'pressing': {
			const pressing = catalogue.all('priority').filter(({ level }) => level >= PRESSING_LEVEL);
			return { ...usual, priority: pressing.map(({ code }) => code) };
		}
		case 'waiting':
			return { ...usual, status: waitingFor(catalogue) };
		case 'tasks':
			return { ...usual, only: ['tasks'] };
		case 'myTasks':
			return { ...usual, only: ['myTasks'] };
		case 'today':
			return { ...usual, status: [], only: ['today'], sort: 'created' };
		case 'followUps':
			return { ...usual, status: [], only: ['followUps'], sort: 'followUp', descending: false };
		case 'progress':
			return { ...usual, status: ['in-progress'] };
		case 'all':
			return { ...usual, status: [] };
		case 'solved':
			return { ...usual, status: FINISHED };
	}
}

/** Whatever is over when the requester writes waits for them. */
const waitingFor = (catalogue: Catalogue): string[] =>
	catalogue
		.all('status')
		.filter(isOverOnReply)
		.map(({ code }) => code);

/** Which view a list is, however it is sorted and grouped. */
export function presetOf(
	query: ListQuery,
	place: { readonly me: PersonId; readonly catalogue: Catalogue }
): Preset | undefined {
	const plain = (one: ListQuery) =>
		formatQuery({ ...one, sort: 'updated', descending: true, group: 'none' });
	const wanted = plain(query);
	return PRESETS.find((preset) => plain(presetQuery(preset, query.scope, place)) === wanted);
}

export const VIEWS_PREFERENCE = 'tickets.views';
/** In what is kept, views that somebody made stand with this before their codes. */
const MADE = 'view/';

/** Which views a person wants to see, and which of them comes first. */
export interface ChosenViews {
	readonly shown: readonly Preset[];
	readonly first: Preset;
	/** Of the views that somebody made, those that are not offered, and the one that comes before all. */
	readonly hiddenMade: readonly string[];
	readonly firstMade: string | null;
}

/** Reads a person's choice. What is not known is left out; a view that is new is shown. */
export function chosenViews(preference: Json | undefined): ChosenViews {
	const [hidden, first] = [jsonMember(preference, 'hidden'), jsonMember(preference, 'first')];
	const gone: readonly Json[] = Array.isArray(hidden) ? hidden : [];
	const chosen = PRESETS.find((one) => one === first) ?? 'unsolved';
	const [firstMade = null] = madeIn([first ?? null]);
	return {
		first: chosen,
		firstMade,
		shown: PRESETS.filter((one) => one === chosen || !gone.includes(one)),
		hiddenMade: madeIn(gone).filter((code) => code !== firstMade)
	};
}

function madeIn(kept: readonly Json[]): string[] {
	return kept.flatMap((one) =>
		typeof one === 'string' && one.startsWith(MADE) ? [one.slice(MADE.length)] : []
	);
}

/** A person's choice as it is kept. */
export function keptViews({ shown, first, hiddenMade, firstMade }: ChosenViews): Json {
	return {
		hidden: [
			...PRESETS.filter((one) => !shown.includes(one)),
			...hiddenMade.map((code) => MADE + code)
		],
		first: firstMade === null ? first : MADE + firstMade
	};
}
