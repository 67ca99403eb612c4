import type { Catalogue } from '../catalogue/catalogue.ts';
import { sectionOf, withSubcategories } from '../catalogue/categories.ts';
import { placeOfUnit, type ScopePlace } from '../policy/scope.ts';
import { NONE, type FieldTerm, type Query, type Term } from './query.ts';

/** Where teams are, and what the organisation has defined. */
interface QueryPlace extends ScopePlace {
	readonly catalogue: Catalogue;
}

/**
 * The query with what it means now: teams where it asks for units and regions, the sub-categories of a
 * category beside it, and the categories of a section where a ticket names none. Its names are
 * resolved. What is kept goes on asking for the unit, whichever teams it will have.
 */
export function asItIs(query: Query, place: QueryPlace): Query {
	return { groups: query.groups.map((terms) => terms.map((term) => termAsItIs(term, place))) };
}

function termAsItIs(term: Term, place: QueryPlace): Term {
	if (term.kind === 'part') return { ...term, query: asItIs(term.query, place) };
	if (term.kind !== 'field') return term;
	switch (term.field) {
		case 'category':
			return categoryTerm(term, place);
		case 'section':
			return sectionTerm(term, place);
		case 'unit':
		case 'region':
			return teamTerm(term, place);
		default:
			return term;
	}
}

function categoryTerm(term: FieldTerm, { catalogue }: QueryPlace): FieldTerm {
	const values = term.values.flatMap((value) => withSubcategories(catalogue, value));
	return { ...term, values: [...new Set(values)] };
}

/** It names one of them, or names none and its category belongs to one. */
function sectionTerm(term: FieldTerm, { catalogue }: QueryPlace): Term {
	const { at, end, not, values } = term;
	const placed = catalogue.all('category').flatMap(({ code }): [string, string][] => {
		const section = sectionOf(catalogue, code);
		return section === null ? [] : [[code, section]];
	});
	const inOne = placed.flatMap(([code, section]) => (values.includes(section) ? [code] : []));
	const asks = (field: 'section' | 'category', of: readonly string[], isNot = false): Term => {
		return { kind: 'field', not: isNot, field, comparison: null, values: of, at, end };
	};
	const both = (one: Term, other: Term): Term => {
		return { kind: 'part', not: false, query: { groups: [[one], [other]] }, at, end };
	};
	const nowhere = asks('section', [NONE]);
	const inNone = placed.map(([code]) => code);
	const named = values.filter((value) => value !== NONE);
	const any = [
		...(named.length > 0 ? [asks('section', named)] : []),
		...(inOne.length > 0 ? [both(nowhere, asks('category', inOne))] : []),
		...(!values.includes(NONE)
			? []
			: [inNone.length > 0 ? both(nowhere, asks('category', inNone, true)) : nowhere])
	];
	const [only, ...others] = any;
	return only?.kind === 'field' && others.length === 0
		? { ...only, not }
		: { kind: 'part', not, query: { groups: [any] }, at, end };
}

function teamTerm(term: FieldTerm, { teams, catalogue }: QueryPlace): FieldTerm {
	const kind = term.field === 'unit' ? 'unit' : 'region';
	const values = [...teams].flatMap(([team, { unit }]): string[] =>
		term.values.includes(placeOfUnit(catalogue, kind, unit) ?? NONE) ? [team] : []
	);
	return { ...term, field: 'team', values };
}
