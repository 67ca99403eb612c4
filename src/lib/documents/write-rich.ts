import * as Y from 'yjs';
import { richBlocks, type RichBlock } from '#lib/domain/rich-blocks.ts';
import { richOf, type RichPiece, type RichText } from '#lib/domain/rich-text.ts';
import { textFragment } from './text-doc.ts';

/**
 * Makes a text say these words and nothing else; whoever writes along sees it happen. `origin` is what
 * the transaction says it comes from.
 */
export function writeRich(doc: Y.Doc, rich: RichText, origin?: symbol): void {
	doc.transact(() => {
		const fragment = textFragment(doc);
		fragment.delete(0, fragment.length);
		fragment.push(richBlocks(rich).flatMap(nodesOf));
	}, origin);
}

/** Puts formatted words at the end of a text. */
export function addRich(doc: Y.Doc, rich: RichText): void {
	doc.transact(() => textFragment(doc).push(richBlocks(rich).flatMap(nodesOf)));
}

/** Puts plain words at the end of a text, a line each. */
export function addWords(doc: Y.Doc, words: string): void {
	addRich(doc, richOf(words));
}

function nodesOf(block: RichBlock): Y.XmlElement[] {
	switch (block.kind) {
		case 'p':
			return block.lines.map(paragraph);
		case 'quote':
			return [element('blockquote', block.lines.map(paragraph))];
		case 'code':
			return block.lines.map((pieces) =>
				element('codeBlock', [new Y.XmlText(pieces.map(({ t }) => t).join(''))])
			);
		default:
			return [
				element(
					block.kind === 'ul' ? 'bulletList' : 'orderedList',
					block.items.map(({ pieces, inner }) =>
						element('listItem', [paragraph(pieces), ...inner.flatMap(nodesOf)])
					)
				)
			];
	}
}

function element(name: string, children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
	const node = new Y.XmlElement(name);
	if (children.length > 0) node.insert(0, children);
	return node;
}

/** A new line within a paragraph is a node of its own between two stretches of words. */
function paragraph(pieces: readonly RichPiece[]): Y.XmlElement {
	const children: (Y.XmlElement | Y.XmlText)[] = [];
	let stretch: { insert: string; attributes: Record<string, object> }[] = [];
	const close = () => {
		if (stretch.length === 0) return;
		const text = new Y.XmlText();
		text.applyDelta(stretch);
		children.push(text);
		stretch = [];
	};
	for (const { t, ...marks } of pieces)
		for (const [index, words] of t.split('\n').entries()) {
			if (index > 0) {
				close();
				children.push(new Y.XmlElement('hardBreak'));
			}
			if (words !== '') stretch.push({ insert: words, attributes: marksOf(marks) });
		}
	close();
	return element('paragraph', children);
}

function marksOf({ b, i, c, s, u, a }: Omit<RichPiece, 't'>): Record<string, object> {
	return {
		...(b && { bold: {} }),
		...(i && { italic: {} }),
		...(c && { code: {} }),
		...(s && { strike: {} }),
		...(u && { underline: {} }),
		...(a !== undefined && { link: { href: a } })
	};
}
