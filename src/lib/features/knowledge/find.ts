import { foldText } from '#lib/domain/fold-text.ts';
import { plainWords } from '#lib/domain/knowledge/markdown.ts';
import type { ShelvedArticle } from '#lib/session/desk/knowledge.ts';

const texts = new WeakMap<ShelvedArticle, { readonly title: string; readonly all: string }>();

function textOf(article: ShelvedArticle) {
	const known = texts.get(article);
	if (known !== undefined) return known;
	const title = foldText(`${article.title} ${article.tags.join(' ')}`);
	const text = { title, all: `${title} ${foldText(plainWords(article.body))}` };
	texts.set(article, text);
	return text;
}

/** The articles that have all the words, those that have them in the title first; archived ones last. */
export function findArticles(
	articles: Iterable<ShelvedArticle>,
	asked: string
): readonly ShelvedArticle[] {
	const words = foldText(asked).split(/\s+/).filter(Boolean);
	return [...articles]
		.map((article) => ({ article, text: textOf(article) }))
		.filter(({ text }) => words.every((word) => text.all.includes(word)))
		.map(({ article, text }) => ({
			article,
			score: words.filter((word) => text.title.includes(word)).length
		}))
		.sort(
			(a, b) =>
				Number(a.article.stage === 'archived') - Number(b.article.stage === 'archived') ||
				b.score - a.score ||
				a.article.title.localeCompare(b.article.title)
		)
		.map(({ article }) => article);
}
