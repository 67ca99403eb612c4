import { describe, expect, it } from 'vitest';
import { RowSlots, type Frames } from './row-slots.svelte.ts';

/** Tasks and frames that come when the test says so; drawing one row takes `rowMs`. */
function theFrames(rowMs: number) {
	let nowMs = 0;
	const waiting: { frame?: () => void; later?: () => void } = {};
	const wait = (name: 'frame' | 'later', run: () => void) => {
		waiting[name] = run;
		return () => delete waiting[name];
	};
	const frames: Frames = {
		now: () => nowMs,
		soon: (run) => wait('frame', run),
		next: (run) => wait('frame', run),
		later: (run) => wait('later', run),
		flush: () => (nowMs += rowMs)
	};
	const run = (name: 'frame' | 'later') => {
		const due = waiting[name];
		delete waiting[name];
		due?.();
		return due !== undefined;
	};
	return { frames, frame: () => run('frame'), rest: () => run('later') };
}

/** A letter in another case is the same row with another content. */
const keyOf = (item: string) => item.toLowerCase();
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const shown = (slots: RowSlots<string>) =>
	slots.all.filter(({ item }) => item !== undefined).map(({ place, item }) => `${place}${item}`);

describe('the rows of a long list in the page', () => {
	it('are filled in one frame when there is time', () => {
		const { frames, frame } = theFrames(0);
		const slots = new RowSlots<string>(frames, keyOf);
		slots.show(letters, { first: 0, end: 4 });
		frame();
		expect(shown(slots)).toEqual(['0a', '1b', '2c', '3d']);
		expect(frame()).toBe(false);
	});

	it('come over several tasks on a slow machine, and are right after each', () => {
		const { frames, frame } = theFrames(2);
		const slots = new RowSlots<string>(frames, keyOf);
		slots.show(letters, { first: 0, end: 6 });
		frame();
		expect(shown(slots)).toEqual(['0a', '1b']);
		while (frame())
			for (const { place, item } of slots.all) if (item) expect(item).toBe(letters[place]);
		expect(shown(slots)).toHaveLength(6);
	});

	it('use the same elements again, and no more than fit', () => {
		const { frames, frame } = theFrames(0);
		const slots = new RowSlots<string>(frames, keyOf);
		slots.show(letters, { first: 0, end: 4 });
		frame();
		const before = new Set(slots.all);
		slots.show(letters, { first: 2, end: 6 });
		frame();
		slots.show(letters, { first: 20, end: 24 });
		frame();
		expect(new Set(slots.all)).toEqual(before);
		expect(shown(slots).toSorted()).toEqual(['20u', '21v', '22w', '23x']);
	});

	it('stand in their order in the page once the list rests', () => {
		const { frames, frame, rest } = theFrames(0);
		const slots = new RowSlots<string>(frames, keyOf);
		slots.show(letters, { first: 0, end: 4 });
		frame();
		slots.show(letters, { first: 1, end: 5 });
		frame();
		expect(shown(slots)).toEqual(['4e', '1b', '2c', '3d']);
		rest();
		expect(shown(slots)).toEqual(['1b', '2c', '3d', '4e']);
	});

	it.each([
		['down', 0, 6],
		['down', 0, 9],
		['up', 9, 3],
		['up', 6, 0]
	])('are put in order a few at a time after scrolling %s from %i to %i', (_way, from, to) => {
		const { frames, frame, rest } = theFrames(0);
		const slots = new RowSlots<string>(frames, keyOf);
		slots.show(letters, { first: from, end: from + 16 });
		frame();
		slots.show(letters, { first: to, end: to + 16 });
		frame();
		rest();
		while (frame());
		expect(shown(slots)).toEqual(
			[...letters.entries()].slice(to, to + 16).map((one) => one.join(''))
		);
	});

	it('go when the list becomes shorter, and change where an item did', () => {
		const { frames, frame } = theFrames(0);
		const slots = new RowSlots<string>(frames, keyOf);
		slots.show(letters, { first: 0, end: 4 });
		frame();
		const [, second] = slots.all;
		slots.show(['a', 'B'], { first: 0, end: 2 });
		frame();
		expect(shown(slots)).toEqual(['0a', '1B']);
		expect(slots.all[1]).toBe(second);
	});

	it('take their elements along to another place', () => {
		const { frames, frame } = theFrames(2);
		const slots = new RowSlots<string>(frames, keyOf);
		slots.show(letters, { first: 0, end: 4 });
		while (frame());
		const elements = new Map(slots.all.map((slot) => [slot.item, slot]));
		slots.show(['z', 'a', 'b', 'c', 'd'], { first: 0, end: 4 });
		frame();
		expect(shown(slots).toSorted()).toEqual(['0z', '1a', '2b', '3c']);
		for (const letter of 'abc')
			expect(slots.all.find(({ item }) => item === letter)).toBe(elements.get(letter));
	});

	it('never show two rows at one place', () => {
		const { frames, frame } = theFrames(2);
		const slots = new RowSlots<string>(frames, keyOf);
		slots.show(letters, { first: 0, end: 6 });
		while (frame());
		const few = [...'bdfxyz'];
		slots.show(few, { first: 0, end: 6 });
		do {
			const seen = slots.all.filter(({ place }) => place >= 0);
			expect(new Set(seen.map(({ place }) => place)).size).toBe(seen.length);
		} while (frame());
		expect(shown(slots).toSorted()).toEqual(['0b', '1d', '2f', '3x', '4y', '5z']);
	});

	it('forget a frame that a newer wish has overtaken', () => {
		const { frames, frame } = theFrames(2);
		const slots = new RowSlots<string>(frames, keyOf);
		slots.show(letters, { first: 0, end: 6 });
		frame();
		slots.show(letters, { first: 10, end: 12 });
		while (frame());
		expect(shown(slots)).toEqual(['10k', '11l']);
	});
});
