import type { ActivityRow } from '#lib/protocol/activity.ts';
import type { Desk } from '#lib/session/desk.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { personName } from '../names.ts';
import { lineWords } from '../ticket/words/line-words.ts';

/** Who did it. */
export const doerName = (desk: Desk, { by, name }: ActivityRow): string =>
	name ?? personName(desk, by);

/** What somebody did, in the words of the ticket's history. */
export function deedWords(desk: Desk, row: ActivityRow): string {
	return row.said === null
		? lineWords(desk, row.line, true)
		: t(`activity.said.${row.said}`, { name: doerName(desk, row) });
}
