import { describe, expect, it } from 'vitest';
import { at } from '#lib/domain/testing.ts';
import type { ContactTicket } from '#lib/protocol/contacts.ts';
import type { MessageView, RowView } from '#lib/session/desk/views.ts';
import { addressesIn, filesIn, mergedLines, ratingsIn, saidIn } from './profile-lines.ts';

const facts = { number: 1, status: 'new', class: 'open', requester: 'Hannah' } as const;
const row = (id: string, updatedMs: number, subject = 'here') =>
	({ ...facts, id, updatedMs, subject }) as RowView;
const ticket = (id: string, updatedMs: number, stars: number | null = null) =>
	({ ...facts, id, updatedMs, subject: 'there', stars }) as ContactTicket;
const message = (id: string, outMs: number, more: object = {}) =>
	({
		id,
		at: at(outMs),
		retracted: false,
		attachments: [],
		mail: null,
		...more
	}) as unknown as MessageView;
const looked = (
	id: string,
	messages: readonly MessageView[],
	address?: string,
	stars?: number
) => ({
	id,
	thread: {
		messages,
		ticket: { requester: { name: 'Hannah', ...(address && { address }) } } as never,
		cells: stars === undefined ? {} : ({ rating: [{ round: 0, stars }, 'at'] } as never)
	}
});

describe('the tickets of somebody', () => {
	it('stand there once each, the newest first, as this device knows them', () => {
		const lines = mergedLines([row('b', 5)], [ticket('a', 9), ticket('b', 4, 3), ticket('c', 1)]);
		expect(lines.map(({ id, subject, isHere }) => [id, subject, isHere])).toEqual([
			['a', 'there', false],
			['b', 'here', true],
			['c', 'there', false]
		]);
		expect(lines[1]?.stars).toBe(3);
	});

	it('say together how content they were, the newer word of a ticket once', () => {
		const lines = mergedLines([], [ticket('a', 9, 2), ticket('b', 8, 5)]);
		expect(ratingsIn(lines, [looked('a', [], undefined, 4)])).toEqual({ count: 2, mean: 4.5 });
		expect(ratingsIn(mergedLines([], [ticket('a', 9)]), [])).toBeNull();
	});

	it('tell under which addresses they asked, each once', () => {
		const all = [looked('a', [], 'H@x.org'), looked('b', [], ' h@x.org'), looked('c', [])];
		expect([...addressesIn(all)]).toEqual(['h@x.org']);
	});
});

describe('what was said', () => {
	it('is listed over all tickets by its time, without what was taken back', () => {
		const first = looked('a', [message('1', 1_000), message('3', 3_000)]);
		const second = looked('b', [message('2', 2_000), message('4', 4_000, { retracted: true })]);
		const ids = saidIn([first, second]).map((one) => [one.ticket, one.message.id]);
		expect(ids).toEqual([
			['a', '3'],
			['b', '2'],
			['a', '1']
		]);
	});

	it('brought files, of which the pages of mails are none', () => {
		const attachments = [
			{ id: 'f', role: 'file' },
			{ id: 'h', role: 'html' }
		];
		const files = filesIn([looked('a', [message('1', 1_000, { attachments })])]);
		expect(files.map(({ file }) => file.id)).toEqual(['f']);
	});
});
