import { readDraft, writeArticle } from '#lib/documents/article-text.ts';
import { entityRef } from '#lib/domain/ids.ts';
import type { RefusalReason } from '#lib/domain/judge/verdict.ts';
import { readMarkdown } from '#lib/domain/knowledge/markdown.ts';
import { writeMarkdown } from '#lib/domain/knowledge/write-markdown.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { ShelvedArticle } from '#lib/session/desk/knowledge.ts';
import { TextView } from '#lib/session/desk/texts.ts';
import { keepText, keptText } from '#lib/session/kept-text.ts';

type Outcome = { readonly refusal?: RefusalReason; readonly undo?: () => void };

/** Where a draft is written. */
export const draftAddress = (article: string, draft: string): string =>
	`/knowledge/${article}?draft=${draft}`;

/** What a draft says, as an article has it. */
export const wordsOf = ({ doc }: TextView): string => writeMarkdown(readDraft(doc));

/** Begins a draft with the words that the article has now; answers with its id, or why not. */
export async function beginDraft(
	desk: Desk,
	article: { readonly id: string; readonly body: string }
): Promise<{ readonly id?: string; readonly refusal?: RefusalReason }> {
	const id = desk.newId();
	const text = new TextView(desk.texts, id);
	await text.opened;
	const blocks = readMarkdown(article.body);
	writeArticle(text.doc, blocks.length > 0 ? blocks : [{ kind: 'text', runs: [] }]);
	// Should the disk be full, the words are in the article all the same.
	await text.flushed().catch(() => undefined);
	text.close();
	const { refusal } = mark(desk, article.id, id, true);
	return refusal === undefined ? { id } : { refusal };
}

/** Ends a draft without its words. */
export const discardDraft = (desk: Desk, article: string, draft: string): Outcome =>
	mark(desk, article, draft, false);

/** Goes on with a draft that had ended. */
export const takeUpDraft = (desk: Desk, article: string, draft: string): Outcome =>
	mark(desk, article, draft, true);

function mark(desk: Desk, article: string, element: string, present: boolean): Outcome {
	const target = entityRef('article', article);
	const body = { set: 'drafts', element, present } as const;
	const { id, verdict } = desk.change('article.element', target, body);
	return verdict.ok ? { undo: () => void desk.undo(id) } : { refusal: verdict.reason };
}

/** Puts a draft's words into the article, shows it to whom it is for when asked, and ends the draft. */
export function publishDraft(
	desk: Desk,
	article: ShelvedArticle,
	{ draft, body, isShown }: { draft: string; body: string; isShown: boolean }
): Outcome {
	const target = entityRef('article', article.id);
	const fields = [
		...(body === article.body ? [] : [{ field: 'body', value: body } as const]),
		...(isShown && article.stage !== 'published'
			? [{ field: 'stage', value: 'published' } as const]
			: [])
	];
	const undos: (() => void)[] = [];
	for (const field of fields) {
		const { id, verdict } = desk.change('article.field', target, field);
		if (!verdict.ok) return { refusal: verdict.reason };
		undos.unshift(() => void desk.undo(id));
	}
	const { refusal, undo } = discardDraft(desk, article.id, draft);
	if (refusal !== undefined) return { refusal };
	return { undo: () => [undo, ...undos].forEach((one) => one?.()) };
}

/** The draft that this person last wrote along in, and has not ended. */
export const joinedDraft = (desk: Desk, article: string): string =>
	keptText(desk, `article.${article}.draft`);

export const keepJoined = (desk: Desk, article: string, draft: string): void =>
	keepText(desk, `article.${article}.draft`, draft);
