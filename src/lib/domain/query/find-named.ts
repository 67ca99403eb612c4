import type { Catalogue } from '../catalogue/catalogue.ts';
import { categoryAbove } from '../catalogue/categories.ts';
import { searchWords } from './words.ts';
import type { FindNamed, NamedKind, NameOf } from './resolve.ts';

/** Where names are found: what the organisation has defined, its people and its teams. */
export interface Named {
	readonly catalogue: Catalogue;
	readonly people: Iterable<readonly [id: string, row: { name: string; userName: string }]>;
	readonly teams: Iterable<readonly [id: string, row: { name: string }]>;
	/** What else an entry is called, as built-in ones are by the words of the app. */
	readonly alsoCalled?: (kind: NamedKind, code: string) => readonly string[];
}

/**
 * Finds what a name means: an entry by its code or any of its names, a team by its id or name, a
 * person by their id, user name, name or a part of it, a sub-category also by the name of its category
 * and its own. Several may have the same name.
 */
export function findNamedIn(named: Named): FindNamed {
	return (kind, text) => {
		const wanted = plain(text);
		const found: string[] = [];
		for (const [id, names] of calledIn(named, kind))
			if (id === text || names.some((name) => plain(name) === wanted)) found.push(id);
		return found;
	};
}

/**
 * What something is called where queries are written: a name that others go by, too, would ask for them
 * as well. Then people are called by their user names, everything else by its code or id.
 */
export function namedAlone(named: Named, nameOf: NameOf): NameOf {
	const userNames = new Map([...named.people].map(([id, { userName }]) => [id, userName]));
	const counted = new Map<NamedKind, ReadonlyMap<string, number>>();
	const isAlone = (kind: NamedKind, name: string) => {
		const counts = counted.get(kind) ?? countNames(named, kind);
		counted.set(kind, counts);
		return (counts.get(plain(name)) ?? 0) < 2;
	};
	return (kind, value) => {
		const name = nameOf(kind, value);
		if (name === undefined || isAlone(kind, name)) return name;
		const userName = kind === 'person' ? userNames.get(value) : undefined;
		return userName !== undefined && isAlone(kind, userName) ? userName : value;
	};
}

/** How many go by each name. */
function countNames(named: Named, kind: NamedKind): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const [, names] of calledIn(named, kind))
		for (const name of new Set(names.map(plain))) counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}

const plain = (name: string): string => searchWords(name).join(' ');

/** What everything of a kind is called. */
function* calledIn(
	{ catalogue, people, teams, alsoCalled }: Named,
	kind: NamedKind
): Iterable<readonly [id: string, names: readonly string[]]> {
	switch (kind) {
		case 'person':
			for (const [id, { name, userName }] of people)
				yield [id, [name, userName, ...name.split(/\s+/)]];
			return;
		case 'team':
			for (const [id, { name }] of teams) yield [id, [name]];
			return;
		default:
			for (const { code, names } of catalogue.all(kind))
				yield [
					code,
					[
						...[code, ...Object.values(names), ...(alsoCalled?.(kind, code) ?? [])],
						...(kind === 'category' ? pathsOf(catalogue, code) : [])
					]
				];
	}
}

/** Two sub-categories may have one name: that of their category before it tells them apart. */
function pathsOf(catalogue: Catalogue, code: string): string[] {
	const above = categoryAbove(catalogue, code);
	const namesOf = (one: string) => Object.values(catalogue.find('category', one)?.names ?? {});
	if (above === null) return [];
	return namesOf(above).flatMap((first) => namesOf(code).map((name) => `${first} ${name}`));
}
