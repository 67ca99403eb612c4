import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsBefore, inverse } from '../changes/inverse.ts';
import { lift } from '../changes/lift.ts';
import type { TypedChange } from '../changes/typed.ts';
import { joinCells } from '../crdt/cells.ts';
import type { Json } from '../json.ts';
import { alice, at, bob, change, START_MS, stateOf, support, ticketRef } from '../testing.ts';
import { readTicket } from '../ticket/ticket.ts';
import { followUpAuthor, isOfPerson, plannerBehind } from './follow-up-author.ts';
import { isStanding, messageOf, readFollowUp, readFollowUps } from './follow-ups.ts';

const HOUR = 3_600_000;
const create = change('ticket.create', ticketRef, { team: support, subject: 'A' }, { at: at(0) });
const reminder = change('ticket.add-follow-up', ticketRef, {
	...{ at: START_MS + HOUR, kind: 'remind', words: 'Ring', round: 0, person: bob }
});
const message = change('ticket.add-follow-up', ticketRef, {
	...{ at: START_MS + 2 * HOUR, kind: 'send', words: 'Does it run?', round: 0, keep: true }
});
type More = NonNullable<Parameters<typeof change>[3]>;
const set = (field: string, value: Json, more: More = {}) =>
	change('ticket.follow-up', ticketRef, { followUp: reminder.id, field, value }, more);

/** What two people and the service may do who do not hear of each other. */
const WORK = [
	set('at', START_MS + 3 * HOUR, { by: bob }),
	set('at', START_MS + 4 * HOUR),
	set('words', 'Call'),
	set('keep', true, { by: bob }),
	set('person', alice, { by: bob }),
	set('state', { state: 'cancelled', round: 0 }),
	set('state', { state: 'due', round: 0 }, { by: '~follow-up:' }),
	change('ticket.state', ticketRef, { round: 0, status: 'solved', class: 'done', resolution: 'a' })
];

describe('follow-ups', () => {
	it('[FU5] come out the same in whatever order changes arrive, however often', () => {
		const all = [create, reminder, message, ...WORK];
		fc.assert(
			fc.property(fc.subarray(all, { minLength: 3 }), fc.array(fc.nat(9)), (some, order) => {
				const shuffled = some.toSorted((a, b) => {
					const rank = (id: string) => order[id.charCodeAt(3) % (order.length || 1)] ?? 0;
					return rank(a.id) - rank(b.id);
				});
				expect(readFollowUps(stateOf(...shuffled, ...some))).toEqual(
					readFollowUps(stateOf(...some))
				);
			})
		);
	});

	it('[FU5] are read with what was said of them, the next first', () => {
		expect(readFollowUps(stateOf(create, message, reminder))).toMatchObject([
			{ kind: 'remind', words: 'Ring', person: bob, by: alice, keep: false, state: 'open' },
			{ kind: 'send', words: 'Does it run?', person: alice, keep: true, state: 'open' }
		]);
		expect(readTicket(stateOf(create, reminder))?.followUps).toEqual([
			{ id: reminder.id, atMs: START_MS + HOUR, kind: 'remind', person: bob }
		]);
	});

	it('[FU7] whose they are follows the ticket', () => {
		const followers = (...made: readonly TypedChange[]) =>
			readTicket(stateOf(create, ...made))?.followers;
		expect(followers(reminder)).toEqual([bob]);
		expect(followers(message)).toEqual([alice]);
		expect(followers(reminder, set('person', alice))).toEqual([alice, bob]);
	});

	it('[FU6] what was planned as a reminder never becomes a message, and a message no note', () => {
		expect(() => set('kind', 'send')).toThrow();
		const planned = readFollowUp(stateOf(create, message), message.id);
		expect(planned?.kind === 'send' && messageOf(planned)).toEqual({
			kind: 'public',
			text: 'Does it run?'
		});
	});

	it('[CH7] what is done to one can be taken back', () => {
		const before = stateOf(create, reminder);
		const said = (cells: typeof before) => {
			const { atMs, words, keep, person, state } = readFollowUp(cells, reminder.id) ?? {};
			return { atMs, words, keep, person, state };
		};
		for (const done of WORK.slice(0, -1)) {
			const back = inverse(done, cellsBefore(done, before));
			const undone =
				back && change(back.type, back.target, back.body as Json, { at: at(1e6), by: done.by });
			const after = joinCells(joinCells(before, lift(done)), undone ? lift(undone) : {});
			expect(said(after), JSON.stringify(done.body)).toEqual(said(before));
		}
		const gone = inverse(message, {});
		expect(gone?.body).toMatchObject({ followUp: message.id, value: { state: 'cancelled' } });
		const replied = { ...before, ...stateOf(set('state', { state: 'replied', round: 0 })) };
		const again = set('state', { state: 'open', round: 0 });
		expect(inverse(again, cellsBefore(again, replied))?.body).toMatchObject({
			value: { state: 'cancelled' }
		});
	});

	it('[FU6] name whose words go out by themselves', () => {
		expect(plannerBehind(followUpAuthor(bob))).toBe(bob);
		expect(plannerBehind(followUpAuthor('~rule:a'))).toBeUndefined();
		expect(plannerBehind(bob)).toBeUndefined();
		const authors = [bob, followUpAuthor(bob), '~rule:a', followUpAuthor('~rule:a')];
		expect(authors.map(isOfPerson)).toEqual([true, true, false, false]);
		expect(followUpAuthor('~rule:a/b')).toBe('~rule:a/b');
		expect(isStanding({ state: 'missed' })).toBe(true);
	});
});
