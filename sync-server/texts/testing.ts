import * as Y from 'yjs';
import { textFragment } from '#lib/documents/text-doc.ts';

/** A paragraph with words at the end of a text. */
export function addParagraph(doc: Y.Doc, words: string, node = 'paragraph'): Y.XmlText {
	const element = new Y.XmlElement(node);
	const text = new Y.XmlText(words);
	doc.transact(() => {
		element.insert(0, [text]);
		textFragment(doc).push([element]);
	});
	return text;
}

/** A text with something of everything it may hold. */
export function aFullText(doc = new Y.Doc()): Y.Doc {
	const text = addParagraph(doc, 'Please restart the router.');
	text.format(7, 7, { bold: {} });
	text.format(18, 6, { link: { href: 'https://example.org/', target: null } });
	doc.transact(() => {
		const item = new Y.XmlElement('listItem');
		const line = new Y.XmlElement('paragraph');
		line.insert(0, [new Y.XmlText('Off'), new Y.XmlElement('hardBreak'), new Y.XmlText('and on')]);
		item.insert(0, [line]);
		const list = new Y.XmlElement('orderedList');
		list.setAttribute('start', 1 as never);
		list.insert(0, [item]);
		const quote = new Y.XmlElement('blockquote');
		const quoted = new Y.XmlElement('paragraph');
		quoted.insert(0, [new Y.XmlText('It hums')]);
		quote.insert(0, [quoted]);
		textFragment(doc).push([list, quote]);
	});
	addParagraph(doc, 'ping 10.0.0.1', 'codeBlock');
	return doc;
}

/** Any small thing that people do to a text: words, marks, new lines, deletes. */
export function writeAnything(doc: Y.Doc, next: () => number): void {
	const below = (limit: number) => Math.floor(next() * limit);
	const fragment = textFragment(doc);
	const lines = fragment.toArray().filter((node) => node instanceof Y.XmlElement);
	const line = lines[below(lines.length)];
	const words = line?.toArray().find((node) => node instanceof Y.XmlText);
	const kind = below(6);
	if (words === undefined || kind === 0) {
		addParagraph(doc, 'line '.repeat(below(4)), next() < 0.2 ? 'codeBlock' : 'paragraph');
		return;
	}
	const at = below(words.length + 1);
	const length = Math.min(below(6), words.length - at);
	if (kind === 1 && length > 0) words.delete(at, length);
	else if (kind === 2 && length > 0) words.format(at, length, { bold: next() < 0.7 ? {} : null });
	else if (kind === 3 && lines.length > 2) fragment.delete(below(fragment.length), 1);
	else words.insert(at, 'abcdef'.slice(0, 1 + below(6)));
}
