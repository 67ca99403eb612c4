import { describe, expect, it } from 'vitest';
import { cellValue, type Cells } from '../crdt/cells.ts';
import { joinCells } from '../crdt/cells.ts';
import { lift } from '../changes/lift.ts';
import type { TypedChange } from '../changes/typed.ts';
import { alice, at, bob, change, stateOf, support, ticketRef } from '../testing.ts';
import { readTicket } from '../ticket/ticket.ts';
import { differences } from './difference.ts';
import { momentsOf } from './moments.ts';
import { stateAt } from './state-at.ts';

const create = change(
	'ticket.create',
	ticketRef,
	{ team: support, subject: 'Lift', tags: ['a'], message: { kind: 'public', text: 'It stopped' } },
	{ at: at(0) }
);
const field = (name: string, value: string | null, ms: number, by = alice) =>
	change('ticket.field', ticketRef, { field: name, value }, { by, at: at(ms) });
const untag = change(
	'ticket.element',
	ticketRef,
	{ set: 'tags', element: 'a', present: false },
	{ at: at(20_000) }
);
const words = change(
	'message.add',
	ticketRef,
	{ kind: 'note', text: 'Hm' },
	{ by: bob, at: at(30_000) }
);
const edit = change(
	'message.edit',
	ticketRef,
	{ message: words.id, text: 'Hm, no' },
	{ by: bob, at: at(60_000) }
);
const high = field('priority', 'high', 10_000);
const category = field('category', 'lifts', 40_000);
const all = [create, high, untag, words, category, edit];

/** As the documents keep them: the words of messages are in the cells alone. */
function withoutWords(one: TypedChange): TypedChange {
	if (one.type === 'message.add' || one.type === 'message.edit')
		return { ...one, body: { ...one.body, text: '' } } as TypedChange;
	if (one.type !== 'ticket.create') return one;
	const { message: _message, ...body } = one.body;
	return { ...one, body };
}

const known = (cells: Cells = stateOf(...all), changes: readonly TypedChange[] = all) => ({
	cells,
	changes: changes.map(withoutWords)
});

describe('a ticket at a moment', () => {
	it('[MO1] has the values of then', () => {
		const then = stateAt(known(), at(15_000));
		expect(readTicket(then.cells)).toMatchObject({ priority: 'high', tags: ['a'], category: null });
		expect(cellValue(then.cells, `m/${create.id}/text`)).toBe('It stopped');
		expect(cellValue(then.cells, `m/${words.id}`)).toBeUndefined();
		expect(readTicket(stateAt(known(), at(5_000)).cells)?.priority).toBe('normal');
		expect(readTicket(stateAt(known(), at(-1)).cells)).toBeUndefined();
	});

	it('[MO1] counts what came late from when it was done', () => {
		const late = field('subject', 'Lift B', 12_000, bob);
		const later = joinCells(stateOf(...all), lift(late));
		const then = stateAt(known(later, [...all, late]), at(15_000));
		expect(readTicket(then.cells)?.subject).toBe('Lift B');
	});

	it('[MO1] is the present one now', () => {
		const now = stateAt(known(), at(1e9));
		expect(now).toEqual({ cells: known().cells, unknown: new Set() });
	});

	it('[MO3] says what it does not know: the words before they were edited', () => {
		const then = stateAt(known(), at(35_000));
		expect([...then.unknown]).toEqual([`m/${words.id}/text`]);
		expect(Object.hasOwn(then.cells, `m/${words.id}/text`)).toBe(false);
	});

	it('[MO3] says what it does not know: what lies further back than the record', () => {
		const recent = known(stateOf(...all), [untag, words, category, edit]);
		const then = stateAt(recent, at(15_000));
		expect(readTicket(then.cells)?.priority).toBe('high');
		expect(then.unknown).toEqual(new Set(['category', 'tags/a']));
		expect(stateAt(recent, at(-1)).unknown).toEqual(new Set());
	});
});

describe('the difference between two moments', () => {
	const between = (from: number, to: number) =>
		differences(stateAt(known(), at(from)), stateAt(known(), at(to))).map(
			({ key, how, before, after }) => [key, how, before, after]
		);

	it('[MO4] names what was added, changed and removed', () => {
		expect(between(5_000, 15_000)).toEqual([['priority', 'changed', 'normal', 'high']]);
		expect(between(15_000, 45_000)).toEqual([
			['category', 'added', undefined, 'lifts'],
			[`m/${words.id}`, 'added', undefined, { by: bob, kind: 'note' }],
			['tags/a', 'removed', true, undefined]
		]);
		expect(between(45_000, 15_000).map(([, how]) => how)).toEqual(['removed', 'removed', 'added']);
	});

	it('[MO4] shows words that nobody kept as not known', () => {
		const [one] = differences(stateAt(known(), at(35_000)), stateAt(known(), at(70_000))).filter(
			({ key }) => key.endsWith('/text')
		);
		expect(one).toMatchObject({ isBeforeUnknown: true, before: undefined, after: 'Hm, no' });
	});
});

describe('moments', () => {
	it('[MO5] are deeds: what one author did at once is one', () => {
		const macro = [field('priority', 'low', 70_000), field('category', null, 70_040)];
		const other = field('subject', 'Lift C', 70_045, bob);
		const found = momentsOf([...all, ...macro, other].reverse());
		expect(found.map(({ changes }) => changes.length)).toEqual([1, 1, 1, 1, 1, 1, 2, 1]);
		expect(found[6]).toMatchObject({ at: macro[1]?.at, by: alice });
	});
});
