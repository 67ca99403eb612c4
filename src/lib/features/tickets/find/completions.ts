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
interface Completions {
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
	const items = (offers.values(field) ?? []).map(({ value, label }) => ({
		...{ name: value, label },
		insert: `${formatValue(value)} `
	}));
	return { from: caret - written.length, items: likeliest(items, wanted) };
}

function fieldsLike(rest: string, caret: number, { fields }: Offers): Completions {
	if (rest.length < LEAST || /["<>=,]/.test(rest)) return NOTHING;
	const wanted = foldText(rest);
	const items = fields.map(({ word, label }) => ({ name: word, label, insert: `${word}:` }));
	return { from: caret - rest.length, items: likeliest(items, wanted) };
}

/** What begins with what was typed, then what has a later word that does. */
function likeliest(
	items: readonly (Completion & { readonly name: string })[],
	wanted: string
): Completion[] {
	const ranked = items.flatMap(({ name, label, insert }) => {
		const place = Math.min(...[name, label].map((one) => placeIn(one, wanted)));
		return place === Infinity ? [] : [{ rank: place === 0 ? 0 : 1, insert, label }];
	});
	return ranked
		.sort((a, b) => a.rank - b.rank)
		.slice(0, MOST)
		.map(({ insert, label }) => ({ insert, label }));
}

/** Where a word of a name begins with what was typed; nowhere is infinity. */
function placeIn(name: string, wanted: string): number {
	const place = ` ${foldText(name)}`.indexOf(` ${wanted}`);
	return place === -1 ? Infinity : place;
}
