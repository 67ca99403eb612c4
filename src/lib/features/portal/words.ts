import type { RequestMessage } from '#lib/protocol/portal.ts';
import { t } from '#lib/ui/messages.svelte.ts';

/** `You`, the name of whoever answered, or words for what no person wrote. */
export function authorName({ mine, name }: Pick<RequestMessage, 'mine' | 'name'>): string {
	return mine ? t('portal.you') : (name ?? t('portal.team'));
}
