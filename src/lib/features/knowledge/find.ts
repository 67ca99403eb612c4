import { foldText } from '#lib/domain/fold-text.ts';
import type { ShelvedArticle } from '#lib/session/desk/knowledge.ts';

const texts = new WeakMap<ShelvedArticle, { readonly title: string; readonly all: string }>();

function textOf(article: ShelvedArticle) {
	const known = texts.get(article);
	if (known !== undefined) return known;
	const title = foldText(`${article.title} ${article.tags.join(' ')}`);
	// Read as it was typed: to take the signs out of thousands of articles holds up the first letter.
	const text = { title, all: `${title} ${foldText(article.body)}` };
	texts.set(article, text);
	return text;
}

const isArchived = ({ stage }: ShelvedArticle): boolean => stage === 'archived';

/** The articles that have all the words, those that have them in the title first; archived ones last. */
export function findArticles(
	articles: Iterable<ShelvedArticle>,
	asked: string
): readonly ShelvedArticle[] {
	const words = foldText(asked).split(/\s+/).filter(Boolean);
	const { compare } = new Intl.Collator();
	// What nobody looks for is not read: of thousands of articles that takes its time.
	if (words.length === 0)
		return [...articles].sort(
			(a, b) => Number(isArchived(a)) - Number(isArchived(b)) || compare(a.title, b.title)
		);
	return [...articles]
		.map((article) => ({ article, text: textOf(article) }))
		.filter(({ text }) => words.every((word) => text.all.includes(word)))
		.map(({ article, text }) => ({
			article,
			score: words.filter((word) => text.title.includes(word)).length
		}))
		.sort(
			(a, b) =>
				Number(isArchived(a.article)) - Number(isArchived(b.article)) ||
				b.score - a.score ||
				compare(a.article.title, b.article.title)
		)
		.map(({ article }) => article);
}
