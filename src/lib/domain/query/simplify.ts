import type { PartTerm, Query, QueryState, Term, TextTerm } from './query.ts';

/**
 * A query that means the same with as few brackets as may be, none of them turned round: what can be
 * said without is said without, so that whoever searches sees which terms must hold.
 */
export function simplified(query: Query): Query {
	return { groups: query.groups.flatMap(simplifiedGroup) };
}

function simplifiedGroup(terms: readonly Term[]): readonly (readonly Term[])[] {
	const any = terms.flatMap((term) => (term.kind === 'part' ? alternatives(term) : [term]));
	const [first, ...others] = any;
	return first?.kind === 'part' && others.length === 0 ? first.query.groups : [any];
}

/** The terms of which one holds where a part does; parts among them are simple. */
function alternatives({ not, query, ...place }: PartTerm): readonly Term[] {
	if (!not) {
		const { groups } = simplified(query);
		const [first, ...others] = groups;
		return first !== undefined && others.length === 0
			? first
			: [{ ...place, not, query: { groups } }];
	}
	// Not all of these is: one of them not.
	return query.groups.flatMap((terms) =>
		alternatives({
			...place,
			not: false,
			query: { groups: terms.map((term) => [{ ...term, not: !term.not }]) }
		})
	);
}

/** The words that a query asks for, wherever they stand in it. */
export function textTerms({ groups }: Query): TextTerm[] {
	return groups
		.flat()
		.flatMap((term) =>
			term.kind === 'part' ? textTerms(term.query) : term.kind === 'text' ? [term] : []
		);
}

/** Whether a query asks for a state anywhere in it, as `is:` does. */
export function asksForState({ groups }: Query, state: QueryState): boolean {
	return groups.flat().some((term) => {
		if (term.kind === 'part') return asksForState(term.query, state);
		return term.kind === 'field' && term.field === 'is' && term.values.includes(state);
	});
}
