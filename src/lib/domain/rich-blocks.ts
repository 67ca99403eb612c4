import type { RichLine, RichPiece, RichText } from './rich-text.ts';

type Pieces = readonly RichPiece[];

/** Formatted words as they are laid out: lists with their items, and lists in these. */
export type RichBlock =
	| { readonly kind: 'p' | 'quote' | 'code'; readonly lines: readonly Pieces[] }
	| { readonly kind: 'ul' | 'ol'; readonly items: readonly RichItem[] };
/** A point of a list, with what stands below it. */
export interface RichItem {
	readonly pieces: Pieces;
	readonly inner: readonly RichBlock[];
}

const isList = ({ k }: RichLine): boolean => k === 'ul' || k === 'ol';

/** Neighbours that belong together become one block; list lines that stand further in become inner lists. */
export function richBlocks(rich: RichText): RichBlock[] {
	const blocks: RichBlock[] = [];
	for (let at = 0; at < rich.length;) {
		const line = rich[at];
		if (line === undefined) break;
		const end = isList(line) ? listEnd(rich, at) : runEnd(rich, at, line.k);
		const part = rich.slice(at, end);
		if (isList(line)) blocks.push(...lists(part));
		else if (line.k === 'p')
			blocks.push(...part.map(({ t }): RichBlock => ({ kind: 'p', lines: [t] })));
		else if (line.k === 'quote' || line.k === 'code')
			blocks.push({ kind: line.k, lines: part.map(({ t }) => t) });
		at = end;
	}
	return blocks;
}

function runEnd(rich: RichText, from: number, kind: RichLine['k']): number {
	let end = from;
	while (rich[end]?.k === kind) end += 1;
	return end;
}

function listEnd(rich: RichText, from: number): number {
	let end = from;
	for (let line = rich[end]; line !== undefined && isList(line); line = rich[end]) end += 1;
	return end;
}

/** Lines of lists: each takes those that stand further in than itself along. */
function lists(lines: RichText): RichBlock[] {
	const blocks: RichBlock[] = [];
	for (let at = 0; at < lines.length;) {
		const line = lines[at];
		if (line === undefined) break;
		let end = at + 1;
		while (end < lines.length && (lines[end]?.d ?? 0) > (line.d ?? 0)) end += 1;
		const item: RichItem = { pieces: line.t, inner: lists(lines.slice(at + 1, end)) };
		const kind = line.k === 'ol' ? 'ol' : 'ul';
		const last = blocks.at(-1);
		if (last?.kind === kind) blocks[blocks.length - 1] = { kind, items: [...last.items, item] };
		else blocks.push({ kind, items: [item] });
		at = end;
	}
	return blocks;
}
