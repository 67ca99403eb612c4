import { messageMs } from '#lib/domain/ticket/messages.ts';
import type { MessageView } from '#lib/session/desk/views.ts';
import type { HistoryLine } from '#lib/domain/ticket/history-lines.ts';

/** What stands in a thread: messages, and between them what became of the ticket. */
export type ThreadItem =
	| {
			readonly kind: 'message';
			readonly id: string;
			readonly ms: number;
			readonly message: MessageView;
	  }
	| { readonly kind: 'line'; readonly id: string; readonly ms: number; readonly line: HistoryLine };

/** Messages and milestones by time, oldest first; lines from before the oldest message are left out. */
export function threadItems(
	messages: readonly MessageView[],
	lines: readonly HistoryLine[],
	hasOlder: boolean
): ThreadItem[] {
	const said = messages
		.filter(({ undone }) => !undone)
		.map((message): ThreadItem => ({
			kind: 'message',
			id: message.id,
			ms: messageMs(message),
			message
		}));
	const since = hasOlder ? (said[0]?.ms ?? 0) : 0;
	const done = lines
		.filter((line) => line.ms >= since)
		.map((line): ThreadItem => ({ kind: 'line', id: line.id, ms: line.ms, line }));
	const items = [...said, ...done];
	// Stable, so that of two things in one millisecond the message comes first.
	return items.sort((a, b) => a.ms - b.ms);
}
