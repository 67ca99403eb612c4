/** A piece of a message: plain words, the name of somebody mentioned, or a web address. */
export interface TextPart {
	readonly kind: 'text' | 'mention' | 'link';
	readonly text: string;
}

const ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

function linked(text: string): TextPart[] {
	const parts: TextPart[] = [];
	let from = 0;
	for (const match of text.matchAll(ADDRESS)) {
		if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
		parts.push({ kind: 'link', text: match[0] });
		from = match.index + match[0].length;
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
