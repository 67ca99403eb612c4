import type { Catalogue, Entry } from '../catalogue/catalogue.ts';
import type { Json } from '../json.ts';
import { readNumbers } from './custom.ts';
import type { Query, Term, TextTerm } from './query.ts';
import { needleOf, searchWords, spacedWords } from './words.ts';

/** Characters that nobody types, one for each of ASCII: no word is ever a part of a mark. */
const PRIVATE_USE = 0xe000;
const CATEGORY = '~category';
const TAG = '~tag';

/** A value as an index keeps it beside the words of a ticket, whatever the value is called. */
function markOf(field: string, value: string | number): string {
	const text = `${field} ${value}`;
	return String.fromCharCode(...[...text].map((letter) => PRIVATE_USE + letter.charCodeAt(0)));
}

/** What can be chosen has a code; whatever else looks like one does no harm. */
const CODE = /^[a-z0-9-]{1,40}$/;

/**
 * Marks of what a ticket holds whose words stand elsewhere, in the catalogue, or nowhere: choices and
 * numbers in fields that the organisation defined, the category, and tags.
 */
export function valueMarks({
	category,
	custom,
	tags
}: {
	readonly category: string | null;
	readonly custom: Readonly<Record<string, Json>>;
	readonly tags: readonly string[];
}): string[] {
	const values: [field: string, value: Json][] = [
		...Object.entries(custom),
		[CATEGORY, category],
		...tags.map((tag): [string, Json] => [TAG, tagValue(tag)])
	];
	return values.flatMap(([field, value]) =>
		typeof value === 'number' || (typeof value === 'string' && CODE.test(value))
			? [markOf(field, value)]
			: []
	);
}

/** A tag may be any text: it is the one that is defined whatever stands between its words. */
const tagValue = (tag: string): string => searchWords(tag).join('-');

/** The query whose words also mean what is called by them now: choices, categories, tags, and numbers. */
export function withMarks(query: Query, catalogue: Catalogue): Query {
	const marked = (term: Term): Term => {
		if (term.kind === 'part') return { ...term, query: withMarks(term.query, catalogue) };
		return term.kind === 'text' ? { ...term, marks: marksOf(term, catalogue) } : term;
	};
	return { groups: query.groups.map((terms) => terms.map(marked)) };
}

function marksOf(term: TextTerm, catalogue: Catalogue): string[] {
	const words = needleOf(term);
	if (words === undefined) return [];
	// A short word is meant as it is: a letter or two stand in any name.
	const needle = words.length < 3 ? ` ${words} ` : words;
	const isCalled = ({ names }: { readonly names: Readonly<Record<string, string>> }) =>
		Object.values(names).some((name) => spacedWords(name).includes(needle));
	const categories = catalogue.all('category').filter(isCalled);
	const tags = catalogue.all('tag').filter(isCalled);
	const fields = catalogue.all('field');
	return [
		...categories.map(({ code }) => markOf(CATEGORY, code)),
		...tags.map(({ code }) => markOf(TAG, tagValue(code))),
		...fields.flatMap(({ code, options }) =>
			options.filter(isCalled).map((option) => markOf(code, option.code))
		),
		...numberMarks(term.text, fields)
	];
}

function numberMarks(text: string, fields: readonly Entry<'field'>[]): string[] {
	const read = readNumbers(text);
	if (read === undefined || read.from !== read.to) return [];
	return fields.flatMap(({ code, kind }) => (kind === 'number' ? [markOf(code, read.from)] : []));
}
