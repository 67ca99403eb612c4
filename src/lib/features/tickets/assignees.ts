import type { Desk } from '#lib/session/desk.ts';
import { personOptions } from '#lib/session/options.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { NOBODY } from './list/query.ts';

/** Whom a ticket can be given to; back to its team is never what a key that is pressed twice does. */
export function assigneeOptions(desk: Desk) {
	const [first, ...others] = personOptions(desk);
	const nobody = { value: NOBODY, label: t('tickets.nobody'), detail: t('assignment.back') };
	return [...(first ? [first] : []), nobody, ...others];
}
