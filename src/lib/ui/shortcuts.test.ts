import { describe, expect, it } from 'vitest';
import { chordCaps, chordOf, isTypingShortcut, matchSequence, parseShortcut } from './shortcuts.ts';

const press = (key: string, more: Partial<Parameters<typeof chordOf>[0]> = {}) => ({
	key,
	code: '',
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	shiftKey: false,
	...more
});

describe('a shortcut', () => {
	it('is read as chords, one after the other', () => {
		expect(parseShortcut('g t').map((chord) => chord.key)).toEqual(['g', 't']);
		expect(parseShortcut('mod+shift+k')).toEqual([
			{ key: 'k', mod: true, alt: false, shift: true }
		]);
		expect(parseShortcut('+')).toEqual([{ key: '+', mod: false, alt: false, shift: false }]);
	});

	it('is off while typing only when it has no Ctrl, ⌘ or Alt', () => {
		expect(isTypingShortcut(parseShortcut('g t'))).toBe(true);
		expect(isTypingShortcut(parseShortcut('mod+k'))).toBe(false);
	});

	it('is written as the keys of the system', () => {
		const [chord] = parseShortcut('mod+k');
		expect(chord && chordCaps(chord, true)).toEqual(['⌘', 'K']);
		expect(chord && chordCaps(chord, false)).toEqual(['Ctrl', 'K']);
	});
});

describe('a key press', () => {
	it('takes Ctrl and ⌘ as the same', () => {
		expect(chordOf(press('k', { ctrlKey: true }))).toBe('mod+k');
		expect(chordOf(press('k', { metaKey: true }))).toBe('mod+k');
	});

	it('is a sign by what it writes, whatever Shift was needed', () => {
		expect(chordOf(press('?', { shiftKey: true }))).toBe('?');
		expect(chordOf(press('K', { shiftKey: true }))).toBe('shift+k');
	});

	it('falls back to the place of the key on a layout without Latin letters', () => {
		expect(chordOf(press('ف', { code: 'KeyT' }))).toBe('t');
	});

	it('is nothing while only a modifier is held', () => {
		expect(chordOf(press('Shift', { shiftKey: true }))).toBeNull();
	});
});

describe('a sequence', () => {
	const goTickets = parseShortcut('g t');

	it('starts, then is whole, or is none', () => {
		expect(matchSequence(['g'], goTickets)).toBe('start');
		expect(matchSequence(['g', 't'], goTickets)).toBe('whole');
		expect(matchSequence(['g', 'x'], goTickets)).toBe('none');
		expect(matchSequence(['g', 't', 't'], goTickets)).toBe('none');
	});
});
