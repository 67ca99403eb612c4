import { foldText } from '#lib/domain/fold-text.ts';
import { isShown, type Article } from '#lib/domain/knowledge/article.ts';
import { plainWords } from '#lib/domain/knowledge/markdown.ts';
import type { HelpAnswer, HelpArticle, HelpRow } from '#lib/protocol/help.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';
import { takesRequests } from './view.ts';

type Reader = 'public' | 'customers';

const START_LENGTH = 160;
/** Nobody scrolls further. */
const MOST_FOUND = 200;

/** What somebody outside may read, or finds. */
export function readHelp(
	unit: OrgUnit,
	orgName: string,
	{ reader, asked }: { readonly reader: Reader; readonly asked: string }
): HelpAnswer {
	const { articles, catalogue } = unit.world.directory;
	const words = wordsOf(asked);
	const found = [...articles]
		.filter(([, article]) => isShown(article, reader))
		.map(([id, article]) => ({ row: rowOf(id, article), score: scoreOf(article, words) }))
		.filter(({ score }) => words.length === 0 || score > 0)
		.sort((a, b) => b.score - a.score || (a.row.title < b.row.title ? -1 : 1))
		.slice(0, MOST_FOUND)
		.map(({ row }) => row);
	const used = new Set(found.map(({ section }) => section));
	return {
		orgName,
		sections: catalogue
			.current('section')
			.filter(({ code }) => used.has(code))
			.map(({ code, names }) => ({ code, names })),
		articles: found,
		takesFeedback: takesRequests(unit)
	};
}

/** One article; undefined when it is not for this reader, or there is none. */
export function readHelpArticle(
	unit: OrgUnit,
	reader: Reader,
	id: string
): HelpArticle | undefined {
	const article = unit.world.directory.articles.get(id);
	if (article === undefined || !isShown(article, reader)) return undefined;
	return { ...rowOf(id, article), body: article.body, writtenMs: article.writtenMs };
}

function rowOf(id: string, article: Article): HelpRow {
	const { title, section, language, faq } = article;
	const start = textOf(article).words.slice(0, START_LENGTH).toWellFormed();
	return { id, title, section, language, faq, start };
}

const wordsOf = (text: string): string[] =>
	foldText(text)
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word.length > 1)
		.slice(0, 8);

/** All of the words, in the title more than in the text. */
function scoreOf(article: Article, words: readonly string[]): number {
	const { title, all } = textOf(article);
	let score = 0;
	for (const word of words) {
		if (!all.includes(word)) return 0;
		score += title.includes(word) ? 3 : 1;
	}
	return score;
}

interface Text {
	readonly words: string;
	readonly title: string;
	readonly all: string;
}

// An article is never changed itself, only replaced.
const texts = new WeakMap<Article, Text>();

function textOf(article: Article): Text {
	const known = texts.get(article);
	if (known !== undefined) return known;
	const words = plainWords(article.body);
	const title = foldText(`${article.title} ${article.tags.join(' ')}`);
	const text = { words, title, all: `${title} ${foldText(words)}` };
	texts.set(article, text);
	return text;
}
