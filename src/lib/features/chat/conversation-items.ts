import { messageMs } from '#lib/domain/ticket/messages.ts';
import type { MessageView } from '#lib/session/desk/views.ts';

/** What stands in a conversation: messages, the day they were written, and where the new begins. */
export type ConversationItem =
	| { readonly kind: 'day'; readonly id: string; readonly ms: number }
	| { readonly kind: 'new'; readonly id: 'new' }
	| {
			readonly kind: 'message';
			readonly id: string;
			readonly ms: number;
			readonly message: MessageView;
			/** Whether the author's name stands above it. */
			readonly opens: boolean;
	  };

/** Messages of one person closer together than this stand under one name. */
const groupMs = 5 * 60_000;

/** Puts days, names and the line above the first unread message around messages, oldest first. */
export function conversationItems(
	messages: readonly MessageView[],
	firstUnread: string | undefined,
	dayOf: (ms: number) => string
): ConversationItem[] {
	const items: ConversationItem[] = [];
	let day = '';
	let last: { readonly by: string; readonly ms: number } | undefined;
	for (const message of messages) {
		const ms = messageMs(message);
		const itsDay = dayOf(ms);
		if (itsDay !== day) {
			items.push({ kind: 'day', id: `day ${itsDay}`, ms });
			last = undefined;
		}
		day = itsDay;
		if (message.id === firstUnread) {
			items.push({ kind: 'new', id: 'new' });
			last = undefined;
		}
		const opens = last === undefined || last.by !== message.by || ms - last.ms > groupMs;
		items.push({ kind: 'message', id: message.id, ms, message, opens });
		last = { by: message.by, ms };
	}
	return items;
}

/** The first message after the mark that somebody else wrote. */
export function firstUnreadOf(
	messages: readonly MessageView[],
	mark: number,
	me: string
): string | undefined {
	return messages.find(({ seq, by }) => seq !== null && seq > mark && by !== me)?.id;
}
