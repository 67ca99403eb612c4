import sanitizeHtml from 'sanitize-html';
import { safeStyle } from './html-style.ts';
import { imageType } from './image-type.ts';
import { MAIL_LIMITS } from './limits.ts';

/** A part that the page may show as `cid:`. */
export interface InlinePart {
	readonly contentId: string;
	readonly bytes: Uint8Array;
}

export interface SafeHtml {
	readonly html: string;
	/** Pictures that lay elsewhere and are not loaded. */
	readonly blockedImages: number;
}

const BLOCKS = ['address', 'article', 'aside', 'blockquote', 'center', 'details', 'div', 'footer'];
const STRUCTURE = [
	'header',
	'hr',
	'main',
	'p',
	'pre',
	'section',
	'summary',
	'figure',
	'figcaption'
];
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const LISTS = ['ul', 'ol', 'li', 'dl', 'dt', 'dd'];
const TABLES = ['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'];
const WORDS = [
	'a',
	'abbr',
	'b',
	'bdi',
	'bdo',
	'big',
	'br',
	'cite',
	'code',
	'del',
	'dfn',
	'em',
	'font'
];
const MORE_WORDS = [
	'i',
	'ins',
	'kbd',
	'mark',
	'q',
	's',
	'samp',
	'small',
	'span',
	'strike',
	'strong'
];
const LAST_WORDS = ['sub', 'sup', 'time', 'tt', 'u', 'var', 'wbr', 'img'];

const LOOK = ['style', 'dir', 'lang', 'title', 'align', 'valign', 'bgcolor', 'width', 'height'];

const OPTIONS = {
	allowedTags: [
		...BLOCKS,
		...STRUCTURE,
		...HEADINGS,
		...LISTS,
		...TABLES,
		...WORDS,
		...MORE_WORDS,
		...LAST_WORDS
	],
	allowedAttributes: {
		'*': LOOK,
		a: ['href', 'target', 'rel'],
		img: ['src', 'alt'],
		font: ['color', 'face', 'size'],
		table: ['border', 'cellpadding', 'cellspacing'],
		td: ['colspan', 'rowspan', 'nowrap'],
		th: ['colspan', 'rowspan', 'nowrap', 'scope'],
		ol: ['start', 'type'],
		ul: ['type']
	},
	allowedSchemes: ['http', 'https', 'mailto', 'tel'],
	allowedSchemesByTag: { img: ['data'] },
	allowedSchemesAppliedToAttributes: ['href', 'src', 'cite', 'background', 'action'],
	allowProtocolRelative: false,
	disallowedTagsMode: 'discard',
	enforceHtmlBoundary: false,
	nestingLimit: MAIL_LIMITS.htmlDepth,
	nonTextTags: [
		'script',
		'style',
		'textarea',
		'option',
		'noscript',
		'title',
		'iframe',
		'noembed',
		'noframes',
		'xmp',
		'template',
		'svg',
		'math',
		'object'
	],
	parseStyleAttributes: false
} as const;

/**
 * The page of a message with nothing in it that runs, loads, submits or escapes. Pictures of the
 * message itself are put into the page; those from elsewhere give way to their description.
 */
export function sanitiseMailHtml(html: string, inline: readonly InlinePart[]): SafeHtml {
	const pictures = new Pictures(inline);
	const safe = sanitizeHtml(html, {
		...OPTIONS,
		allowedTags: [...OPTIONS.allowedTags],
		allowedSchemes: [...OPTIONS.allowedSchemes],
		allowedSchemesByTag: { img: ['data'] },
		allowedSchemesAppliedToAttributes: [...OPTIONS.allowedSchemesAppliedToAttributes],
		nonTextTags: [...OPTIONS.nonTextTags],
		allowedAttributes: mutable(OPTIONS.allowedAttributes),
		transformTags: {
			'*': (tagName, attribs) => ({ tagName, attribs: lookOf(attribs) }),
			a: (tagName, attribs) => ({ tagName, attribs: linkOf(attribs) }),
			img: (_, attribs) => pictures.tag(attribs)
		}
	});
	return { html: safe.trim(), blockedImages: pictures.blocked };
}

const TAG = /<(\/?)([a-z][a-z0-9]{0,20})/gi;
/** These have no end, or are ended by their neighbours; pages leave their end tags out. */
const ENDLESS =
	/^(?:area|base|basefont|br|col|embed|frame|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|td|th|tr|tbody|thead|tfoot|colgroup|option|optgroup|html|head|body)$/i;

/** Whether elements lie within each other so deep that only an attack explains it. */
export function isNestedTooDeep(html: string): boolean {
	let depth = 0;
	for (const [, closing, name = ''] of html.matchAll(TAG)) {
		if (ENDLESS.test(name)) continue;
		depth = closing === '/' ? Math.max(0, depth - 1) : depth + 1;
		if (depth > MAIL_LIMITS.htmlNesting) return true;
	}
	return false;
}

function mutable(attributes: Readonly<Record<string, readonly string[]>>) {
	return Object.fromEntries(Object.entries(attributes).map(([tag, names]) => [tag, [...names]]));
}

type Attributes = Record<string, string>;

function lookOf(attribs: Attributes): Attributes {
	const { style, ...rest } = attribs;
	const safe = style === undefined ? '' : safeStyle(style);
	return safe === '' ? rest : { ...rest, style: safe };
}

function linkOf(attribs: Attributes): Attributes {
	return { ...lookOf(attribs), target: '_blank', rel: 'noopener noreferrer nofollow' };
}

const RASTER = /^data:image\/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]+)$/i;

class Pictures {
	blocked = 0;
	#budget: number = MAIL_LIMITS.inlineImageBytes;
	readonly #parts: ReadonlyMap<string, Uint8Array>;

	constructor(inline: readonly InlinePart[]) {
		this.#parts = new Map(inline.map((part) => [bareId(part.contentId), part.bytes]));
	}

	tag(attribs: Attributes): { tagName: string; attribs: Attributes; text?: string } {
		const given = (attribs['src'] ?? '').trim();
		const src = this.#source(given);
		if (src !== undefined) return { tagName: 'img', attribs: { ...lookOf(attribs), src } };
		if (/^(?:https?:|ftp:|\/\/)/i.test(given)) this.blocked += 1;
		return { tagName: 'span', attribs: {}, text: attribs['alt'] ?? '' };
	}

	#source(src: string): string | undefined {
		const cid = /^cid:(.{1,998})$/is.exec(src)?.[1];
		const bytes = cid === undefined ? bytesOfData(src) : this.#parts.get(bareId(safeDecode(cid)));
		const type = bytes && imageType(bytes);
		if (bytes === undefined || type === undefined || bytes.length > this.#budget) return undefined;
		this.#budget -= bytes.length;
		return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
	}
}

function bytesOfData(src: string): Uint8Array | undefined {
	const encoded = RASTER.exec(src)?.[1];
	return encoded === undefined ? undefined : Buffer.from(encoded, 'base64');
}

function bareId(contentId: string): string {
	return contentId.trim().replace(/^<|>$/g, '').toLowerCase();
}

function safeDecode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
