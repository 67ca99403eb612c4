import { object } from '../object.decode.ts';
import { integer, list, text, type DecodedBy } from '../schema.ts';

/** Most keywords that speak for one thing. */
export const KEYWORD_LIMIT = 60;

const keyword = object({
	/** Whole words in their order; `#` stands for a number. */
	words: text(1, 60),
	/** How sure they make it by themselves, in percent. */
	weight: integer(1, 100)
});
/** Words that speak for something. */
export type Keyword = DecodedBy<typeof keyword>;

/** Reads the keywords of one thing. */
export const keywords = list(keyword, KEYWORD_LIMIT);
