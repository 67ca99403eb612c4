import createPurifier from 'dompurify';
import { purifying } from './purified.decode.ts';

/** Nothing but what the page itself carries: no script, no font, no picture from elsewhere. */
const POLICY = [
	"default-src 'none'",
	'img-src data:',
	"style-src 'unsafe-inline'",
	"base-uri 'none'",
	"form-action 'none'"
].join('; ');
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,/i;
const LINK = /^(?:https?|mailto|tel):/i;
const PLAIN_LOOK =
	'body{margin:12px;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%}';

/**
 * A whole page around HTML that strangers wrote. The server has sanitised it; this is the second
 * wall, and the frame without scripts the third.
 */
export function sandboxedPage(html: string, view: Window & typeof globalThis): string {
	const purifier = createPurifier(view);
	purifier.addHook('afterSanitizeAttributes', (node) => {
		const src = node.getAttribute('src');
		if (src !== null && !PICTURE.test(src)) node.removeAttribute('src');
		if (node.tagName !== 'A') return;
		if (!LINK.test(node.getAttribute('href') ?? '')) node.removeAttribute('href');
		node.setAttribute('target', '_blank');
		node.setAttribute('rel', 'noopener noreferrer nofollow');
	});
	const body = purifier.sanitize(html, {
		...purifying,
		USE_PROFILES: { html: true },
		FORBID_TAGS: [
			'style',
			'form',
			'input',
			'button',
			'select',
			'textarea',
			'audio',
			'video',
			'dialog'
		],
		FORBID_ATTR: ['id', 'name', 'class', 'srcset', 'background', 'poster'],
		ALLOW_DATA_ATTR: false,
		ALLOW_ARIA_ATTR: false
	});
	return (
		`<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${POLICY}">` +
		'<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light">' +
		`<meta http-equiv="x-dns-prefetch-control" content="off"><style>${PLAIN_LOOK}</style>` +
		`</head><body dir="auto">${body}</body></html>`
	);
}
