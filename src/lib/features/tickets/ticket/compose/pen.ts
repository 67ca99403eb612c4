/** Where words of a message are written: a field of one's own, or a text that others write in too. */
export interface Pen {
	readonly focus: () => void;
	/** Puts words at the end. */
	readonly add: (words: string) => void;
	/** Puts words at the caret, in place of so many letters before it, and selects the gap in them. */
	readonly put: (words: string, replaced: number, gap?: string) => void;
}
