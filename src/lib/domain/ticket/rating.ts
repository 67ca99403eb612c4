import { cellValue, type Cells } from '../crdt/cells.ts';
import { jsonMember } from '../json.ts';

/** The register in which whoever asked says how they were served. */
export const RATING = 'rating';
/** From *bad* to *very good*. */
export const MOST_STARS = 5;
/** Longest words of a rating, in UTF-16 units. */
export const RATING_WORDS = 1_000;

/** What whoever asked says of one round of a ticket. */
export interface Rating {
	readonly round: number;
	readonly stars: number;
	readonly solved: boolean;
	readonly words: string;
}

/** Where the link of a round of a ticket, by which it is rated, leads. */
const LINK = /\/rate\/[^\s./]+\.([0-9a-z]{26})\.(\d{1,7})\./g;

/** The rounds of a ticket that words ask to rate, by the links in them. */
export function roundsToRate(ticket: string, words: string): number[] {
	return [...words.matchAll(LINK)].flatMap(([, id, round]) =>
		id === ticket ? [Number(round)] : []
	);
}

/** How a ticket was rated last; null when it was not. */
export function readRating(cells: Cells): Rating | null {
	const value = cellValue(cells, RATING);
	const [round, stars] = [jsonMember(value, 'round'), jsonMember(value, 'stars')];
	const words = jsonMember(value, 'words');
	if (typeof round !== 'number' || typeof stars !== 'number') return null;
	return {
		round,
		stars,
		solved: jsonMember(value, 'solved') === true,
		words: typeof words === 'string' ? words : ''
	};
}
