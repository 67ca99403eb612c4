import type { Query } from '../query/query.ts';
import { searchWords, spacedWords, withoutArticle } from '../query/words.ts';
import type { Article } from './article.ts';
import { plainWords } from './markdown.ts';

/** With fewer hits than this, slips are forgiven. */
const FEW = 3;
const MOST_WORDS = 12;

/** The words of an article as searches know them. */
export interface ArticleWords {
	/** Of its title and tags. */
	readonly title: string;
	readonly all: string;
}

/** An article that was found; `isGuess` when only by forgiving a slip. */
export interface FoundArticle<One> {
	readonly article: One;
	readonly isGuess: boolean;
}

/** Cuts an article into words, once. */
export function articleWords({
	title,
	tags,
	body
}: Pick<Article, 'title' | 'tags' | 'body'>): ArticleWords {
	const named = spacedWords([title, ...tags].join(' '));
	return { title: named, all: named + spacedWords(plainWords(body)) };
}

/**
 * The articles that say all the words that are asked for, those first that have them in the title.
 * Where there are few, `like` names words that may have been meant.
 */
export function findArticles<One>(
	articles: Iterable<readonly [article: One, words: ArticleWords]>,
	asked: string,
	like: (word: string) => readonly string[]
): FoundArticle<One>[] {
	const words = searchWords(asked).slice(0, MOST_WORDS);
	if (words.length === 0) return [];
	const all = [...articles];
	const exact = words.map((word) => [word, ...withoutArticle(word)]);
	const found = ranked(all, exact).map((article) => ({ article, isGuess: false }));
	if (found.length >= FEW) return found;
	const known = new Set(found.map(({ article }) => article));
	const loose = words.map((word, index) => [
		...(exact[index] ?? []),
		...like(word).map((one) => ` ${one} `)
	]);
	const guesses = ranked(all, loose).filter((article) => !known.has(article));
	return [...found, ...guesses.map((article) => ({ article, isGuess: true }))];
}

/** Those that have any needle of each word; more of them in the title is better. */
function ranked<One>(
	articles: readonly (readonly [One, ArticleWords])[],
	wanted: readonly (readonly string[])[]
): One[] {
	const has = (text: string, needles: readonly string[]) =>
		needles.some((needle) => text.includes(needle));
	return articles
		.filter(([, { all }]) => wanted.every((needles) => has(all, needles)))
		.map(([article, { title }]) => ({
			article,
			inTitle: wanted.filter((needles) => has(title, needles)).length
		}))
		.sort((a, b) => b.inTitle - a.inTitle)
		.map(({ article }) => article);
}

/** What a query asks of articles: its words, when it asks for nothing that only tickets have. */
export function askedOfArticles({ groups }: Query): string | undefined {
	const words = groups.flatMap(([term, ...others]) =>
		term?.kind === 'text' && !term.not && others.length === 0 ? [term.text] : []
	);
	return words.length === groups.length ? words.join(' ') : undefined;
}
