import type { Names } from '../domain/catalogue/names.ts';

/**
 * What the public help page takes and gives, under `/api/help`: published articles that are for
 * everybody. Requesters who are signed in read those for customers, too, under `/api/portal/help`.
 */

/** An article as a line of a list. */
export interface HelpRow {
	readonly id: string;
	readonly title: string;
	readonly section: string | null;
	readonly language: string;
	readonly faq: boolean;
	/** Its first words. */
	readonly start: string;
}

/** `GET /api/help?q=`: best first where something is looked for, else by section and title. */
export interface HelpAnswer {
	readonly orgName: string;
	readonly sections: readonly { readonly code: string; readonly names: Names }[];
	readonly articles: readonly HelpRow[];
	/** Whether somebody reads what is written in the form. */
	readonly takesFeedback: boolean;
}

/** `GET /api/help/articles/:id`. */
export interface HelpArticle extends HelpRow {
	readonly body: string;
	readonly writtenMs: number;
}

/** `GET /api/help/all`: everything that a reader may read, to be read without a network. */
export interface HelpBook extends HelpAnswer {
	readonly articles: readonly HelpBookArticle[];
}
/** One of them, with what it can be found by. */
export interface HelpBookArticle extends HelpArticle {
	readonly tags: readonly string[];
}

/** `POST /api/help/articles/:id/vote`: whether it helped. */
export interface VoteRequest {
	readonly helpful: boolean;
}

/** `GET /api/articles/votes`: what readers outside said, by article. */
export interface VotesAnswer {
	readonly votes: Readonly<Record<string, { readonly yes: number; readonly no: number }>>;
}

/** An article as it was from one moment to the next. */
export interface ArticleVersion {
	/** The change that made it. */
	readonly change: string;
	readonly by: string;
	readonly atMs: number;
	readonly title: string;
	readonly body: string;
}

/** `GET /api/articles/:id/versions`: newest first. */
export interface VersionsAnswer {
	readonly versions: readonly ArticleVersion[];
}

/** What words to the organisation can be about. */
export const FEEDBACK_KINDS = ['general', 'feature', 'bug', 'support'] as const;
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];
/** How long a name may be, and how short and long the words. */
export const FEEDBACK_LIMITS = { name: 120, least: 10, most: 2_000 } as const;

/** Whoever sends a form sooner than this after it was given out is no person. */
export const FORM_TAKES_MS = 3_000;

/** `GET /api/help/form`: what the form must be sent with; it shows how long somebody took. */
export interface FormAnswer {
	readonly token: string;
}

/** `POST /api/help/feedback`: the answer tells nobody what became of it. */
export interface FeedbackRequest {
	readonly token: string;
	readonly name: string;
	readonly email: string;
	readonly kind: FeedbackKind;
	readonly message: string;
	/** A field that people do not see; whoever fills it in is none. */
	readonly website: string;
}
