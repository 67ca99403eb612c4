import { describe, expect, it } from 'vitest';
import type { TypedChange } from './changes/typed.ts';
import { conflicts, frontier, writesByKey } from './history.ts';
import type { Stamp } from './stamp.ts';
import { alice, at, bob, carol, change, support, ticketRef } from './testing.ts';

const create = change(
	'ticket.create',
	ticketRef,
	{ team: support, subject: 'Lift' },
	{ at: at(0) }
);
const subject = (value: string, by: string, ms: number, saw: readonly Stamp[]) =>
	change('ticket.field', ticketRef, { field: 'subject', value }, { by, at: at(ms), saw });
const born = [create.at];
const mine = subject('mine', alice, 1, born);
const theirs = subject('theirs', bob, 2, born);

const brief = (...changes: readonly TypedChange[]) =>
	conflicts([create, ...changes]).map(({ key, kept, others }) => [
		key,
		kept.value,
		...others.map((write) => write.value)
	]);

describe('conflicts', () => {
	it('[CF1] are where two people changed what neither had seen of the other', () => {
		expect(brief(mine, theirs)).toEqual([['subject', 'theirs', 'mine']]);
		expect(brief(mine, subject('after', bob, 2, [mine.at]))).toEqual([]);
	});

	it('[CF1] show what people see: a close over a later edit that is not final', () => {
		const state = (status: string, by: string, ms: number, words = {}) =>
			change(
				'ticket.state',
				ticketRef,
				{ round: 0, status, ...words },
				{ by, at: at(ms), saw: born }
			);
		const found = conflicts([
			create,
			state('solved', alice, 1, { resolution: 'Fixed' }),
			state('waiting', bob, 2)
		]);
		expect(found).toMatchObject([
			{ key: 'state', kept: { by: alice }, others: [{ by: bob, value: { status: 'waiting' } }] }
		]);
	});

	it('[CF2] are never made by one person, by equal values or by automations', () => {
		expect(brief(mine, subject('other', alice, 2, born))).toEqual([]);
		expect(brief(mine, subject('mine', bob, 2, born))).toEqual([]);
		expect(brief(mine, subject('rule', '~rules', 2, born))).toEqual([]);
		expect(brief(subject('rule', '~rules', 1, born), theirs)).toEqual([]);
	});

	it('[CF3] end with a write of somebody who saw them, directly or through others', () => {
		const both = [mine.at, theirs.at];
		const note = change(
			'message.add',
			ticketRef,
			{ kind: 'note', text: 'Hm' },
			{
				by: carol,
				at: at(3),
				saw: both
			}
		);
		expect(brief(mine, theirs, subject('settled', carol, 4, both))).toEqual([]);
		expect(brief(mine, theirs, note)).toHaveLength(1);
		expect(brief(mine, theirs, note, subject('settled', bob, 4, [note.at]))).toEqual([]);
	});

	it('[CF4] and history are the same in any order', () => {
		const changes = [create, mine, theirs];
		const back = [...changes].reverse();
		expect(conflicts(back)).toEqual(conflicts(changes));
		const writes = writesByKey(back).get('subject');
		expect(writes?.map(({ value }) => value)).toEqual(['Lift', 'mine', 'theirs']);
	});
});

describe('the frontier', () => {
	it('[CF5] is what no other change has seen, in the order of stamps', () => {
		expect(frontier([])).toEqual([]);
		expect(frontier([create, theirs, mine])).toEqual([mine.at, theirs.at]);
		expect(frontier([create, mine, theirs, subject('x', carol, 3, [theirs.at, mine.at])])).toEqual([
			at(3)
		]);
	});

	it('[CF5] keeps the newest when there are too many', () => {
		const many = Array.from({ length: 50 }, (_, ms) => subject('x', alice, ms + 1, []));
		const heads = frontier(many);
		expect(heads).toHaveLength(32);
		expect(heads).toEqual(many.slice(-32).map((item) => item.at));
	});
});
