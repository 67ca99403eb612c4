import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';

/** Changes a field of an article and offers *Undo*; says why when it was refused at once. */
export function performOnArticle(
	desk: Desk,
	target: EntityRef,
	body: BodyOf<'article.field'>,
	said: string
): boolean {
	const { id, verdict } = desk.change('article.field', target, body);
	if (!verdict.ok) toast({ text: t(`errors.refusal.${verdict.reason}`), tone: 'danger' });
	else toast({ text: said, action: { label: t('shell.undo'), run: () => void desk.undo(id) } });
	return verdict.ok;
}
