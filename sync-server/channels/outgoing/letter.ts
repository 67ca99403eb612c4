import { richBlocks, type RichBlock } from '#lib/domain/rich-blocks.ts';
import type { RichPiece, RichText } from '#lib/domain/rich-text.ts';
import { mailDomain } from '#lib/domain/mail-domain.ts';

/** Somebody mail goes to or comes from. */
export interface Mailbox {
	readonly name: string;
	readonly address: string;
}

/** A file that goes with a letter. */
export interface Enclosure {
	readonly name: string;
	readonly type: string;
	readonly content: Buffer;
}

/** A mail that is ready to be sent. Ids are without their brackets. */
export interface Letter {
	readonly id: string;
	/** Before the name of the organisation's mailbox; empty for what nobody wrote. */
	readonly author: string;
	readonly to: Mailbox;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	/** The ids of what was said before, oldest first. */
	readonly before: readonly string[];
	/** Nobody wrote it: nobody's absence note should answer. */
	readonly isAutomatic: boolean;
	readonly enclosures: readonly Enclosure[];
}

/** What a letter says, part by part. */
export type Part =
	| { readonly kind: 'words'; readonly words: string; readonly rich?: RichText | null }
	| { readonly kind: 'list'; readonly items: readonly { words: string; href: string }[] }
	| { readonly kind: 'link'; readonly words: string; readonly href: string }
	/** Of less weight, below a line. */
	| { readonly kind: 'small'; readonly words: string };

const LONGEST_LINE = 250;
// Everything that could end a header line, or turn one's reading around.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A text as it may stand in a header: one line without anything that is not seen. */
export function headerLine(text: string): string {
	return text.replace(UNSAFE, ' ').trim().slice(0, LONGEST_LINE).toWellFormed();
}

/** Whether mail can be sent there: one plain address, and nothing that a header could mean otherwise. */
export function isMailAddress(address: string): boolean {
	if (/[\p{Cc}\p{Cf}<>()[\]\\,;:"]/u.test(address)) return false;
	return address.length <= 254 && mailDomain(address) !== undefined;
}

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

/** A text as HTML that says just that text. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
}

/** The same words twice, as mail programs show them and as plain text. */
export function bodyOf(
	parts: readonly Part[],
	{ isRightToLeft, language }: { readonly isRightToLeft: boolean; readonly language: string }
): Pick<Letter, 'text' | 'html'> {
	const dir = isRightToLeft ? 'rtl' : 'ltr';
	const style =
		'font:15px/1.5 system-ui,sans-serif;color:#1c1c1e;max-width:640px;margin:0;padding:16px';
	const html = parts.map(htmlOf).join('\n');
	return {
		text: `${parts.map(textOf).join('\n\n')}\n`,
		html: `<!doctype html>
<html lang="${language}" dir="${dir}"><head><meta charset="utf-8"></head>
<body><div style="${style}">
${html}
</div></body></html>
`
	};
}

function textOf(part: Part): string {
	switch (part.kind) {
		case 'words':
			return part.words;
		case 'list':
			return part.items.map(({ words, href }) => `- ${words}\n  ${href}`).join('\n');
		case 'link':
			return `${part.words}: ${part.href}`;
		case 'small':
			return `--\n${part.words}`;
	}
}

function htmlOf(part: Part): string {
	switch (part.kind) {
		case 'words':
			return part.rich ? richBlocks(part.rich).map(blockHtml).join('\n') : paragraphs(part.words);
		case 'list':
			return `<ul>${part.items
				.map(({ words, href }) => `<li dir="auto">${anchor(words, href)}</li>`)
				.join('')}</ul>`;
		case 'link':
			return `<p>${anchor(part.words, part.href)}</p>`;
		case 'small':
			return `<p style="color:#6b6b70;font-size:13px;border-top:1px solid #d8d8dc;padding-top:8px">${lines(part.words)}</p>`;
	}
}

const anchor = (words: string, href: string): string =>
	`<a href="${escapeHtml(href)}">${escapeHtml(words)}</a>`;

const lines = (words: string): string => escapeHtml(words).replaceAll('\n', '<br>');

function paragraphs(words: string): string {
	return words
		.split(/\n{2,}/)
		.map((one) => `<p dir="auto">${lines(one)}</p>`)
		.join('\n');
}

const TAGS = { b: 'strong', i: 'em', u: 'u', s: 's', c: 'code' } as const;

function pieceHtml(piece: RichPiece): string {
	let html = lines(piece.t);
	for (const mark of ['c', 's', 'u', 'i', 'b'] as const)
		if (piece[mark]) html = `<${TAGS[mark]}>${html}</${TAGS[mark]}>`;
	// Only the web and mail: the domain takes no other link.
	return piece.a === undefined ? html : `<a href="${escapeHtml(piece.a)}">${html}</a>`;
}

const piecesHtml = (pieces: readonly RichPiece[]): string => pieces.map(pieceHtml).join('');

function blockHtml(block: RichBlock): string {
	switch (block.kind) {
		case 'p':
			return `<p dir="auto">${block.lines.map(piecesHtml).join('<br>') || '<br>'}</p>`;
		case 'quote':
			return `<blockquote dir="auto">${block.lines.map(piecesHtml).join('<br>')}</blockquote>`;
		case 'code':
			return `<pre dir="ltr">${block.lines.map(piecesHtml).join('\n')}</pre>`;
		case 'ul':
		case 'ol':
			return `<${block.kind} dir="auto">${block.items
				.map(
					({ pieces, inner }) => `<li>${piecesHtml(pieces)}${inner.map(blockHtml).join('')}</li>`
				)
				.join('')}</${block.kind}>`;
	}
}
