import type { Desk } from '#lib/session/desk.ts';
import type { ChangeResult } from '#lib/session/desk/views.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { fewAtATime, runInSlices } from '#lib/ui/slices.ts';
import { CHANGE_SLICES } from './deeds.ts';
import { refusalWords } from './refusals.ts';

/** Takes back what was done, the last first, and says of what it could not. */
export function undoAll(desk: Desk, done: readonly ChangeResult[]): void {
	const undo = (some: readonly ChangeResult[]) => desk.undoMany(some.map(({ id }) => id));
	runInSlices(fewAtATime(done.toReversed(), undo), CHANGE_SLICES, (undone) => {
		const results = undone.flat();
		const overtaken = undone.filter((made) => made.length === 0).length;
		if (overtaken > 0) toast({ text: t('work.notUndone', { count: overtaken }), tone: 'warn' });
		const refused = results.find(({ verdict }) => !verdict.ok)?.verdict;
		if (refused?.ok === false)
			toast({ text: refusalWords(desk, refused.reason, refused.detail), tone: 'danger' });
	});
}
