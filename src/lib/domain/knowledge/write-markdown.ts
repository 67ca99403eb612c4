import { addRun, type Block, type Run } from './markdown.ts';

/** Writes blocks as the text that `readMarkdown` reads them from again. */
export function writeMarkdown(blocks: readonly Block[]): string {
	return blocks.map(writeBlock).filter(Boolean).join('\n\n');
}

function writeBlock(block: Block): string {
	switch (block.kind) {
		case 'heading':
			return `${'#'.repeat(block.level - 1)} ${onOneLine(block.runs)}`;
		case 'rule':
			return '---';
		case 'code':
			return ['```', ...block.text.split('\n').map(closesNothing), '```'].join('\n');
		case 'list':
			return block.items
				.map((runs, at) => `${block.ordered ? `${at + 1}.` : '-'} ${onOneLine(runs)}`)
				.join('\n');
		case 'quote':
			return writeRuns(block.runs)
				.split('\n')
				.map((line) => `> ${line}`)
				.join('\n');
		case 'text':
			return writeRuns(block.runs).split('\n').map(beginsNothing).join('\n');
	}
}

/** A line of code that would end the code stands further in. */
const closesNothing = (line: string): string => (/^\s{0,3}```/.test(line) ? `    ${line}` : line);

const onOneLine = (runs: readonly Run[]): string => writeRuns(runs).replaceAll('\n', ' ').trim();

/** What a line of words begins with must not make it a heading, an item, a quote or a rule. */
const beginsNothing = (line: string): string =>
	line.replace(/^(\s*)([-+#>_])/, '$1\\$2').replace(/^(\s*\d{1,4})([.)])/, '$1\\$2');

function writeRuns(runs: readonly Run[]): string {
	const joined: Run[] = [];
	for (const run of runs) addRun(joined, run);
	return joined.map(writeRun).join('');
}

/** As much as is looked for between two signs of emphasis; an escape may double it. */
const PIECE = 240;

function writeRun({ text, look, href }: Run): string {
	if (href !== undefined) return text === href && BARE.test(text) ? text : linkOf(text, href);
	switch (look) {
		case 'plain':
			return plain(text);
		case 'code':
			return text.includes('`') ? plain(text) : around(text, '`', String);
		case 'strong':
			return around(text, '**', escaped);
		case 'emphasis':
			return around(text, '*', escaped);
	}
}

const BARE = /^https?:\/\/[^\s<>")\]]{1,1000}$/;
const BARE_WITHIN = /(https?:\/\/[^\s<>")\]]{1,1000})/;

/** Addresses are links by themselves, and stand as they are. */
const plain = (text: string): string =>
	text
		.split(BARE_WITHIN)
		.map((part, at) => (at % 2 === 1 ? part : escaped(part)))
		.join('');

const escaped = (text: string): string => text.replace(/[\\`*[\]]/g, '\\$&');

function linkOf(text: string, href: string): string {
	const address = href.replaceAll('(', '%28').replaceAll(')', '%29');
	return `[${escaped(text.replaceAll('\n', ' ').slice(0, PIECE / 2))}](${address})`;
}

/** Signs hold what stands on one line, and not too much of it. */
function around(text: string, sign: string, write: (text: string) => string): string {
	return text
		.split('\n')
		.map((line) =>
			(line.match(/[\s\S]{1,240}/gu) ?? []).map((piece) => sign + write(piece) + sign).join('')
		)
		.join('\n');
}
