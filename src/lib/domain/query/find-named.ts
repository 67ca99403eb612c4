import type { Catalogue } from '../catalogue/catalogue.ts';
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
 * person by their id, user name, name or a part of it. Several may have the same name.
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
						isMeant(code, [code, ...Object.values(names), ...(alsoCalled?.(kind, code) ?? [])])
					)
					.map(({ code }) => code);
		}
	};
}

function idsOf<Row>(
	rows: Iterable<readonly [string, Row]>,
	isMeant: (id: string, row: Row) => boolean
): string[] {
	const ids: string[] = [];
	for (const [id, row] of rows) if (isMeant(id, row)) ids.push(id);
	return ids;
}
