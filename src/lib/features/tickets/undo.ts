import type { Desk } from '#lib/session/desk.ts';
import type { ChangeResult } from '#lib/session/desk/views.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { refusalWords } from './refusals.ts';

type Undone = readonly (readonly ChangeResult[])[];

/** Takes changes back, in this order. */
export const undo = (desk: Desk, done: readonly ChangeResult[]): Undone =>
	desk.undoMany(done.map(({ id }) => id));

/** Says of what was not taken back. */
export function tellUndone(desk: Desk, undone: Undone): void {
	const overtaken = undone.filter((made) => made.length === 0).length;
	if (overtaken > 0) toast({ text: t('work.notUndone', { count: overtaken }), tone: 'warn' });
	const refused = undone.flat().find(({ verdict }) => !verdict.ok)?.verdict;
	if (refused?.ok === false)
		toast({ text: refusalWords(desk, refused.reason, refused.detail), tone: 'danger' });
}
