import { describe, expect, it } from 'vitest';
import { makeStamp } from '#lib/domain/stamp.ts';
import type { MessageView } from '#lib/session/desk/views.ts';
import { conversationItems, firstUnreadOf } from './conversation-items.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);

function said(id: string, by: string, ms: number, seq: number | null = null): MessageView {
	return {
		id,
		by,
		at: makeStamp(ms, 0, '000000000000000000'),
		kind: 'public',
		fromCustomer: false,
		text: id,
		editedMs: null,
		retracted: false,
		outMs: ms,
		undone: false,
		rich: null,
		seq,
		mentions: [],
		attachments: [],
		mail: null,
		origin: null,
		split: null,
		delivery: null,
		pending: false
	};
}

function shape(messages: readonly MessageView[], firstUnread?: string): string[] {
	return conversationItems(messages, firstUnread, day).map((item) =>
		item.kind === 'message' ? `${item.opens ? '+' : '.'}${item.id}` : item.kind
	);
}

describe('a conversation', () => {
	it('names an author once for what was said in one go', () => {
		const messages = [
			said('a', 'ann', 0),
			said('b', 'ann', minute),
			said('c', 'ben', 2 * minute),
			said('d', 'ann', 3 * minute),
			said('e', 'ann', hour)
		];
		expect(shape(messages)).toEqual(['day', '+a', '.b', '+c', '+d', '+e']);
	});

	it('begins each day anew', () => {
		const messages = [said('a', 'ann', 23.98 * hour), said('b', 'ann', 24.01 * hour)];
		expect(shape(messages)).toEqual(['day', '+a', 'day', '+b']);
	});

	it('draws one line above what is new', () => {
		const messages = [said('a', 'ann', 0), said('b', 'ann', minute)];
		expect(shape(messages, 'b')).toEqual(['day', '+a', 'new', '+b']);
	});

	it('counts only what others said as new', () => {
		const messages = [said('a', 'ann', 0, 4), said('b', 'me', 1, 5), said('c', 'ann', 2, 6)];
		expect(firstUnreadOf(messages, 4, 'me')).toBe('c');
		expect(firstUnreadOf(messages, 6, 'me')).toBeUndefined();
		expect(firstUnreadOf([said('d', 'ann', 3)], 0, 'me')).toBeUndefined();
	});
});
