import type { Desk } from '#lib/session/desk.ts';
import type { PlannedChange } from '#lib/session/desk/views.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { refusalWords } from '../refusals.ts';

/** Takes a message back in, with all that belongs to it or not at all: else its words would stand in two tickets. */
export function joinAgain(desk: Desk, planned: readonly PlannedChange[]): void {
	for (const verdict of desk.forecast(planned)) {
		if (verdict.ok) continue;
		toast({ text: refusalWords(desk, verdict.reason, verdict.detail), tone: 'danger' });
		return;
	}
	desk.changeMany(planned);
	toast({ text: t('split.undone') });
}
