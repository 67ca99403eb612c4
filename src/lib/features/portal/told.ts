import { EVENT_NAMES, fillTemplate, type EventName } from '#lib/domain/catalogue/fill.ts';
import type { RequestEvent, RequestMessage } from '#lib/protocol/portal.ts';
import { isolated, locale, t } from '#lib/ui/messages.svelte.ts';
import type { Shown } from './parts.ts';
import { statusName } from './status.ts';

/** Something in a conversation: what was said, or what happened. */
export type Told =
	| { readonly kind: 'message'; readonly id: string; readonly message: RequestMessage }
	| { readonly kind: 'event'; readonly id: string; readonly event: RequestEvent };

/** What was said and what happened, oldest first; what happened through words comes after them. */
export function toldIn({ messages, events }: Pick<Shown, 'messages' | 'events'>): Told[] {
	const all = [
		...messages.map((message) => ({ atMs: message.atMs, told: messageOf(message) })),
		...events.map((event) => ({ atMs: event.atMs, told: eventOf(event) }))
	];
	return all.toSorted((a, b) => a.atMs - b.atMs).map(({ told }) => told);
}

const messageOf = (message: RequestMessage): Told => ({ kind: 'message', id: message.id, message });
const eventOf = (event: RequestEvent): Told => ({
	kind: 'event',
	id: `${event.id} ${event.what}`,
	event
});

/**
 * An event in the language of the screen: in the organisation's words, if it has any in this language,
 * else in the usual ones.
 */
export function eventWords(
	event: RequestEvent,
	{ row, words }: Pick<Shown, 'row' | 'words'>
): string {
	const values: Readonly<Record<EventName, string>> = {
		number: row?.number === null || row === null ? '' : `#${row.number}`,
		subject: row?.subject ?? '',
		status: statusName(event.status),
		agent: event.agent ?? t('portal.team')
	};
	const own = words[event.what]?.[locale.code];
	if (own === undefined) return t(`portal.event.${event.what}`, values);
	const value = (name: string) => {
		const known = EVENT_NAMES.find((one) => one === name.toLowerCase());
		// To those outside nothing is better than a mark that something is not known.
		return known === undefined ? '' : isolated(values[known]);
	};
	return fillTemplate(own, { value, template: () => '' }).text;
}
