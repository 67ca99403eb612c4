/** One press: a key with its modifiers. `mod` is ⌘ on Apple systems and Ctrl elsewhere. */
export interface Chord {
	readonly key: string;
	readonly mod: boolean;
	readonly alt: boolean;
	readonly shift: boolean;
}

/** The part of a keyboard event that decides which chord was pressed. */
export interface KeyPress {
	readonly key: string;
	readonly code: string;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly altKey: boolean;
	readonly shiftKey: boolean;
}

const modifierKeys = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock']);
const namedKeys: Readonly<Record<string, string>> = {
	' ': 'space',
	arrowup: 'up',
	arrowdown: 'down',
	arrowleft: 'left',
	arrowright: 'right',
	escape: 'esc'
};
const appleSigns: Readonly<Record<string, string>> = { mod: '⌘', alt: '⌥', shift: '⇧' };
const keySigns: Readonly<Record<string, string>> = {
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	enter: '↵',
	esc: 'Esc',
	space: '␣',
	backspace: '⌫',
	delete: 'Del'
};

/** Reads `mod+k`, `shift+enter`, `?`, or a sequence such as `g t`. */
export function parseShortcut(text: string): readonly Chord[] {
	return text.trim().split(/\s+/).filter(Boolean).map(parseChord);
}

function parseChord(text: string): Chord {
	const parts = text === '+' ? ['+'] : text.toLowerCase().split('+');
	const key = parts.at(-1) || '+';
	return {
		key,
		mod: parts.slice(0, -1).includes('mod'),
		alt: parts.slice(0, -1).includes('alt'),
		shift: parts.slice(0, -1).includes('shift')
	};
}

/** The chord of a key press as text, or null while only modifiers are held. */
export function chordOf(press: KeyPress): string | null {
	if (modifierKeys.has(press.key)) return null;
	const key = latinKey(press);
	const isSign = key.length === 1 && !/[a-z0-9]/.test(key);
	return [
		...(press.ctrlKey || press.metaKey ? ['mod'] : []),
		...(press.altKey ? ['alt'] : []),
		// A sign such as ? already says that Shift was held; on other layouts it needs none.
		...(press.shiftKey && !isSign ? ['shift'] : []),
		key
	].join('+');
}

/** On an Arabic or Cyrillic layout the letter is taken from the key's place, as on its Latin twin. */
function latinKey(press: KeyPress): string {
	const key = press.key.toLowerCase();
	const letter = /^Key([A-Z])$/.exec(press.code)?.[1];
	if (letter !== undefined && !/^[a-z]$/.test(key)) return letter.toLowerCase();
	return namedKeys[key] ?? key;
}

export function chordText(chord: Chord): string {
	const modifiers = (['mod', 'alt', 'shift'] as const).filter((name) => chord[name]);
	return [...modifiers, chord.key].join('+');
}

/** Whether pressing it would otherwise write something: then it is off while typing. */
export function isTypingShortcut(chords: readonly Chord[]): boolean {
	return chords.every((chord) => !chord.mod && !chord.alt);
}

/** How each chord is written on a key cap: `⌘K` or `Ctrl K`. */
export function chordCaps(chord: Chord, isApple: boolean): readonly string[] {
	const names: Readonly<Record<string, string>> = isApple
		? appleSigns
		: { mod: 'Ctrl', alt: 'Alt', shift: 'Shift' };
	const modifiers = (['mod', 'alt', 'shift'] as const).filter((name) => chord[name]);
	const key =
		keySigns[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : capital(chord.key));
	return [...modifiers.map((name) => names[name] ?? name), key];
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a pressed sequence means among the known shortcuts: a whole one, the start of one, or neither. */
export function matchSequence(
	pressed: readonly string[],
	shortcut: readonly Chord[]
): 'whole' | 'start' | 'none' {
	if (pressed.length > shortcut.length) return 'none';
	const isStart = pressed.every((chord, index) => {
		const wanted = shortcut[index];
		return wanted !== undefined && chordText(wanted) === chord;
	});
	if (!isStart) return 'none';
	return pressed.length === shortcut.length ? 'whole' : 'start';
}
