import type { Message } from '#lib/domain/ticket/messages.ts';
import type { Desk } from '#lib/session/desk.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { personName } from './names.ts';

/** Who said it: a person, or what a mail says of its sender. */
export function authorName(desk: Desk, { mail, by }: Pick<Message, 'mail' | 'by'>): string {
	if (mail === null || mail === undefined) return personName(desk, by);
	return mail.from.name || (mail.from.address ?? t('tickets.author.unknown'));
}
