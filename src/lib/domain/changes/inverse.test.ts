import { describe, expect, it } from 'vitest';
import { joinCells, type Cells } from '../crdt/cells.ts';
import { judge } from '../judge/judge.ts';
import type { Json } from '../json.ts';
import { actor, alice, bob, change, channelRef, facts, field, stateOf } from '../testing.ts';
import { support, testId, ticketRef } from '../testing.ts';
import { readTicket } from '../ticket/ticket.ts';
import { cellsBefore, inverse, inverses } from './inverse.ts';
import { lift } from './lift.ts';
import type { TypedChange } from './typed.ts';

const create = change('ticket.create', ticketRef, {
	team: support,
	subject: 'Lift',
	message: { kind: 'public', text: 'One' }
});
const edit = (name: string, value: Json) =>
	change('ticket.field', ticketRef, { field: name, value });
const state = (round: number, status: string, words: object = {}) =>
	change('ticket.state', ticketRef, { round, status, ...words });
const solve = state(0, 'solved', { resolution: 'Fixed' });
const element = (present: boolean) =>
	change('ticket.element', ticketRef, { set: 'tags', element: 'vip', present });

const elsewhere = { team: support, people: new Set<typeof alice>(), merged: null };

/** The values of all cells after a change and its undoing, which is judged like any other. */
function undone(before: Cells, done: TypedChange): Cells | undefined {
	const undo = inverse(done, cellsBefore(done, before));
	if (undo === undefined) return undefined;
	const after = joinCells(before, lift(done));
	const back = change(undo.type, undo.target, undo.body as Json);
	const place = facts({ actor: actor(alice, 'org-admin'), ticket: () => elsewhere });
	expect(judge(after, back, place)).toEqual({ ok: true });
	return joinCells(after, lift(back));
}

const values = (cells: Cells, keys: readonly string[]) => keys.map((key) => cells[key]?.[0]);

describe('taking a change back', () => {
	it.each<[string, Cells, () => TypedChange]>([
		['a field', stateOf(create), () => edit('subject', 'Stairs')],
		['a field that was empty', stateOf(create), () => edit('due', 5)],
		['a taking', stateOf(create), () => change('ticket.take', ticketRef, { expected: null })],
		['a transfer', stateOf(create), () => change('ticket.transfer', ticketRef, { team: field })],
		['an element', stateOf(create, element(true)), () => element(false)],
		['waiting', stateOf(create), () => state(0, 'waiting')],
		[
			'words',
			stateOf(create),
			() => change('message.edit', ticketRef, { message: create.id, text: 'Two' })
		],
		[
			'a withdrawal',
			stateOf(
				create,
				change('message.retract', ticketRef, { message: create.id, retracted: false })
			),
			() => change('message.retract', ticketRef, { message: create.id, retracted: true })
		]
	])('[CH7] gives back what was there before %s', (_what, before, make) => {
		const done = make();
		const after = undone(before, done);
		expect(after).toBeDefined();
		const keys = Object.keys(lift(done));
		expect(values(after ?? {}, keys)).toEqual(values(before, keys));
	});

	it('[CH7] gives back whose it was and its status after somebody took a new ticket', () => {
		const begun = change('ticket.take', ticketRef, { expected: null, begins: 0 });
		const before = stateOf(create);
		let after = joinCells(before, lift(begun));
		for (const { type, target, body } of inverses(begun, cellsBefore(begun, before))) {
			const back = change(type, target, body as Json);
			expect(judge(after, back, facts({}))).toEqual({ ok: true });
			after = joinCells(after, lift(back));
		}
		expect(readTicket(after)).toMatchObject({ assignee: null, status: 'new', round: 0 });
		expect(inverses(create, {})).toEqual([]);
	});

	it('[CH7] of an element that was never there removes it', () => {
		const after = undone(stateOf(create), element(true));
		expect(readTicket(after ?? {})?.tags).toEqual([]);
	});

	it('[CH7] of a close is a reopening, and of a reopening the close with its words', () => {
		const reopened = undone(stateOf(create), solve);
		expect(readTicket(reopened ?? {})).toMatchObject({ status: 'new', round: 1, final: false });
		const closed = undone(stateOf(create, solve), state(1, 'open'));
		expect(readTicket(closed ?? {})).toMatchObject({ status: 'solved', resolution: 'Fixed' });
	});

	it('[CH7] of a merge is the status there was before, and of its end the merge', () => {
		const into = testId(2, 9);
		const merged = change('ticket.merge', ticketRef, { into, round: 0 });
		const apart = undone(stateOf(create, state(0, 'waiting')), merged);
		expect(readTicket(apart ?? {})).toMatchObject({ merged: null, status: 'waiting', round: 1 });
		const solved = undone(stateOf(create, solve), merged);
		expect(readTicket(solved ?? {})).toMatchObject({ merged: null, resolution: 'Fixed', round: 0 });
		for (const ended of [state(1, 'open'), change('ticket.unmerge', ticketRef, { round: 1 })]) {
			const again = undone(stateOf(create, merged), ended);
			expect(readTicket(again ?? {})).toMatchObject({ merged: into, final: true, round: 1 });
		}
	});

	it('[CH7] of two statuses, one after the other, leads back to the first of all', () => {
		const [first, waits] = [stateOf(create), state(0, 'waiting')];
		const solved = stateOf(create, waits, solve);
		const back = (done: TypedChange, before: Cells, now: Cells) => {
			const undo = inverse(done, cellsBefore(done, before), now);
			return undo === undefined
				? now
				: joinCells(now, lift(change(undo.type, undo.target, undo.body as Json)));
		};
		const waiting = back(solve, stateOf(create, waits), solved);
		expect(readTicket(waiting)).toMatchObject({ status: 'waiting', round: 1 });
		expect(readTicket(back(waits, first, waiting))).toMatchObject({ status: 'new', round: 1 });
	});

	it('[CH7] of a message withdraws it', () => {
		const say = change('message.add', ticketRef, { kind: 'note', text: 'Two' });
		const after = undone(stateOf(create), say);
		expect(after?.[`m/${say.id}/retracted`]?.[0]).toBe(true);
	});

	it('[CH7] of a follow-up of one’s own ends the following that began with it, and no other', () => {
		const body = { kind: 'remind', at: 9e12, words: 'Ring', round: 0, person: bob, keep: false };
		const follow = () =>
			change('ticket.element', ticketRef, { set: 'followers', element: bob, present: true });
		const planned = (by: string) => change('ticket.add-follow-up', ticketRef, body, { by });
		const types = (done: TypedChange, earlier: TypedChange[], ...later: TypedChange[]) => {
			const before = stateOf(create, ...earlier);
			const now = joinCells(before, stateOf(done, ...later));
			return inverses(done, cellsBefore(done, before), now).map(({ type }) => type);
		};
		const both = ['ticket.follow-up', 'ticket.element'];
		expect(types(planned(bob), [])).toEqual(both);
		expect(types(planned(bob), [follow()])).toEqual(['ticket.follow-up']);
		expect(types(planned(bob), [], follow())).toEqual(['ticket.follow-up']);
		expect(types(planned(bob), [], planned(bob))).toEqual(['ticket.follow-up']);
		expect(types(planned(alice), [])).toEqual(['ticket.follow-up']);
	});

	it('[CH7] is not possible for creations, nor without knowing what was there', () => {
		expect(inverse(create, {})).toBeUndefined();
		const body = { kind: 'channel', name: 'Night', members: [bob] };
		expect(inverse(change('channel.create', channelRef, body), {})).toBeUndefined();
		const nowhere = { message: testId(7, 3), text: 'x' };
		for (const done of [
			edit('subject', 'x'),
			solve,
			change('message.edit', ticketRef, nowhere),
			change('ticket.transfer', ticketRef, { team: field })
		])
			expect(inverse(done, {}), done.type).toBeUndefined();
	});
});
