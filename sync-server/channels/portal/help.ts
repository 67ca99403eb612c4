import { isShown, type Article } from '#lib/domain/knowledge/article.ts';
import { plainWords } from '#lib/domain/knowledge/markdown.ts';
import type { HelpAnswer, HelpArticle, HelpBook, HelpRow } from '#lib/protocol/help.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';
import { findShelved } from '../../search/find-articles.ts';
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
	const shelf = [...articles]
		.filter(([, article]) => isShown(article, reader))
		.sort(([, a], [, b]) => (a.title < b.title ? -1 : 1));
	const shown = asked.trim() === '' ? shelf : findShelved(shelf, asked).map((one) => one.article);
	const found = shown.slice(0, MOST_FOUND).map(([id, article]) => rowOf(id, article));
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

/** As many letters as a device keeps for when there is no network. */
const MOST_KEPT = 2_000_000;

/** All that somebody outside may read; of more than a device keeps, what is asked often comes first. */
export function readHelpBook(unit: OrgUnit, orgName: string, reader: Reader): HelpBook {
	const answer = readHelp(unit, orgName, { reader, asked: '' });
	let left = MOST_KEPT;
	const articles = answer.articles
		.toSorted((a, b) => Number(b.faq) - Number(a.faq))
		.flatMap(({ id }) => {
			const article = unit.world.directory.articles.get(id);
			const told = readHelpArticle(unit, reader, id);
			if (article === undefined || told === undefined) return [];
			left -= told.body.length;
			return left < 0 ? [] : [{ ...told, tags: article.tags }];
		});
	return { ...answer, articles };
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
	return { id, title, section, language, faq, start: startOf(article) };
}

// An article is never changed itself, only replaced.
const starts = new WeakMap<Article, string>();

function startOf(article: Article): string {
	const start =
		starts.get(article) ?? plainWords(article.body).slice(0, START_LENGTH).toWellFormed();
	starts.set(article, start);
	return start;
}
