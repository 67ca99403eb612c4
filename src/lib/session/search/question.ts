import { findNamedIn } from '#lib/domain/query/find-named.ts';
import { parseQuery } from '#lib/domain/query/parse.ts';
import type { Asked, Query } from '#lib/domain/query/query.ts';
import { resolveQuery, type NamedKind, type NameOf } from '#lib/domain/query/resolve.ts';
import { searchWords } from '#lib/domain/query/words.ts';
import type { Desk } from '../desk.svelte.ts';
import { entryName } from '../entry-names.ts';
import type { Question } from './messages.ts';

/** Where the days of this person begin. */
export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The query that a text is, with codes and ids where names were. */
export function readQuery(desk: Desk, text: string): Asked {
	const asked = parseQuery(text);
	if (!asked.ok) return asked;
	const { catalogue, people, teams } = desk;
	const alsoCalled = (kind: NamedKind, code: string): string[] => {
		if (kind === 'person' || kind === 'team') return [];
		const entry = catalogue.find(kind, code);
		return entry === undefined ? [] : [entryName(kind, entry)];
	};
	return resolveQuery(asked.query, findNamedIn({ catalogue, people, teams, alsoCalled }));
}

/** What codes and ids are called here. */
export function namesOf(desk: Desk): NameOf {
	const people: ReadonlyMap<string, { readonly name: string }> = desk.people;
	const teams: ReadonlyMap<string, { readonly name: string }> = desk.teams;
	return (kind, value) => {
		if (kind === 'person') return people.get(value)?.name;
		if (kind === 'team') return teams.get(value)?.name;
		const entry = desk.catalogue.find(kind, value);
		return entry && entryName(kind, entry);
	};
}

/** A query as this person asks it now. */
export function questionOf(desk: Desk, query: Query): Question {
	const priorities = desk.catalogue.all('priority');
	return {
		query,
		me: desk.me.person,
		nowMs: desk.now,
		timeZone: timeZone(),
		levels: Object.fromEntries(priorities.map(({ code, level }) => [code, level]))
	};
}

/** What is typed is looked for word by word while it is no query yet, or none at all. */
export function wordsOnly(text: string): Query {
	const place = { at: 0, end: 0 };
	return {
		groups: searchWords(text).map((word) => [
			{ kind: 'text', not: false, text: word, exact: false, ...place }
		])
	};
}
