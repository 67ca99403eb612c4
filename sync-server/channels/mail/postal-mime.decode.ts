import PostalMime from 'postal-mime';

/** A part as postal-mime holds it between splitting a message and putting its text together. */
export interface Part {
	readonly contentType: {
		readonly parsed: { readonly value: string; readonly params: Record<string, string> };
	};
	content: ArrayBuffer | null;
}
interface Collector {
	collectNode(part: Part, alternative: Part | false, related: boolean): Promise<void>;
}

/** The parser's inner method, which its published types leave out. */
export const library = PostalMime.prototype as unknown as Collector;
