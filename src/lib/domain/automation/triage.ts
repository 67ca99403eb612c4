import type { Keyword } from '../catalogue/keywords.ts';
import { spacedWords } from '../query/words.ts';
import { isSaid } from './said-words.ts';

/** What a text is about. */
export interface Sorted {
	readonly code: string;
	/** How sure that is, in percent. */
	readonly sure: number;
}

interface Sortable {
	readonly code: string;
	readonly keywords?: readonly Keyword[];
}

/**
 * What the words of a text speak for most, of entries with keywords. Each that is found makes its
 * entry as sure as its weight says, and every further one takes as much of the doubt that is left:
 * two of 60 % make 84 %. Undefined where nothing is found, or two are equally sure: the order of the
 * entries decides nothing.
 */
export function triage(text: string, entries: readonly Sortable[]): Sorted | undefined {
	const words = spacedWords(text);
	const [first, second] = entries
		.map(({ code, keywords = [] }) => ({ code, sure: surenessOf(words, keywords) }))
		.sort((a, b) => b.sure - a.sure);
	const isClear = first !== undefined && first.sure > (second?.sure ?? 0);
	return isClear ? first : undefined;
}

function surenessOf(words: string, keywords: readonly Keyword[]): number {
	const found = keywords.filter((keyword) => isSaid({ text: keyword.words, exact: true }, words));
	const doubt = found.reduce((left, { weight }) => left * (1 - weight / 100), 1);
	return Math.round(100 * (1 - doubt));
}
