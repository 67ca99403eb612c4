import { formatQuery } from '#lib/domain/query/format.ts';
import {
	QUERY_FIELDS,
	type Comparison,
	type Query,
	type QueryField,
	type Term
} from '#lib/domain/query/query.ts';

/** What a condition asks about: a field, or words anywhere in the ticket. */
export type Subject = QueryField | 'words';

/** How a value is meant. */
export type How = 'is' | 'not' | Comparison;

/** A line of the builder; `text` is one that only its text can say, such as one with OR. */
export type Condition =
	| { readonly subject: Subject; readonly how: How; readonly value: string }
	| { readonly text: string };

/** The ways in which a subject can be asked about. */
export function waysOf(subject: Subject): readonly How[] {
	const kind = subject === 'words' ? 'words' : QUERY_FIELDS[subject];
	return kind === 'date' || kind === 'priority'
		? ['is', 'not', '>', '>=', '<', '<=']
		: ['is', 'not'];
}

/** The lines of a query. */
export function conditionsOf(query: Query): Condition[] {
	return query.groups.map((terms): Condition => {
		const [term, ...others] = terms;
		const simple = term === undefined || others.length > 0 ? undefined : simpleOf(term);
		return simple ?? { text: formatQuery({ groups: [terms] }) };
	});
}

function simpleOf(term: Term): Condition | undefined {
	const { not } = term;
	if (term.kind === 'text')
		return {
			subject: 'words',
			how: not ? 'not' : 'is',
			value: term.exact ? `"${term.text}"` : term.text
		};
	const [value, ...others] = term.values;
	if (value === undefined || others.length > 0) return undefined;
	if (term.comparison !== null && not) return undefined;
	return { subject: term.field, how: term.comparison ?? (not ? 'not' : 'is'), value };
}

/** The text of lines; those without a value yet are left out. */
export function textOf(conditions: readonly Condition[]): string {
	return conditions.flatMap((condition) => lineText(condition) ?? []).join(' ');
}

function lineText(condition: Condition): string | undefined {
	if ('text' in condition) return condition.text;
	const { subject, how, value } = condition;
	if (value.trim() === '') return undefined;
	const not = how === 'not' ? '-' : '';
	if (subject === 'words') return not + wordsText(value.trim());
	const comparison = how === 'is' || how === 'not' ? null : how;
	const values = [value.trim().replaceAll('"', '')];
	const term: Term = {
		kind: 'field',
		not: false,
		field: subject,
		comparison,
		values,
		at: 0,
		end: 0
	};
	return not + formatQuery({ groups: [[term]] });
}

/** Several words are looked for as they stand, unless they are quoted already. */
function wordsText(value: string): string {
	if (/^"[^"]*"$/.test(value) || !/[\s:"]|^-/.test(value)) return value;
	return `"${value.replaceAll('"', '')}"`;
}
