import { describe, expect, it } from 'vitest';
import { ListCursor } from './list-cursor.svelte.ts';

const plain = { shiftKey: false, ctrlKey: false, metaKey: false };
const aCursor = (keys = ['a', 'b', 'c', 'd', 'e']) => new ListCursor(() => keys);

describe('the cursor of a list', () => {
	it('starts at the first row and stops at the ends', () => {
		const cursor = aCursor();
		expect(cursor.move(1)).toBe(0);
		expect(cursor.move(Infinity)).toBe(4);
		expect(cursor.move(1)).toBe(4);
		expect(cursor.move(-Infinity)).toBe(0);
	});

	it('stays with its row when rows come above it', () => {
		const keys = ['b', 'c'];
		const cursor = aCursor(keys);
		cursor.activate('b');
		keys.unshift('a');
		expect(cursor.activeIndex).toBe(1);
	});

	it('opens on a plain click and selects with Shift or Ctrl', () => {
		const cursor = aCursor();
		expect(cursor.click('b', plain)).toBe(false);
		expect(cursor.click('d', { ...plain, shiftKey: true })).toBe(true);
		expect([...cursor.selected]).toEqual(['b', 'c', 'd']);
		cursor.click('c', { ...plain, ctrlKey: true });
		expect([...cursor.selected]).toEqual(['b', 'd']);
	});

	it('extends from where the selection began', () => {
		const cursor = aCursor();
		cursor.activate('c');
		cursor.move(1, true);
		cursor.move(1, true);
		expect([...cursor.selected]).toEqual(['c', 'd', 'e']);
		cursor.move(-1, true);
		expect([...cursor.selected]).toEqual(['c', 'd']);
	});

	it('goes on from where a row was that has left the list', () => {
		const keys = ['a', 'b', 'c', 'd', 'e'];
		const cursor = aCursor(keys);
		cursor.activate('c');
		cursor.toggle('c');
		expect(cursor.activeIndex).toBe(2);
		keys.splice(2, 1);
		cursor.drop(['c']);
		expect(cursor.move(1, true)).toBe(2);
		expect([...cursor.selected]).toEqual(['d']);
		cursor.move(1, true);
		expect([...cursor.selected]).toEqual(['d', 'e']);
	});

	it('stands on the row that took the place of its own', () => {
		const keys = ['a', 'b', 'c'];
		const cursor = aCursor(keys);
		cursor.activate('c');
		expect(cursor.activeIndex).toBe(2);
		keys.pop();
		cursor.stay();
		expect(cursor.active).toBe('b');
		expect(cursor.move(-1)).toBe(0);
	});

	it('keeps the rest of a selection when a row of it goes', () => {
		const keys = ['a', 'b', 'c', 'd'];
		const cursor = aCursor(keys);
		cursor.toggle('a');
		cursor.toggle('c');
		keys.shift();
		cursor.drop(['a']);
		expect([...cursor.selected]).toEqual(['c']);
		expect(cursor.active).toBe('c');
		cursor.move(1, true);
		expect([...cursor.selected]).toEqual(['c', 'd']);
	});

	it('does nothing harmful in an empty list', () => {
		const cursor = aCursor([]);
		cursor.move(1);
		expect(cursor.active).toBeNull();
	});
});
