import type { StatusClass } from '#lib/domain/catalogue/definitions.ts';
import type { Article } from '#lib/domain/knowledge/article.ts';
import type { TeamId } from '#lib/domain/ids.ts';

/** Most hits of one answer. */
export const SEARCH_LIMIT = 50;

/** A ticket that the server found. */
export interface SearchHit {
	readonly id: string;
	readonly number: number | null;
	readonly subject: string;
	readonly team: TeamId;
	readonly status: string;
	readonly class: StatusClass;
	readonly requester: string | null;
	readonly updatedMs: number;
	/** Where in its messages the words stand; null when they stand in its line. */
	readonly excerpt: string | null;
	/** Whether it was found only by forgiving a slip. */
	readonly isGuess: boolean;
}

/** An article that the server found. */
export interface ArticleHit extends Pick<Article, 'title' | 'stage' | 'visibility' | 'language'> {
	readonly id: string;
	readonly isGuess: boolean;
}

/** What `GET /api/search` answers: the best hits, and whether there are more. */
export interface SearchAnswer {
	readonly hits: readonly SearchHit[];
	/** Of the articles, all of which the staff may read, those that say it; none where it asks for more than words. */
	readonly articles: readonly ArticleHit[];
	readonly isMore: boolean;
}
