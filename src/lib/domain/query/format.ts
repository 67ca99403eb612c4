import type { FieldTerm, Query, Term, TextTerm } from './query.ts';

/** Writes a query so that reading it gives the same one again. */
export function formatQuery(query: Query): string {
	return query.groups.map((terms) => terms.map(formatTerm).join(' OR ')).join(' ');
}

function formatTerm(term: Term): string {
	const said = term.kind === 'text' ? formatText(term) : formatField(term);
	return term.not ? `-${said}` : said;
}

function formatText({ text, exact }: TextTerm): string {
	return exact ? `"${text}"` : text;
}

function formatField({ field, comparison, values }: FieldTerm): string {
	return `${field}:${comparison ?? ''}${values.map(formatValue).join(',')}`;
}

function formatValue(value: string): string {
	return /^[^\s",<>=][^\s",]*$/.test(value) ? value : `"${value}"`;
}
