const ENTITIES: Readonly<Record<string, string>> = {
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&amp;': '&'
};
const PARAGRAPHS = /^(?:p|h[1-6]|blockquote|pre|ul|ol|dl|table|figure|hr)$/;
const LINES =
	/^(?:div|tr|li|dt|dd|br|section|article|header|footer|address|center|caption|main|aside)$/;
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/g;

/**
 * The readable text of a page that `sanitiseMailHtml` made: paragraphs, list marks and the addresses
 * of links. It relies on that page being well formed, with only four kinds of entity.
 */
export function htmlToText(html: string): string {
	const parts: string[] = [];
	const links: { readonly href: string; readonly from: number }[] = [];
	let position = 0;
	for (const match of html.matchAll(TAG)) {
		const [whole, closing, name = '', attributes = ''] = match;
		parts.push(wordsOf(html.slice(position, match.index)));
		position = match.index + whole.length;
		if (name === 'a') followLink(closing === '/', attributes, parts, links);
		else parts.push(breakOf(name, closing === '/'));
	}
	parts.push(wordsOf(html.slice(position)));
	return parts
		.join('')
		.replace(/ ?\n ?/g, '\n')
		.replace(/[ \t]{2,1000}/g, ' ')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

function wordsOf(escaped: string): string {
	return escaped
		.replace(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity] ?? entity)
		.replace(/[\s\u00a0]+/g, ' ');
}

function breakOf(name: string, closing: boolean): string {
	if (PARAGRAPHS.test(name)) return '\n\n';
	if (name === 'li' && !closing) return '\n- ';
	if ((name === 'td' || name === 'th') && closing) return ' ';
	return LINES.test(name) ? '\n' : '';
}

function followLink(
	closing: boolean,
	attributes: string,
	parts: string[],
	links: { readonly href: string; readonly from: number }[]
): void {
	if (!closing) {
		links.push({ href: wordsOf(/href="([^"]*)"/.exec(attributes)?.[1] ?? ''), from: parts.length });
		return;
	}
	const link = links.pop();
	if (link === undefined || !/^https?:/.test(link.href) || link.href.length > 300) return;
	const label = parts.slice(link.from).join('').trim();
	if (label !== '' && !link.href.includes(label)) parts.push(` (${link.href})`);
}
