import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import { formatQuery } from '#lib/domain/query/format.ts';
import {
	QUERY_FIELDS,
	type Comparison,
	type CustomKind,
	type Query,
	type QueryField,
	type Term,
	type ValueKind
} from '#lib/domain/query/query.ts';

const OWN = 'own.';

/** What a condition asks about: a field, one that the organisation defined, or words anywhere. */
export type Subject = QueryField | 'words' | `${typeof OWN}${string}`;

/** The subject that asks about a field that the organisation defined. */
export const ownSubject = (code: string): Subject => `${OWN}${code}`;

/** The code of the field that a subject asks about, if the organisation defined it. */
export const ownCode = (subject: Subject): string | undefined =>
	subject.startsWith(OWN) ? subject.slice(OWN.length) : undefined;

/** How a value is meant. */
export type How = 'is' | 'not' | Comparison;

/** A line of the builder; `text` is one that only its text can say, such as one with OR. */
export type Condition =
	| { readonly subject: Subject; readonly how: How; readonly value: string }
	| { readonly text: string };

/** Of what kind the values of a subject are; undefined for a field that there is no more. */
export function kindOf(subject: Subject, catalogue: Catalogue): ValueKind | CustomKind | undefined {
	const own = ownCode(subject);
	if (own !== undefined) return catalogue.find('field', own)?.kind;
	return isField(subject) ? QUERY_FIELDS[subject] : 'words';
}

const isField = (subject: Subject): subject is QueryField => Object.hasOwn(QUERY_FIELDS, subject);

/** The ways in which values of a kind can be asked about. */
export function waysOf(kind: ReturnType<typeof kindOf>): readonly How[] {
	return kind === 'date' || kind === 'priority' || kind === 'number'
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
	if (term.kind === 'part') return undefined;
	const [value, ...others] = term.values;
	if (value === undefined || others.length > 0) return undefined;
	if (term.comparison !== null && not) return undefined;
	const subject = term.kind === 'custom' ? ownSubject(term.field) : term.field;
	return { subject, how: term.comparison ?? (not ? 'not' : 'is'), value };
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
	const asked = { not: false, comparison, values, at: 0, end: 0 };
	const own = ownCode(subject);
	const term: Term | undefined =
		own !== undefined
			? { kind: 'custom', field: own, of: 'text', ...asked }
			: isField(subject)
				? { kind: 'field', field: subject, ...asked }
				: undefined;
	return term && not + formatQuery({ groups: [[term]] });
}

/** Several words are looked for as they stand, unless they are quoted already. */
function wordsText(value: string): string {
	if (/^"[^"]*"$/.test(value) || !/[\s:"()]|^-/.test(value)) return value;
	return `"${value.replaceAll('"', '')}"`;
}
