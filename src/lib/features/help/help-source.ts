import { articleWords, findArticles } from '#lib/domain/knowledge/article-search.ts';
import { wordsLike } from '#lib/domain/query/likeness.ts';
import type { HelpAnswer, HelpArticle, HelpBook, HelpBookArticle } from '#lib/protocol/help.ts';
import type { ApiResult } from '#lib/session/api.ts';
import { keepHelp, keptHelp, type HelpReader } from '#lib/session/help-book.ts';
import { helpApi } from './help-api.ts';

/** An answer, and whether it is the one that was kept here because there is no network. */
export type Told<Value> = ApiResult<Value> & { readonly isKept?: boolean };

const MOST_ALIKE = 4;

/** The articles that a reader may read, from the server or, without a network, from this device. */
export const helpSource = {
	async list(reader: HelpReader, asked: string): Promise<Told<HelpAnswer>> {
		const answer = await helpApi.list(reader, asked);
		return fromHere(reader, answer, (book) => ({ ...book, articles: found(book, asked) }));
	},
	async article(reader: HelpReader, id: string): Promise<Told<HelpArticle>> {
		const answer = await helpApi.article(reader, id);
		return fromHere(reader, answer, ({ articles }) => articles.find((one) => one.id === id));
	},
	/** Keeps all of them for when there is no network; what cannot be kept is read from the server. */
	keep(reader: HelpReader): void {
		void keepHelp(reader).catch(() => undefined);
	}
} as const;

async function fromHere<Value>(
	reader: HelpReader,
	answer: ApiResult<Value>,
	read: (book: HelpBook) => Value | undefined
): Promise<Told<Value>> {
	if (answer.ok || (answer.code !== 'network' && answer.code !== 'timeout')) return answer;
	const book = await keptHelp(reader).catch(() => null);
	const value = book === null ? undefined : read(book);
	return value === undefined ? answer : { ok: true, value, isKept: true };
}

function found({ articles }: HelpBook, asked: string): readonly HelpBookArticle[] {
	if (asked.trim() === '') return articles;
	const told = articles.map((one) => [one, articleWords(one)] as const);
	const named = () => new Set(told.flatMap(([, { title }]) => title.split(' ')));
	return findArticles(told, asked, (word) => wordsLike(word, named(), { limit: MOST_ALIKE })).map(
		({ article }) => article
	);
}
