import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import { entityRef } from '#lib/domain/ids.ts';
import type { RefusalReason } from '#lib/domain/judge/verdict.ts';
import type { Visibility } from '#lib/domain/knowledge/article.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { ShelvedArticle } from '#lib/session/desk/knowledge.ts';

/** What is typed of an article. */
export interface ArticleDraft {
	title: string;
	section: string | null;
	language: string;
	visibility: Visibility;
	faq: boolean;
	/** Separated by commas. */
	tags: string;
}

interface Saved {
	readonly id?: string;
	readonly refusal?: RefusalReason;
}

/** Makes an article, or changes of it what is different now; answers why not when that was refused. */
export function saveArticle(
	desk: Desk,
	article: ShelvedArticle | undefined,
	draft: ArticleDraft
): Saved {
	const id = article?.id ?? desk.newId();
	const target = entityRef('article', id);
	const { title, tags, ...rest } = draft;
	const typed = { ...rest, title: title.trim() };
	if (article === undefined) {
		const { verdict } = desk.change('article.create', target, typed);
		if (!verdict.ok) return { refusal: verdict.reason };
	} else
		for (const body of differing(article, typed)) {
			const { verdict } = desk.change('article.field', target, body);
			if (!verdict.ok) return { refusal: verdict.reason };
		}
	const wanted = tagsIn(tags);
	const before = article?.tags ?? [];
	for (const element of new Set([...wanted, ...before])) {
		const present = wanted.includes(element);
		if (present !== before.includes(element))
			desk.change('article.element', target, { set: 'tags', element, present });
	}
	return { id };
}

type Typed = Omit<ArticleDraft, 'tags'>;

function differing(article: ShelvedArticle, typed: Typed): BodyOf<'article.field'>[] {
	const { title, section, language, visibility, faq } = typed;
	const all: BodyOf<'article.field'>[] = [
		{ field: 'title', value: title },
		{ field: 'section', value: section },
		{ field: 'language', value: language },
		{ field: 'visibility', value: visibility },
		{ field: 'faq', value: faq }
	];
	return all.filter(({ field, value }) => article[field] !== value);
}

function tagsIn(text: string): string[] {
	const tags = text.split(',').map((tag) => tag.trim().slice(0, 60));
	return [...new Set(tags.filter(Boolean))].slice(0, 50);
}
