import { foldText } from '#lib/domain/fold-text.ts';

/** Letters shown before and after what was found. */
const BEFORE = 50;
const AFTER = 110;
const WORD = /[\p{L}\p{N}]+/gu;

/** A part of a text around the first of its words that holds one of those looked for. */
export function excerptOf(text: string, words: readonly string[]): string {
	const plain = text.replace(/\s+/g, ' ').trim();
	let at = 0;
	for (const match of plain.matchAll(WORD)) {
		const folded = foldText(match[0]);
		if (!words.some((word) => folded.includes(word))) continue;
		at = match.index;
		break;
	}
	const from = startOf(plain, Math.max(0, at - BEFORE), at);
	const to = endOf(plain, Math.min(plain.length, at + AFTER));
	return `${from > 0 ? '… ' : ''}${plain.slice(from, to)}${to < plain.length ? ' …' : ''}`;
}

/** Not in the middle of a word. */
function startOf(text: string, from: number, at: number): number {
	const blank = text.indexOf(' ', from);
	return from === 0 || blank === -1 || blank >= at ? from : blank + 1;
}

function endOf(text: string, to: number): number {
	const blank = text.lastIndexOf(' ', to);
	return to === text.length || blank <= 0 ? to : blank;
}
