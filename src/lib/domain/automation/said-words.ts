import type { TextTerm } from '../query/query.ts';
import { needleOf, searchWords } from '../query/words.ts';

/** More of them in one term could take time without end. */
const MOST_NUMBERS = 3;

/** Whether spaced words say a term. In quotes, `#` stands for a number: `"ERR-#"` for ERR-1042. */
export function isSaid(term: Pick<TextTerm, 'text' | 'exact'>, words: string): boolean {
	const parts = term.exact ? term.text.split(/#[#\s]*/) : [];
	if (parts.length <= 1 || parts.length > MOST_NUMBERS + 1) {
		const needle = needleOf(term);
		return needle !== undefined && words.includes(needle);
	}
	// What is left of words are letters and digits, which mean themselves in a pattern.
	const pattern = parts.map((part) => searchWords(part).join(' ')).join(' ?\\d{1,20} ?');
	return new RegExp(` ${pattern} `).test(words);
}
