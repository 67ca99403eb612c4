import type { Catalogue } from '../catalogue/catalogue.ts';
import { categoryAbove } from '../catalogue/categories.ts';
import { searchWords } from './words.ts';
import type { FindNamed, NamedKind } from './resolve.ts';

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
export function findNamedIn({ catalogue, people, teams, alsoCalled }: Named): FindNamed {
	return (kind, text) => {
		const wanted = searchWords(text).join(' ');
		const isMeant = (id: string, names: readonly string[]) =>
			id === text || names.some((name) => searchWords(name).join(' ') === wanted);
		switch (kind) {
			case 'person':
				return idsOf(people, (id, { name, userName }) =>
					isMeant(id, [name, userName, ...name.split(/\s+/)])
				);
			case 'team':
				return idsOf(teams, (id, { name }) => isMeant(id, [name]));
			default:
				return catalogue
					.all(kind)
					.filter(({ code, names }) =>
						isMeant(code, [
							...[code, ...Object.values(names), ...(alsoCalled?.(kind, code) ?? [])],
							...(kind === 'category' ? pathsOf(catalogue, code) : [])
						])
					)
					.map(({ code }) => code);
		}
	};
}

/** Two sub-categories may have one name: that of their category before it tells them apart. */
function pathsOf(catalogue: Catalogue, code: string): string[] {
	const above = categoryAbove(catalogue, code);
	const namesOf = (one: string) => Object.values(catalogue.find('category', one)?.names ?? {});
	if (above === null) return [];
	return namesOf(above).flatMap((first) => namesOf(code).map((name) => `${first} ${name}`));
}

function idsOf<Row>(
	rows: Iterable<readonly [string, Row]>,
	isMeant: (id: string, row: Row) => boolean
): string[] {
	const ids: string[] = [];
	for (const [id, row] of rows) if (isMeant(id, row)) ids.push(id);
	return ids;
}
