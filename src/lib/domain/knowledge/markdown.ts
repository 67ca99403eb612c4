/** A run of words in one look. */
export interface Run {
	readonly text: string;
	readonly look: 'plain' | 'strong' | 'emphasis' | 'code';
	/** Where it leads; only to the web or to a mail address. */
	readonly href?: string;
}

/** A part of a text with a little formatting. */
export type Block =
	| { readonly kind: 'heading'; readonly level: 2 | 3; readonly runs: readonly Run[] }
	| { readonly kind: 'text' | 'quote'; readonly runs: readonly Run[] }
	| { readonly kind: 'code'; readonly text: string }
	| {
			readonly kind: 'list';
			readonly ordered: boolean;
			readonly items: readonly (readonly Run[])[];
	  }
	| { readonly kind: 'rule' };

/**
 * Reads the part of Markdown that articles need. What it gives is shown as text in elements of our
 * own, so nothing in it can become an element, an address of another kind, or run.
 */
export function readMarkdown(source: string): Block[] {
	const lines = source.replace(/\r\n?/g, '\n').split('\n');
	const blocks: Block[] = [];
	let at = 0;
	while (at < lines.length) {
		const [block, next] = readBlock(lines, at);
		if (block !== undefined) blocks.push(block);
		at = next;
	}
	return blocks;
}

type Read = readonly [block: Block | undefined, next: number];

const HEADING = /^(#{1,6})\s+(.+?)\s*#*$/;
const ITEM = /^\s{0,3}(?:([-*+])|\d{1,4}[.)])\s+(.*)$/;
const FENCE = /^\s{0,3}```/;
const RULE = /^\s{0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/;

/** What ends a text. */
const OTHERS = [/^\s*$/, HEADING, ITEM, FENCE, RULE];

function readBlock(lines: readonly string[], at: number): Read {
	const line = lines[at] ?? '';
	if (line.trim() === '') return [undefined, at + 1];
	if (FENCE.test(line)) return readCode(lines, at + 1);
	if (RULE.test(line)) return [{ kind: 'rule' }, at + 1];
	const heading = HEADING.exec(line);
	if (heading !== null)
		return [
			{
				kind: 'heading',
				level: heading[1]?.length === 1 ? 2 : 3,
				runs: readRuns(heading[2] ?? '')
			},
			at + 1
		];
	if (ITEM.test(line)) return readList(lines, at);
	return readText(lines, at);
}

function readCode(lines: readonly string[], from: number): Read {
	let end = from;
	while (end < lines.length && !FENCE.test(lines[end] ?? '')) end += 1;
	return [{ kind: 'code', text: lines.slice(from, end).join('\n') }, end + 1];
}

function readList(lines: readonly string[], from: number): Read {
	const items: string[] = [];
	const ordered = ITEM.exec(lines[from] ?? '')?.[1] === undefined;
	let at = from;
	for (; at < lines.length; at += 1) {
		const line = lines[at] ?? '';
		const item = ITEM.exec(line);
		if (item !== null && (item[1] === undefined) === ordered) items.push(item[2] ?? '');
		else if (item === null && /^\s{2,}\S/.test(line)) items.push(`${items.pop()} ${line.trim()}`);
		else break;
	}
	return [{ kind: 'list', ordered, items: items.map(readRuns) }, at];
}

function readText(lines: readonly string[], from: number): Read {
	const isQuote = (lines[from] ?? '').startsWith('>');
	const taken: string[] = [];
	let at = from;
	for (; at < lines.length; at += 1) {
		const line = lines[at] ?? '';
		if (OTHERS.some((other) => other.test(line)) || line.startsWith('>') !== isQuote) break;
		taken.push(isQuote ? line.replace(/^>\s?/, '') : line);
	}
	// What begins like something else and is not closed is text all the same.
	if (at === from) return [{ kind: 'text', runs: readRuns(lines[from] ?? '') }, from + 1];
	return [{ kind: isQuote ? 'quote' : 'text', runs: readRuns(taken.join('\n')) }, at];
}

/** A character that means something, meant as itself. */
const ESCAPED = /\\([\\`*_[\]#>+.)-])/g;

// Bounded, so that what is never closed is not looked for to the end again and again.
const RUN =
	/\\([\\`*_[\]#>+.)-])|`([^`\n]{1,500})`|\*\*((?:\\[^\n]|[^*\n\\]){1,500})\*\*|\*((?:\\[^\n]|[^*\n\\]){1,500})\*|\[((?:\\[^\n]|[^[\]\n\\]){1,300})\]\(([^)\s]{1,1000})\)|(https?:\/\/[^\s<>")\]]{1,1000})/g;

function readRuns(text: string): Run[] {
	const runs: Run[] = [];
	let at = 0;
	for (const match of text.matchAll(RUN)) {
		if (match.index > at) addRun(runs, { text: text.slice(at, match.index), look: 'plain' });
		addRun(runs, runOf(match));
		at = match.index + match[0].length;
	}
	if (at < text.length) addRun(runs, { text: text.slice(at), look: 'plain' });
	return runs;
}

/** Neighbours that look the same are one run. */
export function addRun(runs: Run[], run: Run): void {
	const last = runs.at(-1);
	const isSame = last !== undefined && last.look === run.look && last.href === run.href;
	if (isSame) runs[runs.length - 1] = { ...last, text: last.text + run.text };
	else runs.push(run);
}

const unescaped = (text: string): string => text.replace(ESCAPED, '$1');

function runOf(found: RegExpExecArray): Run {
	const [whole, escaped, code, strong, emphasis, label, target, bare] = found;
	if (escaped !== undefined) return { text: escaped, look: 'plain' };
	if (code !== undefined) return { text: code, look: 'code' };
	if (strong !== undefined) return { text: unescaped(strong), look: 'strong' };
	if (emphasis !== undefined) return { text: unescaped(emphasis), look: 'emphasis' };
	const href = safeAddress(bare ?? target ?? '');
	if (href === undefined) return { text: whole, look: 'plain' };
	return { text: unescaped(label ?? whole), look: 'plain', href };
}

/** Addresses of the web and of mail; nothing else is a link. */
function safeAddress(text: string): string | undefined {
	return /^(https?:\/\/[^/\s]|mailto:[^\s@]+@)/i.test(text) ? text : undefined;
}

/** The words of a text without its formatting, for searching and for the first lines of it. */
export function plainWords(source: string): string {
	return readMarkdown(source)
		.flatMap((block) => {
			if (block.kind === 'rule') return [];
			if (block.kind === 'code') return [block.text];
			return block.kind === 'list' ? block.items.map(wordsOf) : [wordsOf(block.runs)];
		})
		.join('\n');
}

const wordsOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');
