/* eslint-disable no-control-regex, no-misleading-character-class -- this file is about characters that cannot be seen */

/** Orders text against its reading direction, or hides it: never wanted in a name or a subject. */
const INVISIBLE =
	/[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]/gu;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]+/g;
const BODY_CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
/** Overrides force every character's direction; embeddings and isolates are ordinary in Arabic mail. */
const OVERRIDES = /[\u202d\u202e]/g;

/** One line without control, bidi and invisible characters: for names, subjects, addresses. */
export function cleanLine(text: string): string {
	return text
		.toWellFormed()
		.replace(INVISIBLE, '')
		.replace(CONTROLS, ' ')
		.replace(/\s{1,1000}/gu, ' ')
		.replace(/[\u200c\u200d]{1,20}(?=\s|$)/gu, '')
		.trim();
}

/** A body's text: line ends are `\n`, control characters and forced directions go. */
export function cleanText(text: string): string {
	return (
		text
			.toWellFormed()
			.replace(/\r\n?/g, '\n')
			.replace(BODY_CONTROLS, '')
			.replace(OVERRIDES, '')
			// Line by line: a pattern for blanks before a line end is quadratic in a run of blanks.
			.split('\n')
			.map((line) => line.trimEnd())
			.join('\n')
			.replace(/\n{4,}/g, '\n\n\n')
			.trim()
	);
}

/** At most `limit` UTF-16 units, never half a character; a cut text ends in an ellipsis. */
export function cut(text: string, limit: number): string {
	if (text.length <= limit) return text;
	const head = text.slice(0, limit - 1);
	const last = head.charCodeAt(head.length - 1);
	return `${last >= 0xd800 && last <= 0xdbff ? head.slice(0, -1) : head}…`;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
	'message/rfc822': 'eml',
	'text/calendar': 'ics',
	'application/ics': 'ics',
	'text/plain': 'txt',
	'text/html': 'html',
	'text/csv': 'csv',
	'application/pdf': 'pdf',
	'image/png': 'png',
	'image/jpeg': 'jpg',
	'image/gif': 'gif',
	'image/webp': 'webp',
	'application/ms-tnef': 'dat',
	'message/delivery-status': 'txt',
	'text/rfc822-headers': 'txt'
};
const FILE_NAME_LIMIT = 180;
/** Of a longer name only the end counts; it has the extension. */
const GIVEN_NAME_LIMIT = 1_000;

/**
 * A name for a file that is only a name: no path, no reserved character, no leading dot, its
 * extension kept when it must be cut. Files without one are called after their number and type.
 */
export function fileName(given: string | null, type: string, number: number): string {
	const base = cleanLine((given ?? '').slice(-GIVEN_NAME_LIMIT))
		.split(/[\\/]/)
		.at(-1);
	const name = (base ?? '')
		.replace(/[<>:"|?*]/g, '_')
		.replace(/^[.\s]+|[.\s]+$/g, '')
		.trim();
	const extension = EXTENSIONS[type];
	if (name === '') return `file-${number}${extension === undefined ? '' : `.${extension}`}`;
	if (name.length <= FILE_NAME_LIMIT) return name;
	const dot = name.lastIndexOf('.');
	const tail = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
	return cut(name.slice(0, name.length - tail.length), FILE_NAME_LIMIT - tail.length) + tail;
}

/** A MIME type as `type/subtype`, or that of bytes nobody has described. */
export function mimeType(given: string): string {
	const type = given.trim().toLowerCase();
	return /^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,62}$/.test(type)
		? type
		: 'application/octet-stream';
}
