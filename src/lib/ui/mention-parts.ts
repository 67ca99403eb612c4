/** A piece of a message: plain words, the name of somebody mentioned, a web address, or a number to call. */
export interface TextPart {
	readonly kind: 'text' | 'mention' | 'link' | 'number';
	readonly text: string;
}

const ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** Groups of digits as people write what is called: `+49 (40) 123-456`, `040 123 456`. */
const NUMBER = /[+(]{0,2}\p{Nd}+(?:\)? ?[ .\-/(]?\p{Nd}+)+/gu;
const LEFTWARDS = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const FEWEST_DIGITS = 7;

function linked(text: string): TextPart[] {
	return cut(text, ADDRESS, 'link').flatMap((part) =>
		part.kind === 'text' ? numbered(part.text) : [part]
	);
}

/** Among words that run leftwards, the groups of a number would stand in the wrong order. */
function numbered(text: string): TextPart[] {
	if (!LEFTWARDS.test(text)) return [{ kind: 'text', text }];
	const isCalled = (found: string) => found.replaceAll(/\P{Nd}/gu, '').length >= FEWEST_DIGITS;
	return cut(text, NUMBER, 'number', isCalled);
}

function cut(
	text: string,
	pattern: RegExp,
	kind: TextPart['kind'],
	isMeant: (found: string) => boolean = () => true
): TextPart[] {
	const parts: TextPart[] = [];
	let from = 0;
	for (const { 0: found, index } of text.matchAll(pattern)) {
		if (!isMeant(found)) continue;
		if (index > from) parts.push({ kind: 'text', text: text.slice(from, index) });
		parts.push({ kind, text: found });
		from = index + found.length;
	}
	if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
	return parts;
}

/** Cuts a message into words, mentions of the given names, and addresses; nothing is left out. */
export function textParts(text: string, names: readonly string[]): TextPart[] {
	const marks = names.map((name) => `@${name}`).sort((a, b) => b.length - a.length);
	const parts: TextPart[] = [];
	let rest = text;
	while (rest !== '') {
		const places = marks.map((mark) => rest.indexOf(mark));
		const first = Math.min(...places.filter((place) => place !== -1));
		if (!Number.isFinite(first)) break;
		const mark = marks[places.indexOf(first)] ?? '';
		parts.push(...linked(rest.slice(0, first)), { kind: 'mention', text: mark });
		rest = rest.slice(first + mark.length);
	}
	return [...parts, ...linked(rest)];
}

/** The `@…` being typed before the caret, with where it begins; undefined when there is none. */
export function mentionAt(
	text: string,
	caret: number
): { from: number; query: string } | undefined {
	const before = text.slice(0, caret);
	const from = before.lastIndexOf('@');
	if (from === -1 || /[\p{L}\p{N}]/u.test(before[from - 1] ?? '')) return undefined;
	const query = before.slice(from + 1);
	// A name that was picked ends with a space; what follows it is the message again.
	return query.length > 40 || query.endsWith(' ') || /[\n@]/.test(query) || query.startsWith(' ')
		? undefined
		: { from, query };
}

/** Somebody who was picked while typing. */
export interface Mentioned<Id extends string> {
	readonly name: string;
	readonly person: Id;
}

/**
 * Who is mentioned in a text. A name typed in full counts like a picked one, for instance in a draft
 * from before a reload; of two people with one name the picked one is meant.
 */
export function mentionedIn<Id extends string>(
	text: string,
	picked: readonly Mentioned<Id>[],
	people: ReadonlyMap<Id, { readonly name: string }>
): Id[] {
	const byName = new Map<string, Id>();
	for (const [person, { name }] of people) byName.set(name, person);
	for (const { name, person } of picked) byName.set(name, person);
	return [...byName].flatMap(([name, person]) => (text.includes(`@${name}`) ? [person] : []));
}
