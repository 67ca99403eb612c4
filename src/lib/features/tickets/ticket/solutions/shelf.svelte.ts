import type { ShelvedArticle } from '#lib/session/desk/knowledge.ts';
import { nearTo, type Considered } from './solutions.ts';

/** Longest that one turn looks through articles, in ms. */
const BUDGET_MS = 5;

/** The articles that have to do with some words; thousands are looked through in turns. */
export class Shelf {
	#near = $state.raw<readonly Considered[]>([]);
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Those of the last look that came to its end. */
	get near(): readonly Considered[] {
		return this.#near;
	}

	look(articles: Iterable<ShelvedArticle>, words: readonly string[]): void {
		const rest = articles[Symbol.iterator]();
		const near: Considered[] = [];
		const turn = () => {
			const until = performance.now() + BUDGET_MS;
			while (performance.now() < until) {
				const next = rest.next();
				if (next.done === true) {
					this.#near = near;
					return;
				}
				const considered = nearTo(next.value, words);
				if (considered !== undefined) near.push(considered);
			}
			this.#timer = setTimeout(turn);
		};
		clearTimeout(this.#timer);
		this.#timer = setTimeout(turn);
	}

	close(): void {
		clearTimeout(this.#timer);
	}
}
