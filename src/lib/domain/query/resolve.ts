import {
	QUERY_FIELDS,
	ME,
	NONE,
	type Asked,
	type CustomTerm,
	type FieldTerm,
	type Query,
	type QueryProblem,
	type Term,
	type ValueKind
} from './query.ts';

/** What has a name: entries of catalogues, people and teams. */
export type NamedKind = Exclude<ValueKind, 'words' | 'date' | 'is' | 'has'>;

/** What a field that the organisation defined is called, and what can be chosen in it. */
export type FieldNames = (code: string) => FieldName | undefined;
interface FieldName {
	/** As it stands before a colon. */
	readonly name: string;
	readonly optionName: (code: string) => string | undefined;
}

/** Finds the codes or ids that a text means, by code, id or name in any language; none is unknown. */
export type FindNamed = (kind: NamedKind, text: string) => readonly string[];

/** What a code or an id is called. */
export type NameOf = (kind: NamedKind, value: string) => string | undefined;

/** Whether values of this kind have names that people know them by. */
export function isNamedKind(kind: ValueKind): kind is NamedKind {
	return !['words', 'date', 'is', 'has'].includes(kind);
}

const isKeyword = (value: string): boolean => value === ME || value === NONE;

/**
 * The query with codes and ids where names were. A category or a tag may be any text, so what names none
 * is left as it is; any other name that nobody has is refused with its place.
 */
export function resolveQuery(query: Query, find: FindNamed): Asked {
	const groups: Term[][] = [];
	for (const terms of query.groups) {
		const group: Term[] = [];
		for (const term of terms) {
			const resolved = resolveTerm(term, find);
			if ('problem' in resolved) return { ok: false, problem: resolved.problem };
			group.push(resolved);
		}
		groups.push(group);
	}
	return { ok: true, query: { groups } };
}

type Resolved = Term | { readonly problem: QueryProblem };

function resolveTerm(term: Term, find: FindNamed): Resolved {
	switch (term.kind) {
		case 'text':
			return term;
		case 'part': {
			const asked = resolveQuery(term.query, find);
			return asked.ok ? { ...term, query: asked.query } : asked;
		}
		case 'custom':
			return term.of === 'person' ? resolveValues(term, 'person', find) : term;
		case 'field': {
			const kind = QUERY_FIELDS[term.field];
			return isNamedKind(kind) ? resolveValues(term, kind, find) : term;
		}
	}
}

function resolveValues(term: FieldTerm | CustomTerm, kind: NamedKind, find: FindNamed): Resolved {
	const values: string[] = [];
	for (const value of term.values) {
		const found = isKeyword(value) ? [value] : find(kind, value);
		if (found.length > 0) values.push(...found);
		else if (kind === 'category' || kind === 'tag') values.push(value);
		else {
			const { at, end } = term;
			return { problem: { code: 'unknown-value', word: value, at, end } };
		}
	}
	return { ...term, values: [...new Set(values)] };
}

/** The query with names where codes and ids are, for people to read. */
export function namedQuery(query: Query, nameOf: NameOf, fieldNames: FieldNames): Query {
	const named = (term: Term) => namedTerm(term, nameOf, fieldNames);
	return { groups: query.groups.map((terms) => terms.map(named)) };
}

function namedTerm(term: Term, nameOf: NameOf, fieldNames: FieldNames): Term {
	const asNamed = (values: readonly string[], name: (value: string) => string | undefined) =>
		values.map((value) => (isKeyword(value) ? value : (name(value)?.replaceAll('"', '') ?? value)));
	switch (term.kind) {
		case 'text':
			return term;
		case 'part':
			return { ...term, query: namedQuery(term.query, nameOf, fieldNames) };
		case 'custom': {
			const field = fieldNames(term.field);
			const name = term.of === 'person' ? (id: string) => nameOf('person', id) : field?.optionName;
			const values = name === undefined ? term.values : asNamed(term.values, name);
			return { ...term, field: field?.name ?? term.field, values };
		}
		case 'field': {
			const kind = QUERY_FIELDS[term.field];
			if (!isNamedKind(kind)) return term;
			return { ...term, values: asNamed(term.values, (value) => nameOf(kind, value)) };
		}
	}
}
