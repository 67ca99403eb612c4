import { formatValue } from '#lib/domain/query/format.ts';
import { foldText } from '#lib/domain/fold-text.ts';

/** Something that what is being typed may become. */
export interface Completion {
	/** What stands in the text once it is taken. */
	readonly insert: string;
	readonly label: string;
}

/** What may be written: the words before a colon, and what may stand after one of them. */
export interface Offers {
	readonly fields: readonly { readonly word: string; readonly label: string }[];
	readonly values: (
		word: string
	) => readonly { readonly value: string; readonly label: string }[] | undefined;
}

/** What a part of a text may become: from its place up to the caret. */
export interface Completions {
	readonly from: number;
	readonly items: readonly Completion[];
}

const NOTHING: Completions = { from: 0, items: [] };
const MOST = 8;
/** So many letters are typed before fields are offered, which words begin like, too. */
const LEAST = 2;
const TERM = /(?:^|[\s(])-?(?:([\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*):)?((?:"[^"]*"?|[^\s"()])*)$/u;

/** What may be meant by what stands before the caret. */
export function completionsAt(text: string, caret: number, offers: Offers): Completions {
	const before = text.slice(0, caret);
	// Inside quotes only a value goes on, which begins with them.
	const [, field, rest = ''] = TERM.exec(before) ?? [];
	if (field === undefined) return fieldsLike(rest, caret, offers);
	const written = /(?:^[<>]=?|,|^)("[^"]*|[^",<>=]*)$/.exec(rest)?.[1];
	if (written === undefined) return NOTHING;
	const wanted = foldText(written.replace('"', ''));
	const items = (offers.values(field) ?? [])
		.filter(({ value, label }) => begins(value, wanted) || begins(label, wanted))
		.slice(0, MOST)
		.map(({ value, label }) => ({ insert: `${formatValue(value)} `, label }));
	return { from: caret - written.length, items };
}

function fieldsLike(rest: string, caret: number, { fields }: Offers): Completions {
	if (rest.length < LEAST || /["<>=,]/.test(rest)) return NOTHING;
	const wanted = foldText(rest);
	const items = fields
		.filter(({ word, label }) => begins(word, wanted) || begins(label, wanted))
		.slice(0, MOST)
		.map(({ word, label }) => ({ insert: `${word}:`, label }));
	return { from: caret - rest.length, items };
}

/** Whether a name, or a word of it, begins with what was typed. */
const begins = (name: string, wanted: string): boolean =>
	` ${foldText(name)}`.includes(` ${wanted}`);
