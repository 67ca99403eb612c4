import type { CustomTerm, FieldTerm, Query, Term, TextTerm } from './query.ts';

/** Writes a query so that reading it gives the same one again. */
export function formatQuery(query: Query): string {
	return query.groups.map((terms) => terms.map(formatTerm).join(' OR ')).join(' ');
}

function formatTerm(term: Term): string {
	const said =
		term.kind === 'text'
			? formatText(term)
			: term.kind === 'part'
				? `(${formatQuery(term.query)})`
				: formatField(term);
	return term.not ? `-${said}` : said;
}

function formatText({ text, exact }: TextTerm): string {
	return exact ? `"${text}"` : text;
}

function formatField({ field, comparison, values }: FieldTerm | CustomTerm): string {
	return `${field}:${comparison ?? ''}${values.map(formatValue).join(',')}`;
}

/** A value, in quotes where it would be read as something else. */
export function formatValue(value: string): string {
	return /^[^\s",<>=()][^\s",()]*$/.test(value) ? value : `"${value}"`;
}
