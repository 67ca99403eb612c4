import {
	QUERY_FIELDS,
	ME,
	NONE,
	type Asked,
	type Query,
	type Term,
	type ValueKind
} from './query.ts';

/** What has a name: entries of catalogues, people and teams. */
export type NamedKind = Exclude<ValueKind, 'tag' | 'words' | 'date' | 'is' | 'has'>;

/** Finds the codes or ids that a text means, by code, id or name in any language; none is unknown. */
export type FindNamed = (kind: NamedKind, text: string) => readonly string[];

/** What a code or an id is called. */
export type NameOf = (kind: NamedKind, value: string) => string | undefined;

export function isNamedKind(kind: ValueKind): kind is NamedKind {
	return !['tag', 'words', 'date', 'is', 'has'].includes(kind);
}

const isKeyword = (value: string): boolean => value === ME || value === NONE;

/**
 * The query with codes and ids where names were. A category may be any text, so what names none is
 * left as it is; any other name that nobody has is refused with its place.
 */
export function resolveQuery(query: Query, find: FindNamed): Asked {
	const groups: Term[][] = [];
	for (const terms of query.groups) {
		const group: Term[] = [];
		for (const term of terms) {
			const resolved = resolveTerm(term, find);
			if (typeof resolved === 'string') {
				const { at, end } = term;
				return { ok: false, problem: { code: 'unknown-value', word: resolved, at, end } };
			}
			group.push(resolved);
		}
		groups.push(group);
	}
	return { ok: true, query: { groups } };
}

/** The resolved term, or the value that nobody knows. */
function resolveTerm(term: Term, find: FindNamed): Term | string {
	if (term.kind === 'text') return term;
	const kind = QUERY_FIELDS[term.field];
	if (!isNamedKind(kind)) return term;
	const values: string[] = [];
	for (const value of term.values) {
		const found = isKeyword(value) ? [value] : find(kind, value);
		if (found.length > 0) values.push(...found);
		else if (kind === 'category') values.push(value);
		else return value;
	}
	return { ...term, values: [...new Set(values)] };
}

/** The query with names where codes and ids are, for people to read. */
export function namedQuery(query: Query, nameOf: NameOf): Query {
	return { groups: query.groups.map((terms) => terms.map((term) => namedTerm(term, nameOf))) };
}

function namedTerm(term: Term, nameOf: NameOf): Term {
	if (term.kind === 'text') return term;
	const kind = QUERY_FIELDS[term.field];
	if (!isNamedKind(kind)) return term;
	const named = (value: string) =>
		isKeyword(value) ? value : (nameOf(kind, value)?.replaceAll('"', '') ?? value);
	return { ...term, values: term.values.map(named) };
}
