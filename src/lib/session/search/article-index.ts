import {
	articleWords,
	findArticles,
	type ArticleWords,
	type FoundArticle
} from '#lib/domain/knowledge/article-search.ts';
import { Vocabulary } from '#lib/domain/query/vocabulary.ts';
import type { ArticleText } from './messages.ts';

const MOST_ALIKE = 8;

/** The words of the articles on this device, cut once. */
export class ArticleIndex {
	readonly #words = new Map<string, ArticleWords>();
	readonly #vocabulary = new Vocabulary();

	put({ id, ...article }: ArticleText): void {
		const words = articleWords(article);
		this.#words.set(id, words);
		this.#vocabulary.learn(words.all);
	}

	remove(id: string): void {
		this.#words.delete(id);
	}

	find(asked: string): FoundArticle<string>[] {
		return findArticles(this.#words, asked, (word) =>
			this.#vocabulary.like(word, { limit: MOST_ALIKE, isKnown: false })
		);
	}
}
