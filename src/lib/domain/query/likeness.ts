/** Shortest words whose spelling is forgiven; three letters differ in one from too many others. */
const LEAST = 4;
/** From this length on two slips are forgiven. */
const LONG = 6;
/** Most letters of a word that are compared. */
const MOST = 40;

/** How many slips of the finger a word may hold: a letter too many, missing, wrong, or two swapped. */
export function slipsIn(word: string): number {
	const { length } = word;
	if (length < LEAST || length > MOST || /^\d+$/.test(word)) return 0;
	return length < LONG ? 1 : 2;
}

/** The runs of three letters of a word with its two ends, by which words like it are found. */
export function trigrams(word: string): string[] {
	const marked = markedWord(word);
	const runs = new Set<string>();
	for (let at = 0; at + 3 <= marked.length; at += 1) runs.add(marked.slice(at, at + 3));
	return [...runs];
}

/** A word with its ends marked, as it is cut into runs of three letters. */
export const markedWord = (word: string): string => `^^${word}$$`;

/**
 * How many slips lie between two words, if they are at most `most`; more than `most` otherwise. Two
 * letters that changed places are one slip.
 */
export function slipsBetween(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let before: number[] = [];
	let above: number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i += 1) {
		const row = [i];
		let least = i;
		for (let j = 1; j <= b.length; j += 1) {
			const other = at(above, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
			const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			const swapped = i > 1 && j > 1 && isSwapped ? at(before, j - 2) + 1 : other;
			const slips = Math.min(at(row, j - 1) + 1, at(above, j) + 1, other, swapped);
			row.push(slips);
			least = Math.min(least, slips);
		}
		if (least > most) return most + 1;
		[before, above] = [above, row];
	}
	return Math.min(at(above, b.length), most + 1);
}

const at = (row: readonly number[], index: number): number => row[index] ?? 0;

/**
 * Of the candidates those that a word may have been meant as, the most alike first. A word that
 * somebody else wrote, too, is rarely wrong in two places: then one slip is forgiven at most.
 */
export function wordsLike(
	word: string,
	candidates: Iterable<string>,
	{ limit, isKnown = false }: { readonly limit: number; readonly isKnown?: boolean }
): string[] {
	const most = Math.min(slipsIn(word), isKnown ? 1 : 2);
	if (most === 0) return [];
	const alike: { readonly candidate: string; readonly slips: number }[] = [];
	for (const candidate of candidates) {
		// What holds the word needs no forgiveness, and a short word is not a long one misspelt.
		if (candidate.length < LEAST - 1 || candidate === word) continue;
		const slips = slipsBetween(word, candidate, most);
		if (slips <= most) alike.push({ candidate, slips });
	}
	return alike
		.sort(
			(a, b) => a.slips - b.slips || sameStart(word, b.candidate) - sameStart(word, a.candidate)
		)
		.slice(0, limit)
		.map(({ candidate }) => candidate);
}

/** How many letters two words have in common at their beginning: people rarely err in the first. */
function sameStart(a: string, b: string): number {
	let count = 0;
	while (count < a.length && a[count] === b[count]) count += 1;
	return count;
}
