import { placeOfUnit, type ScopePlace } from '../policy/scope.ts';
import { NONE, type FieldTerm, type Query, type Term } from './query.ts';

/**
 * The query with teams where it asks for units and regions: those that belong to them now. Its names
 * are resolved. What is kept goes on asking for the unit, whichever teams it will have.
 */
export function inTeams(query: Query, place: ScopePlace): Query {
	return { groups: query.groups.map((terms) => terms.map((term) => termInTeams(term, place))) };
}

function termInTeams(term: Term, place: ScopePlace): Term {
	if (term.kind === 'part') return { ...term, query: inTeams(term.query, place) };
	if (term.kind !== 'field') return term;
	return term.field === 'unit' || term.field === 'region' ? teamTerm(term, place) : term;
}

function teamTerm(term: FieldTerm, { teams, catalogue }: ScopePlace): FieldTerm {
	const kind = term.field === 'unit' ? 'unit' : 'region';
	const values = [...teams].flatMap(([team, { unit }]): string[] =>
		term.values.includes(placeOfUnit(catalogue, kind, unit) ?? NONE) ? [team] : []
	);
	return { ...term, field: 'team', values };
}
