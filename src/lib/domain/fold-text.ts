const plainText = /^[\n\t -~]*$/;
/** What Unicode does not take apart, and is written either way: ß, ligatures, and Arabic letters. */
const ALIKE: Readonly<Record<string, string>> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ı: 'i',
	'\u0671': '\u0627',
	'\u0649': '\u064a',
	'\u06cc': '\u064a',
	'\u0629': '\u0647',
	'\u06a9': '\u0643',
	'\u0640': ''
};
const ALIKE_LETTERS = /[ßæœøłđı\u0671\u0649\u06cc\u0629\u06a9\u0640]/g;
const EASTERN_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

/**
 * A text as searches compare it: without case, accents and the like, in any script; German ß as ss,
 * and Arabic letters and digits that people write for each other as one.
 */
export function foldText(text: string): string {
	// Most text is plain, and what it need not go through it does not leave behind as garbage either.
	if (plainText.test(text)) return text.toLowerCase();
	return text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(ALIKE_LETTERS, (letter) => ALIKE[letter] ?? letter)
		.replace(EASTERN_DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}
