import { describe, expect, it } from 'vitest';
import type { ChannelView } from '#lib/session/desk/views.ts';
import { neighbour, type Entry } from './entries.ts';

const channel: Omit<ChannelView, 'id'> = {
	kind: 'channel',
	name: '',
	team: null,
	members: [],
	archived: false,
	pending: false
};
const entries = [0, 2, 0, 1].map((unread, index): Entry => {
	const id = `c${index}`;
	return { id, name: id, channel: { ...channel, id }, person: undefined, unread };
});

describe('moving between conversations', () => {
	it('goes on from the open one and around the end', () => {
		expect(neighbour(entries, 'c0', 1)?.id).toBe('c1');
		expect(neighbour(entries, 'c3', 1)?.id).toBe('c0');
		expect(neighbour(entries, 'c0', -1)?.id).toBe('c3');
	});

	it('starts at an end when none is open', () => {
		expect(neighbour(entries, undefined, 1)?.id).toBe('c0');
		expect(neighbour(entries, undefined, -1)?.id).toBe('c3');
	});

	it('finds what is unread', () => {
		expect(neighbour(entries, 'c1', 1, 'unread')?.id).toBe('c3');
		expect(neighbour([], undefined, 1)).toBeUndefined();
	});
});
