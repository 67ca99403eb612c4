import type { Article } from '#lib/domain/knowledge/article.ts';
import {
	articleWords,
	askedOfArticles,
	findArticles,
	type ArticleWords,
	type FoundArticle
} from '#lib/domain/knowledge/article-search.ts';
import { wordsLike } from '#lib/domain/query/likeness.ts';
import type { Query } from '#lib/domain/query/query.ts';
import type { ArticleHit } from '#lib/protocol/search.ts';

const MOST = 20;
const MOST_ALIKE = 4;

// An article is never changed itself, only replaced.
const known = new WeakMap<Article, ArticleWords>();

function wordsOf(article: Article): ArticleWords {
	const words = known.get(article) ?? articleWords(article);
	known.set(article, words);
	return words;
}

type Shelved = readonly [id: string, article: Article];

/** The articles that say what is asked for; a slip is forgiven by the words of titles and tags. */
export function findShelved(shelf: readonly Shelved[], asked: string): FoundArticle<Shelved>[] {
	const told = shelf.map((one) => [one, wordsOf(one[1])] as const);
	const named = () => new Set(told.flatMap(([, { title }]) => title.split(' ')));
	return findArticles(told, asked, (word) => wordsLike(word, named(), { limit: MOST_ALIKE }));
}

/** What the staff find of all articles that are not archived. */
export function articleHits(
	articles: ReadonlyMap<string, Article>,
	query: Query
): readonly ArticleHit[] {
	const asked = askedOfArticles(query);
	if (asked === undefined) return [];
	const shelf = [...articles].filter(([, { stage }]) => stage !== 'archived');
	return findShelved(shelf, asked)
		.slice(0, MOST)
		.map(({ article: [id, { title, stage, visibility, language }], isGuess }) => {
			return { id, title, stage, visibility, language, isGuess };
		});
}
