import type { Json } from '../json.ts';
import { foldText } from '../fold-text.ts';
import { isId } from '../ids.ts';
import type { TextTerm } from './query.ts';

const WORDS = /[\p{L}\p{N}]+/gu;

/** The words of a text as searches know them: folded, without what stands between them. */
export function searchWords(text: string): string[] {
	return foldText(text).match(WORDS) ?? [];
}

/** The words of a text with one blank between them and one at each end. */
export function spacedWords(text: string): string {
	return ` ${searchWords(text).join(' ')} `;
}

/**
 * What must stand in the spaced words of a text for it to say a term: in quotes whole words in their
 * order, otherwise any part of a word. Undefined when the term has no letter and no digit.
 */
export function needleOf({ text, exact }: Pick<TextTerm, 'text' | 'exact'>): string | undefined {
	const words = searchWords(text).join(' ');
	if (words === '') return undefined;
	return exact ? ` ${words} ` : words;
}

/** Any of these must stand there for a text to say a term; none: every text says it. */
export function needlesOf(term: TextTerm): string[] {
	const needle = needleOf(term);
	if (needle === undefined) return [];
	const marks = (term.marks ?? []).map((mark) => ` ${mark} `);
	return [needle, ...(term.exact ? [] : withoutArticle(needle)), ...marks];
}

const ARTICLE = '\u0627\u0644';

/** An Arabic word without its article, which is written together with it; none of any other. */
export function withoutArticle(word: string): string[] {
	return word.startsWith(ARTICLE) && word.length >= 5 ? [word.slice(ARTICLE.length)] : [];
}

/**
 * The texts and codes in fields that the organisation defined. Their numbers and what
 * their choices are called are found by marks, days and people are asked for by their fields.
 */
export function customTexts(custom: Readonly<Record<string, Json>>): string[] {
	return Object.values(custom).flatMap((value) =>
		typeof value === 'string' && !isId(value) ? [value] : []
	);
}
