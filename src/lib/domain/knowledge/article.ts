import { isAutomation } from '../changes/change.ts';
import { cellValue, ownCell, presentElements, type Cells } from '../crdt/cells.ts';
import type { Json } from '../json.ts';
import { object } from '../object.decode.ts';
import { boolean, matching, nullable, oneOf, text } from '../schema.ts';
import { code } from '../catalogue/code.ts';
import { stampMs } from '../stamp.ts';

/** Longest texts of an article, in UTF-16 units. */
export const ARTICLE_LIMITS = { title: 160, body: 40_000 } as const;

/** Who may read an article once it is published; each is wider than the one before. */
export const VISIBILITIES = ['staff', 'customers', 'public'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** How far an article is; only those that are published are read by others than the staff. */
export const STAGES = ['draft', 'published', 'archived'] as const;
export type Stage = (typeof STAGES)[number];

const isLanguage = (value: unknown): value is string =>
	typeof value === 'string' && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/.test(value);

/** What an article has, and what each may be. */
export const ARTICLE_FIELDS = {
	title: text(1, ARTICLE_LIMITS.title),
	/** Words with a little formatting, as `readMarkdown` reads it. */
	body: text(0, ARTICLE_LIMITS.body),
	section: nullable(code),
	language: matching(isLanguage, 'must be a language'),
	visibility: oneOf(VISIBILITIES),
	stage: oneOf(STAGES),
	/** Whether it stands among the questions that are asked often. */
	faq: boolean
} as const;

/** The body of the change that makes one; what it leaves out is empty. */
export const articleCreate = object(
	{ title: ARTICLE_FIELDS.title, language: ARTICLE_FIELDS.language },
	{
		body: ARTICLE_FIELDS.body,
		section: ARTICLE_FIELDS.section,
		visibility: ARTICLE_FIELDS.visibility,
		faq: ARTICLE_FIELDS.faq
	}
);

/** An article as people see it. Times are ms since 1970. */
export interface Article {
	readonly title: string;
	readonly body: string;
	readonly section: string | null;
	readonly language: string;
	readonly visibility: Visibility;
	readonly stage: Stage;
	readonly faq: boolean;
	readonly tags: readonly string[];
	/** Colleagues whom it helped, and those whom it did not. */
	readonly helpful: readonly string[];
	readonly unhelpful: readonly string[];
	/** The texts in which its next words are written, the newest last. */
	readonly drafts: readonly string[];
	readonly createdBy: string;
	/** When its words were written last. */
	readonly writtenMs: number;
}

/** Reads an article from its cells; undefined when it has not been created there. */
export function readArticle(cells: Cells): Article | undefined {
	const created = ownCell(cells, 'created');
	if (created === undefined) return undefined;
	const words = ['title', 'body'].flatMap((key) => ownCell(cells, key)?.[1] ?? []);
	return {
		title: asText(cellValue(cells, 'title')) ?? '',
		body: asText(cellValue(cells, 'body')) ?? '',
		section: asText(cellValue(cells, 'section')),
		language: asText(cellValue(cells, 'language')) ?? 'en',
		visibility: VISIBILITIES.find((known) => known === cellValue(cells, 'visibility')) ?? 'staff',
		stage: STAGES.find((known) => known === cellValue(cells, 'stage')) ?? 'draft',
		faq: cellValue(cells, 'faq') === true,
		tags: presentElements(cells, 'tags'),
		helpful: presentElements(cells, 'helpful'),
		unhelpful: presentElements(cells, 'unhelpful'),
		drafts: draftsOf(cells),
		createdBy: asText(created[0]) ?? '',
		writtenMs: Math.max(...[created[1], ...words].map(stampMs))
	};
}

function draftsOf(cells: Cells): string[] {
	const begun = (id: string) => ownCell(cells, `drafts/${id}`)?.[1] ?? '';
	return presentElements(cells, 'drafts').sort((a, b) => (begun(a) < begun(b) ? -1 : 1));
}

const asText = (value: Json | undefined): string | null =>
	typeof value === 'string' ? value : null;

/** Whether somebody outside may read it: everybody, or those whom the organisation serves. */
export function isShown({ stage, visibility }: Article, to: 'public' | 'customers'): boolean {
	if (stage !== 'published') return false;
	return visibility === 'public' || visibility === to;
}

/** Colleagues by name, and no automation, say what helped them. */
export const isHelped = (by: string, element: string): boolean =>
	!isAutomation(by) && by === element;
