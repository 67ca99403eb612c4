import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	alice,
	at,
	bob,
	change,
	START_MS,
	support,
	field,
	testId,
	ticketRef
} from '#lib/domain/testing.ts';
import type { Json } from '#lib/domain/json.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { lift } from '#lib/domain/changes/lift.ts';
import { joinCells, type Cells } from '#lib/domain/crdt/cells.ts';
import type { MyChange } from './my-changes.ts';
import { changesToShow, keysShown, newRow, overlayCells, overlayRow } from './overlay.ts';

const create = change('ticket.create', ticketRef, { team: support, subject: 'Old' }, { at: at(0) });
const apply = (cells: Cells, made: TypedChange) => joinCells(cells, lift(made));

const intents = fc.oneof(
	fc
		.constantFrom('low', 'high', 'urgent')
		.map((value) => ['ticket.field', { field: 'priority', value }] as const),
	fc
		.string({ minLength: 1, maxLength: 5, unit: 'grapheme-ascii' })
		.map((value) => ['ticket.field', { field: 'subject', value }] as const),
	fc
		.tuple(fc.constantFrom('a', 'b'), fc.boolean())
		.map(([element, present]) => ['ticket.element', { set: 'tags', element, present }] as const),
	fc
		.constantFrom('open', 'waiting')
		.map((status) => ['ticket.state', { round: 0, status }] as const),
	fc.constant(['ticket.state', { round: 0, status: 'closed', reason: 'done' }] as const),
	fc.constant(['ticket.state', { round: 1, status: 'open' }] as const),
	fc
		.string({ maxLength: 5, unit: 'grapheme-ascii' })
		.map((text) => ['message.add', { kind: 'note', text }] as const)
);

/** Changes of two devices with stamps in any order; `true` marks mine. */
const histories = fc
	.array(fc.tuple(fc.boolean(), fc.nat(50), intents), { maxLength: 25 })
	.map((all) =>
		all.map(([mine, ms, [type, body]], index) => ({
			mine,
			made: change(type, ticketRef, body as never, {
				by: mine ? alice : bob,
				at: at(1 + ms * 100 + index, mine ? 1 : 2)
			}) as TypedChange
		}))
	);

describe('a document with my changes on top', () => {
	it('shows what the server will hold once it has accepted them, whatever it got first', () => {
		fc.assert(
			fc.property(histories, fc.nat(25), (all, settledCount) => {
				const mine = all.filter((entry) => entry.mine).map(({ made }) => made);
				const others = all.filter((entry) => !entry.mine).map(({ made }) => made);
				const known = [create, ...others, ...mine.slice(0, settledCount)].reduce(apply, {});
				const later = [create, ...others, ...mine].reduce(apply, {});
				expect(overlayCells(known, mine.slice(settledCount))).toEqual(later);
				// Joining twice is harmless: what was settled meanwhile may lie on top as well.
				expect(overlayCells(known, mine)).toEqual(later);
			})
		);
	});

	it('marks as pending exactly the keys that would show something else without them', () => {
		fc.assert(
			fc.property(histories, (all) => {
				const mine = all.filter((entry) => entry.mine).map(({ made }) => made);
				const known = [
					create,
					...all.filter((entry) => !entry.mine).map(({ made }) => made)
				].reduce(apply, {});
				const shown = overlayCells(known, mine);
				const moved = Object.keys(shown).filter((key) => shown[key] !== known[key]);
				expect([...keysShown(known, mine)].sort()).toEqual(moved.sort());
			})
		);
	});
});

describe('a row with my changes on top', () => {
	const base = newRow(create);
	if (base === undefined) throw new Error('a creation makes a row');

	it('is made from a ticket that only this device knows', () => {
		expect(base).toMatchObject({
			number: null,
			subject: 'Old',
			team: support,
			createdMs: START_MS
		});
	});

	it('shows my values', () => {
		const row = overlayRow(base, [
			change('ticket.field', ticketRef, { field: 'subject', value: 'New' }),
			change('ticket.field', ticketRef, {
				field: 'requester',
				value: { name: '', address: 'a@b.c' }
			}),
			change('ticket.element', ticketRef, { set: 'tags', element: 'vip', present: true }),
			change('ticket.element', ticketRef, { set: 'followers', element: bob, present: true }),
			change('ticket.element', ticketRef, { set: 'collaborators', element: bob, present: true }),
			change('ticket.take', ticketRef, { expected: null }),
			change('ticket.transfer', ticketRef, { team: field }),
			change('message.add', ticketRef, { kind: 'note', text: 'hello' })
		]);
		expect(row).toMatchObject({
			subject: 'New',
			requester: 'a@b.c',
			tags: ['vip'],
			collaborators: [bob],
			assignee: alice,
			team: field,
			messages: 1,
			last: { by: alice, kind: 'note' }
		});
	});

	it('[TK25] shows at once that I took a new ticket and so began with it', () => {
		const begun = change('ticket.take', ticketRef, { expected: null, begins: 0 });
		const closed = change('ticket.state', ticketRef, { round: 0, status: 'closed', reason: 'x' });
		const shown = { assignee: alice, status: 'in-progress', class: 'open', final: false };
		expect(overlayRow(base, [begun])).toMatchObject(shown);
		expect(overlayRow(base, [closed, begun])).toMatchObject({ status: 'closed', final: true });
	});

	it('[TK19] shows where I merged it, and no longer once I gave it another status', () => {
		const into = testId(2, 9);
		const merged = change('ticket.merge', ticketRef, { into, round: 0 });
		expect(overlayRow(base, [merged])).toMatchObject({ merged: into, status: 'merged' });
		for (const ended of [
			change('ticket.unmerge', ticketRef, { round: 1 }),
			change('ticket.state', ticketRef, { round: 1, status: 'open' })
		])
			expect(overlayRow(base, [merged, ended])).toMatchObject({ merged: null, status: 'open' });
	});

	it('[FU3] shows what I plan, move and cancel at once, and nothing planned once it is closed', () => {
		const plan = (ms: number, body: object) =>
			change('ticket.add-follow-up', ticketRef, { at: ms, words: 'a', round: 0, ...body });
		const [first, second] = [
			plan(START_MS + 2_000, { kind: 'remind', person: bob }),
			plan(START_MS + 1_000, { kind: 'send' })
		];
		const set = (field: string, value: Json) =>
			change('ticket.follow-up', ticketRef, { followUp: second.id, field, value });
		const idsOf = (...changes: TypedChange[]) =>
			overlayRow(base, changes).followUps?.map(({ id }) => id);
		expect(overlayRow(base, [first, second]).followUps).toEqual([
			{ id: second.id, atMs: START_MS + 1_000, kind: 'send', person: alice },
			{ id: first.id, atMs: START_MS + 2_000, kind: 'remind', person: bob }
		]);
		const moved = set('at', START_MS + 3_000);
		expect(idsOf(first, second, moved)).toEqual([first.id, second.id]);
		const cancelled = set('state', { state: 'cancelled', round: 0 });
		expect(idsOf(first, second, cancelled)).toEqual([first.id]);
		const close = { round: 0, status: 'closed', reason: 'done' };
		expect(idsOf(first, second, change('ticket.state', ticketRef, close))).toEqual([]);
	});

	it('keeps a final status against a later open one of the same round', () => {
		const closed = overlayRow(base, [
			change('ticket.state', ticketRef, { round: 0, status: 'closed', reason: 'done' })
		]);
		const waiting = change('ticket.state', ticketRef, { round: 0, status: 'waiting' });
		const reopened = change('ticket.state', ticketRef, { round: 1, status: 'open' });
		expect(overlayRow(closed, [waiting])).toMatchObject({ status: 'closed', final: true });
		expect(overlayRow(closed, [reopened])).toMatchObject({
			status: 'open',
			round: 1,
			final: false
		});
	});
});

describe('which of my changes are shown', () => {
	const own = (settledMs: number | null): MyChange => ({
		change: change('ticket.field', ticketRef, { field: 'subject', value: 'x' }),
		settledMs,
		outbox: 'outbox.x.0'
	});
	const nobody = () => false;

	it.each([
		['a waiting one over a live copy', null, { isLive: true, lastLiveMs: 500 }, true],
		['a waiting one over an old copy', null, { isLive: false, lastLiveMs: 500 }, true],
		['a settled one over a live copy', 900, { isLive: true, lastLiveMs: 500 }, false],
		['one settled after the copy was last live', 900, { isLive: false, lastLiveMs: 500 }, true],
		['one settled before the copy was last live', 400, { isLive: false, lastLiveMs: 500 }, false],
		// A receipt comes after what the change made of the document, by the same line.
		['one whose receipt was the last thing heard', 500, { isLive: false, lastLiveMs: 500 }, false],
		[
			'a settled one over a copy that never was live',
			400,
			{ isLive: false, lastLiveMs: null },
			true
		],
		['one that was refused long ago', -1, { isLive: false, lastLiveMs: null }, false]
	])('%s', (_what, settledMs, copy, isShown) => {
		expect(changesToShow([own(settledMs)], copy, nobody, new Map()).length === 1).toBe(isShown);
	});

	it('never a refused one, and each with the stamp the server gave it', () => {
		const waiting = own(null);
		const currency = { isLive: true, lastLiveMs: null };
		expect(changesToShow([waiting], currency, (id) => id === waiting.change.id, new Map())).toEqual(
			[]
		);
		const rewrites = new Map([[waiting.change.at, at(9_999, 7)]]);
		const [shown] = changesToShow([waiting], currency, nobody, rewrites);
		expect(shown?.change.at).toBe(at(9_999, 7));
	});
});
