import { foldText } from '#lib/domain/fold-text.ts';
import { plainWords } from '#lib/domain/knowledge/markdown.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { ShelvedArticle } from '#lib/session/desk/knowledge.ts';

/** As many as are looked at before somebody writes themselves. */
const SHOWN = 3;
/** Words of fewer letters say little. */
const LEAST_LETTERS = 4;
const MOST_WORDS = 12;
/** What a colleague's word counts beside a word in the title. */
const OPINION = { weight: 2, most: 3 } as const;

/** The words of a ticket by which others like it are found. */
export function tellingWords({ subject, tags, category }: Ticket): string[] {
	const text = foldText([subject, category ?? '', ...tags].join(' '));
	const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= LEAST_LETTERS);
	return [...new Set(words)].slice(0, MOST_WORDS);
}

interface Text {
	readonly title: string;
	readonly body: string;
}

const texts = new WeakMap<ShelvedArticle, Text>();

function textOf(article: ShelvedArticle): Text {
	const known = texts.get(article);
	if (known !== undefined) return known;
	const title = foldText(`${article.title} ${article.tags.join(' ')}`);
	const text = { title, body: foldText(plainWords(article.body)) };
	texts.set(article, text);
	return text;
}

/** What an article has to do with these words, and how much it helped; 0 when it has nothing to. */
function likeness(article: ShelvedArticle, words: readonly string[]): number {
	const { title, body } = textOf(article);
	const inTitle = words.filter((word) => title.includes(word)).length;
	const inBody = words.filter((word) => body.includes(word)).length;
	if (inTitle === 0 && inBody < 2) return 0;
	const opinion = article.helpful.length - article.unhelpful.length;
	const heard = Math.max(-OPINION.most, Math.min(OPINION.most, opinion));
	return Math.max(0.1, 3 * inTitle + inBody + OPINION.weight * heard);
}

/** Articles that may solve a ticket, those first that fit and helped most. */
export function suggestedArticles(
	articles: Iterable<ShelvedArticle>,
	ticket: Ticket
): readonly ShelvedArticle[] {
	const words = tellingWords(ticket);
	return [...articles]
		.filter(({ stage }) => stage !== 'archived')
		.map((article) => ({ article, score: likeness(article, words) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score || b.article.writtenMs - a.article.writtenMs)
		.slice(0, SHOWN)
		.map(({ article }) => article);
}
