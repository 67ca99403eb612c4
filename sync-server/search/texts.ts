import { slipsIn, wordsLike } from '#lib/domain/query/likeness.ts';
import type { TextTerm } from '#lib/domain/query/query.ts';
import { searchWords, withoutArticle } from '#lib/domain/query/words.ts';
import type { SearchStore } from '../persistence/org/search-store.ts';

/** With fewer tickets than this saying a word as it was typed, words like it are looked for. */
const FEW = 20;
/** Most known words that a part of a word may stand for, and that a slip may have meant. */
const MOST_PARTS = 64;
const MOST_ALIKE = 8;
/** So many words with the most runs of letters in common are compared letter by letter. */
const CANDIDATES = 400;

/** How well a ticket says a term: in its line, in a message, or only if a slip is forgiven. */
export const IN_HEAD = 0;
const IN_MESSAGE = 1;
export const BY_GUESS = 2;

/**
 * Which tickets say a term, and where: the place of the message, 0 for the head; below zero, counted
 * down from -1, if a slip is forgiven.
 */
export type SaidBy = ReadonlyMap<number, number>;
const guessed = (place: number): number => -1 - place;
export const placeOf = (said: number): number => (said < 0 ? -1 - said : said);
export const rankOf = (said: number): number =>
	said < 0 ? BY_GUESS : said === 0 ? IN_HEAD : IN_MESSAGE;

/** What tickets say, looked up once for each term. */
export class Texts {
	readonly #search: SearchStore;
	readonly #runs = new Map<TextTerm, readonly string[]>();
	readonly #words = new Map<TextTerm, readonly string[]>();
	readonly #heads = new Map<TextTerm, SaidBy>();
	readonly #said = new Map<TextTerm, SaidBy>();

	constructor(search: SearchStore) {
		this.#search = search;
	}

	/** The words by which a term was found. */
	wordsOf(term: TextTerm): readonly string[] {
		return this.#words.get(term) ?? [];
	}

	/** Whose head says a term as it was typed; undefined for a term without any word. */
	inHeads(term: TextTerm): SaidBy | undefined {
		const runs = this.#runsOf(term);
		if (runs.length === 0) return undefined;
		const known = this.#heads.get(term);
		if (known !== undefined) return known;
		const found = this.#search.heads(runs);
		this.#heads.set(term, found);
		return found;
	}

	/** Who says a term; undefined for a term without any word. */
	of(term: TextTerm): SaidBy | undefined {
		if (this.#runsOf(term).length === 0) return undefined;
		const known = this.#said.get(term);
		if (known !== undefined) return known;
		const said = this.#look(term);
		this.#said.set(term, said);
		return said;
	}

	#look(term: TextTerm): SaidBy {
		const runs = this.#runsOf(term);
		const found = this.#search.texts(runs);
		const [word = '', ...others] = searchWords(term.text);
		if (term.exact || others.length > 0 || found.size >= FEW) return found;
		const alike = this.#alike(word, found.size > 0);
		this.#words.set(term, [...runs, ...alike]);
		return alike.length === 0 ? found : new Map([...this.#guessed(alike), ...found]);
	}

	/** What must stand in a text for it to say a term, any of it: words as typed, parts of words, or marks. */
	#runsOf(term: TextTerm): readonly string[] {
		const known = this.#runs.get(term);
		if (known !== undefined) return known;
		const words = searchWords(term.text);
		const said =
			term.exact || words.length !== 1 ? [words.join(' ')].filter(Boolean) : this.#parts(words);
		const runs = [...said, ...(term.marks ?? [])];
		this.#runs.set(term, runs);
		this.#words.set(term, term.exact || words.length !== 1 ? words : runs);
		return runs;
	}

	/** A word, and the known words that it is a part of. */
	#parts([word = '']: readonly string[]): readonly string[] {
		const whole = [word, ...withoutArticle(word)];
		const parts = whole.filter(({ length }) => length >= 3);
		const known = parts.flatMap((part) => this.#search.wordsWith(part, MOST_PARTS));
		return [...new Set([...whole, ...known])];
	}

	#alike(word: string, isKnown: boolean): string[] {
		if (slipsIn(word) === 0) return [];
		const near = this.#search.wordsNear(word, CANDIDATES);
		return wordsLike(word, near, { limit: MOST_ALIKE, isKnown });
	}

	#guessed(alike: readonly string[]): SaidBy {
		const found = this.#search.texts(alike);
		return new Map([...found].map(([no, place]) => [no, guessed(place)]));
	}
}
