import * as Y from 'yjs';
import { jsonEqual } from '#lib/domain/json.ts';
import { isSafeLink, RICH_LIMITS, type RichLine, type RichPiece } from '#lib/domain/rich-text.ts';

/**
 * A text that people write together: one fragment as Tiptap's collaboration keeps it, of these nodes
 * and marks and nothing else. The server holds every update to this before it takes it.
 */
export const TEXT_ROOT = 'text';
/** The nodes that a text may consist of. */
export const TEXT_NODES = [
	'paragraph',
	'blockquote',
	'codeBlock',
	'bulletList',
	'orderedList',
	'listItem',
	'hardBreak',
	'heading',
	'horizontalRule'
] as const;
/** The marks that its words may bear. */
export const TEXT_MARKS = ['bold', 'italic', 'code', 'strike', 'underline', 'link'] as const;
/** Attributes that a node may have; what they say is plain. */
export const TEXT_ATTRIBUTES = ['start', 'type', 'language', 'level'] as const;
/** How deep nodes may lie in each other. */
export const TEXT_DEPTH = 2 * RICH_LIMITS.indent + 4;

/** The part of a document that holds the text. */
export const textFragment = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(TEXT_ROOT);

/** The words of a text as lines with marks: what a message of it says. */
export function readRich(doc: Y.Doc): RichLine[] {
	const lines: RichLine[] = [];
	for (const node of textFragment(doc).toArray())
		if (node instanceof Y.XmlElement) readBlock(node, lines, { level: -1 });
	return withoutEdges(lines);
}

interface Around {
	/** The level of the list it lies in; -1 outside any. */
	readonly level: number;
	readonly list?: 'ul' | 'ol';
	readonly isQuote?: boolean;
}

function readBlock(node: Y.XmlElement, lines: RichLine[], around: Around): void {
	const inner = node.toArray().filter((child) => child instanceof Y.XmlElement);
	if (node.nodeName === 'bulletList' || node.nodeName === 'orderedList') {
		const list = node.nodeName === 'bulletList' ? 'ul' : 'ol';
		const level = Math.min(around.level + 1, RICH_LIMITS.indent);
		for (const item of inner) readBlock(item, lines, { level, list });
		return;
	}
	if (node.nodeName === 'blockquote' || node.nodeName === 'listItem') {
		const isQuote = node.nodeName === 'blockquote';
		for (const child of inner) readBlock(child, lines, { ...around, isQuote });
		return;
	}
	const kind = kindOf(node, around);
	const isInset = (kind === 'ul' || kind === 'ol') && around.level > 0;
	lines.push({
		k: kind,
		...(isInset && { d: around.level }),
		t: readPieces(node, kind === 'code')
	});
}

function kindOf({ nodeName }: Y.XmlElement, { isQuote, list }: Around): RichLine['k'] {
	if (nodeName === 'codeBlock') return 'code';
	return isQuote ? 'quote' : (list ?? 'p');
}

function readPieces(node: Y.XmlElement, isCode: boolean): RichPiece[] {
	const pieces: RichPiece[] = [];
	for (const child of node.toArray()) {
		if (child instanceof Y.XmlElement) {
			if (child.nodeName === 'hardBreak') pieces.push({ t: '\n' });
			continue;
		}
		if (!(child instanceof Y.XmlText)) continue;
		for (const { insert, attributes } of child.toDelta() as Delta[])
			if (typeof insert === 'string' && insert !== '')
				pieces.push({ t: visible(insert), ...(!isCode && marksOf(attributes)) });
	}
	return joined(pieces.filter(({ t }) => t !== ''));
}

/** Neighbours with the same marks are one piece, however they came to be. */
function joined(pieces: readonly RichPiece[]): RichPiece[] {
	const all: RichPiece[] = [];
	for (const piece of pieces) {
		const last = all.at(-1);
		const isSame = last !== undefined && jsonEqual({ ...last, t: '' }, { ...piece, t: '' });
		if (isSame) all[all.length - 1] = { ...last, t: last.t + piece.t };
		else all.push(piece);
	}
	return all;
}

interface Delta {
	readonly insert?: unknown;
	readonly attributes?: Readonly<Record<string, unknown>>;
}

/** Control characters nobody can see are no words. */
function visible(text: string): string {
	// eslint-disable-next-line no-control-regex -- these are the characters left out
	return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').toWellFormed();
}

function marksOf(attributes: Readonly<Record<string, unknown>> = {}): Omit<RichPiece, 't'> {
	const link = attributes['link'];
	const href = typeof link === 'object' && link !== null && 'href' in link ? link.href : undefined;
	const has = (name: string) => attributes[name] !== undefined && attributes[name] !== null;
	return {
		...(has('bold') && { b: true }),
		...(has('italic') && { i: true }),
		...(has('code') && { c: true }),
		...(has('strike') && { s: true }),
		...(has('underline') && { u: true }),
		...(isSafeLink(href) && { a: href })
	};
}

/** Empty lines before and after the words say nothing. */
function withoutEdges(lines: readonly RichLine[]): RichLine[] {
	const isFull = ({ t }: RichLine) => t.some((piece) => piece.t.trim() !== '');
	const first = lines.findIndex(isFull);
	return first === -1 ? [] : lines.slice(first, lines.findLastIndex(isFull) + 1);
}

/** What is wrong with a text's content; undefined when it is made of nothing but what it may be. */
export function textFault(doc: Y.Doc): string | undefined {
	for (const name of doc.share.keys()) if (name !== TEXT_ROOT) return `another root: ${name}`;
	const fragment = textFragment(doc);
	if (fragment._map.size > 0) return 'a key on the root';
	return childrenFault(fragment, 0);
}

function childrenFault(parent: Y.XmlFragment, depth: number): string | undefined {
	if (depth > TEXT_DEPTH) return 'too deep';
	for (let item = parent._start; item !== null; item = item.right) {
		if (item.deleted) continue;
		if (!(item.content instanceof Y.ContentType)) return 'content that is no node';
		const { type } = item.content;
		const fault =
			type instanceof Y.XmlText
				? wordsFault(type)
				: type instanceof Y.XmlElement
					? elementFault(type, depth)
					: 'a foreign type';
		if (fault !== undefined) return fault;
	}
	return undefined;
}

function elementFault(element: Y.XmlElement, depth: number): string | undefined {
	if (!TEXT_NODES.some((name) => name === element.nodeName)) return `a node ${element.nodeName}`;
	for (const [key, item] of element._map) {
		if (item.deleted) continue;
		if (!TEXT_ATTRIBUTES.some((name) => name === key)) return `an attribute ${key}`;
		if (!(item.content instanceof Y.ContentAny)) return 'an attribute that is no value';
	}
	return childrenFault(element, depth + 1);
}

function wordsFault(text: Y.XmlText): string | undefined {
	if (text._map.size > 0) return 'a key on words';
	for (let item = text._start; item !== null; item = item.right) {
		if (item.deleted) continue;
		const { content } = item;
		if (!(content instanceof Y.ContentString) && !(content instanceof Y.ContentFormat))
			return 'words that are none';
	}
	return undefined;
}
