/** How many hues there are for people and teams; the tokens are in Avatar.svelte and Tag.svelte. */
const hueCount = 8;

/** One or two letters for a person: first and last word, whatever the script. */
export function initials(name: string): string {
	const words = name.trim().split(/\s+/).filter(Boolean);
	const first = firstLetter(words[0]);
	const last = words.length > 1 ? firstLetter(words.at(-1)) : '';
	// Joined Arabic letters would form a ligature that reads as a word.
	const joiner = /\p{Script=Arabic}/u.test(first) && last ? '\u200c' : '';
	return (first + joiner + last).toLocaleUpperCase() || '?';
}

function firstLetter(word: string | undefined): string {
	return [...(word ?? '').replace(/^[^\p{L}\p{N}]+/u, '')][0] ?? '';
}

/** The same hue (0–7) for the same id on every device. */
export function hueOf(id: string): number {
	let sum = 0;
	for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
	return sum % hueCount;
}
