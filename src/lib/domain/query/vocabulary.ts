import { slipsIn, trigrams, wordsLike } from './likeness.ts';

const LEAST = 3;
const MOST = 40;
/** A slip changes at most so many runs of three letters. */
const RUNS_A_SLIP = 4;

/** The words that were read so far, found by words that are spelled a little otherwise. */
export class Vocabulary {
	readonly #words: string[] = [];
	readonly #known = new Set<string>();
	readonly #places = new Map<string, number[]>();

	/** Learns the words of a text that has one blank between them. */
	learn(spaced: string): void {
		for (const word of spaced.split(' ')) {
			if (word.length < LEAST || word.length > MOST || this.#known.has(word)) continue;
			this.#known.add(word);
			const place = this.#words.push(word) - 1;
			for (const run of trigrams(word)) {
				const places = this.#places.get(run);
				if (places === undefined) this.#places.set(run, [place]);
				else places.push(place);
			}
		}
	}

	/** Words that may have been meant, the most alike first. */
	like(word: string, options: { readonly limit: number; readonly isKnown: boolean }): string[] {
		const slips = slipsIn(word);
		if (slips === 0) return [];
		const runs = trigrams(word);
		const least = Math.max(1, runs.length - slips * RUNS_A_SLIP);
		const shared = new Map<number, number>();
		for (const run of runs)
			for (const place of this.#places.get(run) ?? [])
				shared.set(place, (shared.get(place) ?? 0) + 1);
		const candidates: string[] = [];
		for (const [place, count] of shared)
			if (count >= least) candidates.push(this.#words[place] ?? '');
		return wordsLike(word, candidates, options);
	}
}
