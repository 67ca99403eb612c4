import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { ChangeType } from '#lib/domain/changes/change.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';

/** Makes a change and offers *Undo*; answers why not when it was refused at once. */
export function perform<T extends ChangeType>(
	desk: Desk,
	type: T,
	target: EntityRef,
	{ body, said }: { readonly body: BodyOf<T>; readonly said: string }
): string | undefined {
	const { id, verdict } = desk.change(type, target, body);
	if (!verdict.ok) return t(`errors.refusal.${verdict.reason}`);
	const action = { label: t('shell.undo'), run: () => void desk.undo(id) };
	toast({ text: said, action });
	return undefined;
}

/** The same where there is no field to stand beside: the reason is told in passing. */
export function performOrTell<T extends ChangeType>(
	desk: Desk,
	type: T,
	target: EntityRef,
	what: { readonly body: BodyOf<T>; readonly said: string }
): void {
	const refusal = perform(desk, type, target, what);
	if (refusal !== undefined) toast({ text: refusal, tone: 'danger' });
}
