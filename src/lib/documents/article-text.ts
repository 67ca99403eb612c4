import * as Y from 'yjs';
import { addRun, type Block, type Run } from '#lib/domain/knowledge/markdown.ts';
import { isSafeLink } from '#lib/domain/rich-text.ts';
import { textFragment } from './text-doc.ts';

/** Makes the draft of an article say these blocks and nothing else. */
export function writeArticle(doc: Y.Doc, blocks: readonly Block[]): void {
	doc.transact(() => {
		const fragment = textFragment(doc);
		fragment.delete(0, fragment.length);
		fragment.push(blocks.map(nodeOf));
	});
}

function nodeOf(block: Block): Y.XmlElement {
	switch (block.kind) {
		case 'heading': {
			const heading = words('heading', block.runs);
			heading.setAttribute('level', block.level as never);
			return heading;
		}
		case 'rule':
			return new Y.XmlElement('horizontalRule');
		case 'code':
			return around('codeBlock', [new Y.XmlText(block.text)]);
		case 'quote':
			return around('blockquote', [words('paragraph', block.runs)]);
		case 'list': {
			const items = block.items.map((runs) => around('listItem', [words('paragraph', runs)]));
			return around(block.ordered ? 'orderedList' : 'bulletList', items);
		}
		case 'text':
			return words('paragraph', block.runs);
	}
}

function around(name: string, children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
	const node = new Y.XmlElement(name);
	if (children.length > 0) node.insert(0, children);
	return node;
}

/** A new line within words is a node of its own between two stretches of them. */
function words(name: string, runs: readonly Run[]): Y.XmlElement {
	const children: (Y.XmlElement | Y.XmlText)[] = [];
	const lines: { insert: string; attributes: Record<string, object> }[][] = [[]];
	for (const run of runs)
		for (const [at, insert] of run.text.split('\n').entries()) {
			if (at > 0) lines.push([]);
			if (insert !== '') lines.at(-1)?.push({ insert, attributes: marksOf(run) });
		}
	for (const [at, line] of lines.entries()) {
		if (at > 0) children.push(new Y.XmlElement('hardBreak'));
		if (line.length === 0) continue;
		const text = new Y.XmlText();
		text.applyDelta(line);
		children.push(text);
	}
	return around(name, children);
}

function marksOf({ look, href }: Run): Record<string, object> {
	return {
		...(look === 'strong' && { bold: {} }),
		...(look === 'emphasis' && { italic: {} }),
		...(look === 'code' && { code: {} }),
		...(href !== undefined && { link: { href } })
	};
}

/** What the draft of an article says now. */
export function readDraft(doc: Y.Doc): Block[] {
	const found: Block[] = [];
	for (const node of textFragment(doc).toArray())
		if (node instanceof Y.XmlElement) readNode(node, found);
	return found;
}

function readNode(node: Y.XmlElement, found: Block[]): void {
	const inner = node.toArray().filter((child) => child instanceof Y.XmlElement);
	switch (node.nodeName) {
		case 'horizontalRule':
			found.push({ kind: 'rule' });
			return;
		case 'codeBlock':
			found.push({ kind: 'code', text: runsOf(node).reduce((all, { text }) => all + text, '') });
			return;
		case 'bulletList':
		case 'orderedList': {
			const items = inner.flatMap(itemsOf).filter((runs) => runs.length > 0);
			if (items.length > 0)
				found.push({ kind: 'list', ordered: node.nodeName === 'orderedList', items });
			return;
		}
		case 'blockquote': {
			const runs: Run[] = [];
			for (const child of inner) {
				if (runs.length > 0) addRun(runs, { text: '\n', look: 'plain' });
				for (const run of runsOf(child)) addRun(runs, run);
			}
			if (runs.length > 0) found.push({ kind: 'quote', runs });
			return;
		}
		default:
			readWords(node, found);
	}
}

function readWords(node: Y.XmlElement, found: Block[]): void {
	const runs = runsOf(node);
	if (runs.length === 0) return;
	const level = Number(node.getAttribute('level')) === 2 ? 2 : 3;
	if (node.nodeName === 'heading') found.push({ kind: 'heading', level, runs });
	else found.push({ kind: 'text', runs });
}

/** The items of a list, those of lists in it after it: an article's lists have one level. */
function itemsOf(item: Y.XmlElement): Run[][] {
	return item.toArray().flatMap((child) => {
		if (!(child instanceof Y.XmlElement)) return [];
		const isList = child.nodeName === 'bulletList' || child.nodeName === 'orderedList';
		const inner = child.toArray().filter((node) => node instanceof Y.XmlElement);
		return isList ? inner.flatMap(itemsOf) : [runsOf(child)];
	});
}

function runsOf(node: Y.XmlElement): Run[] {
	const runs: Run[] = [];
	for (const child of node.toArray()) {
		if (child instanceof Y.XmlElement && child.nodeName === 'hardBreak')
			addRun(runs, { text: '\n', look: 'plain' });
		if (!(child instanceof Y.XmlText)) continue;
		for (const { insert, attributes } of child.toDelta() as Delta[])
			if (typeof insert === 'string' && insert !== '')
				addRun(runs, { text: insert.toWellFormed(), ...lookOf(attributes) });
	}
	return runs.some(({ text }) => text.trim() !== '') ? runs : [];
}

interface Delta {
	readonly insert?: unknown;
	readonly attributes?: Readonly<Record<string, unknown>>;
}

function lookOf(attributes: Readonly<Record<string, unknown>> = {}): Omit<Run, 'text'> {
	const link = attributes['link'];
	const href = typeof link === 'object' && link !== null && 'href' in link ? link.href : undefined;
	if (isSafeLink(href)) return { look: 'plain', href };
	const has = (name: string) => attributes[name] !== undefined && attributes[name] !== null;
	if (has('code')) return { look: 'code' };
	if (has('bold')) return { look: 'strong' };
	return { look: has('italic') ? 'emphasis' : 'plain' };
}
