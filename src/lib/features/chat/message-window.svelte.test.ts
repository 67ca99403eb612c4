import { describe, expect, it } from 'vitest';
import { ZERO_STAMP } from '#lib/domain/stamp.ts';
import type { MessageView } from '#lib/session/desk/views.ts';
import { MessageWindow } from './message-window.svelte.ts';

function messages(from: number, to: number): MessageView[] {
	return Array.from({ length: to - from }, (_, index) => ({
		id: `m${from + index}`,
		by: 'ann',
		at: ZERO_STAMP,
		kind: 'public',
		fromCustomer: false,
		text: '',
		editedMs: null,
		retracted: false,
		outMs: 0,
		undone: false,
		rich: null,
		seq: from + index,
		mentions: [],
		attachments: [],
		mail: null,
		origin: null,
		split: null,
		delivery: null,
		pending: false
	}));
}

function ends(window: MessageWindow, all: readonly MessageView[]): string[] {
	const shown = window.slice(all);
	return [shown[0]?.id ?? '', shown.at(-1)?.id ?? ''];
}

describe('the messages that are drawn', () => {
	it('are the newest, and follow them', () => {
		const window = new MessageWindow();
		expect(ends(window, messages(0, 1000))).toEqual(['m920', 'm999']);
		expect(ends(window, messages(0, 1005))).toEqual(['m925', 'm1004']);
	});

	it('never become too many, however far one scrolls', () => {
		const window = new MessageWindow();
		const all = messages(0, 1000);
		for (let step = 0; step < 20; step += 1) {
			window.growUp(all);
			expect(window.slice(all).length).toBeLessThanOrEqual(240);
		}
		expect(ends(window, all)).toEqual(['m0', 'm239']);
		for (let step = 0; step < 20; step += 1) window.growDown(all);
		expect(ends(window, all)).toEqual(['m760', 'm999']);
	});

	it('stay the same when older or newer ones come in', () => {
		const window = new MessageWindow();
		for (let step = 0; step < 4; step += 1) window.growUp(messages(500, 1000));
		const before = ends(window, messages(500, 1000));
		expect(ends(window, messages(0, 1100))).toEqual(before);
		expect(window.hasMore(messages(0, 1100))).toEqual({ above: true, below: true });
	});

	it('can be brought to one message and back', () => {
		const window = new MessageWindow();
		const all = messages(0, 1000);
		window.show(all, 'm300');
		expect(window.slice(all).some(({ id }) => id === 'm300')).toBe(true);
		window.follow();
		expect(window.isFollowing).toBe(true);
	});
});
