import type { Json } from '#lib/domain/json.ts';
import type { Article } from '#lib/domain/knowledge/article.ts';
import type { FoundArticle } from '#lib/domain/knowledge/article-search.ts';
import type { Asker, Searched } from '#lib/domain/query/match.ts';
import type { Query } from '#lib/domain/query/query.ts';

/** What is searched of a ticket's row. */
export interface RowText extends Searched {
	readonly id: string;
	readonly number: number | null;
	readonly mark: string;
	readonly messages: number;
	/** Whose it is; left out where nobody is known. */
	readonly contact?: string;
	readonly last: { readonly by: string } | null;
}

/** What tickets are measured by: entries of the catalogue, and the teams that belong to units. */
export interface Promises {
	readonly entries: readonly (readonly [key: string, entry: Json])[];
	readonly teams: readonly (readonly [team: string, { readonly unit: string }])[];
}

/** What somebody asks: a query whose names are resolved, and what it depends on. */
export interface Question extends Omit<Asker, 'levelOf' | 'standing'> {
	readonly query: Query;
	/** The weights of priorities by their codes. */
	readonly levels: Readonly<Record<string, number>>;
	/** How soon tickets are to be served, and when. */
	readonly promises: Promises;
	/** The last message that I have read of each ticket, by its id; empty unless the query asks for it. */
	readonly marks: ReadonlyMap<string, number>;
}

/** A ticket that was found. */
export interface Found extends Pick<
	RowText,
	'id' | 'number' | 'subject' | 'status' | 'class' | 'requester' | 'updatedMs' | 'contact'
> {
	/** Whether it was found only by forgiving a slip. */
	readonly isGuess: boolean;
}

/** What is searched of an article; archived ones are not told. */
export type ArticleText = Pick<Article, 'title' | 'tags' | 'body'> & { readonly id: string };

/** What the app tells the worker. */
export type ToWorker =
	| { readonly type: 'open'; readonly device: string }
	| { readonly type: 'rows'; readonly rows: readonly RowText[]; readonly gone: readonly string[] }
	| {
			readonly type: 'articles';
			readonly articles: readonly ArticleText[];
			readonly gone: readonly string[];
	  }
	| { readonly type: 'erase'; readonly name: string }
	| {
			readonly type: 'ask';
			readonly ask: number;
			readonly question: Question;
			readonly limit: number;
	  }
	| {
			readonly type: 'ask-articles';
			readonly ask: number;
			readonly words: string;
	  };

/** What the worker tells the app. */
export type FromWorker =
	| { readonly type: 'answer'; readonly ask: number; readonly found: readonly Found[] }
	| {
			readonly type: 'articles';
			readonly ask: number;
			readonly found: readonly FoundArticle<string>[];
	  }
	/** What was last asked may have another answer by now. */
	| { readonly type: 'news' };
