import { object } from './object.decode.ts';
import {
	bad,
	boolean,
	good,
	integer,
	list,
	matching,
	oneOf,
	text,
	type DecodedBy
} from './schema.ts';

/**
 * Formatted words as a typed structure: a flat list of lines, each of one kind, with pieces of text
 * that bear marks. It cannot hold anything else, so that nothing needs to be cleaned where it is shown.
 */
export const RICH_LIMITS = { lines: 2_000, pieces: 4_000, indent: 8, text: 60_000 } as const;

const LINE_KINDS = ['p', 'quote', 'code', 'ul', 'ol'] as const;
const SAFE_LINK = /^(https?:\/\/|mailto:)[^\s]+$/i;

/** Whether a link may be followed: an address of the web or of mail, and nothing that runs. */
export function isSafeLink(value: unknown): value is string {
	return typeof value === 'string' && value.length <= 2_000 && SAFE_LINK.test(value);
}

const piece = object(
	{ t: text(1, RICH_LIMITS.text) },
	{
		/** Bold, italic, code, struck out, underlined, and where it leads to. */
		b: boolean,
		i: boolean,
		c: boolean,
		s: boolean,
		u: boolean,
		a: matching(isSafeLink, 'must be a safe link')
	}
);

const line = object(
	{ k: oneOf(LINE_KINDS), t: list(piece, RICH_LIMITS.pieces) },
	/** How far the line stands in; of a list, its level. */
	{ d: integer(0, RICH_LIMITS.indent) }
);

const lines = list(line, RICH_LIMITS.lines);

/** Words that look alike. */
export type RichPiece = DecodedBy<typeof piece>;
/** A paragraph, or one line of a list, a quotation or code. */
export type RichLine = DecodedBy<typeof line>;
/** Formatted words, line by line. */
export type RichText = readonly RichLine[];

/** Formatted words within bounds. */
export const richText = (value: unknown) => {
	const decoded = lines(value);
	if (!decoded.ok) return decoded;
	const count = decoded.value.reduce((sum, { t }) => sum + t.length, 0);
	return count <= RICH_LIMITS.pieces ? good(decoded.value) : bad('has too many pieces');
};

/** The same words without marks, as they are searched, edited and mailed. */
export function plainOf(rich: RichText): string {
	const numbers: number[] = [];
	return rich
		.map((one) => {
			const words = one.t.map(({ t }) => t).join('');
			return mark(one, numbers) + (one.k === 'quote' ? words.replaceAll('\n', '\n> ') : words);
		})
		.join('\n');
}

/** Plain words as formatted ones: a line each, without marks. `plainOf` gives them back. */
export function richOf(words: string): RichText {
	return words.split('\n').map((line) => ({ k: 'p', t: line === '' ? [] : [{ t: line }] }));
}

/** Whether they say more than their plain words do: a mark, a list, a quote or code. */
export function isFormatted(rich: RichText): boolean {
	return rich.some(({ k, t }) => k !== 'p' || t.some((piece) => Object.keys(piece).length > 1));
}

/** Counts the numbered lines of each level; what is no list ends them. */
function mark({ k, d = 0 }: RichLine, numbers: number[]): string {
	const isList = k === 'ul' || k === 'ol';
	numbers.length = Math.min(numbers.length, isList ? d + 1 : 0);
	if (k === 'quote') return '> ';
	if (!isList) return '';
	const inset = '  '.repeat(d);
	if (k === 'ul') {
		numbers[d] = 0;
		return `${inset}- `;
	}
	const number = (numbers[d] ?? 0) + 1;
	numbers[d] = number;
	return `${inset}${number}. `;
}
