const plainText = /^[\n\t -~]*$/;

/** A text as searches compare it: without case, accents and the like, in any script. */
export function foldText(text: string): string {
	// Most text is plain, and what it need not go through it does not leave behind as garbage either.
	if (plainText.test(text)) return text.toLowerCase();
	return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
