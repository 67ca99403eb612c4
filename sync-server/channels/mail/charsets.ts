import { isUtf8 } from 'node:buffer';

/** Labels that mean one byte a character; text under them may well be UTF-8 in truth. */
const SINGLE_BYTE = /^(?:us-?ascii|ascii|ansi_x3|(?:iso[-_]?)?8859|latin|windows-?125|cp-?125|x-)/i;
const ESCAPED = /^(?:iso-2022|hz|utf-7|unicode-1-1-utf-7)/i;

/** How the bytes of a text part are to be read: a label Node knows, or the text itself. */
export type Reading = { readonly label: string } | { readonly text: string };

function knows(label: string): boolean {
	try {
		new TextDecoder(label);
		return true;
	} catch {
		return false;
	}
}

const ALIASES: Readonly<Record<string, string>> = {
	'win-1251': 'windows-1251',
	win1251: 'windows-1251',
	win1252: 'windows-1252',
	cp932: 'shift_jis',
	'ms-932': 'shift_jis',
	cp936: 'gbk',
	cp949: 'euc-kr',
	cp950: 'big5',
	'iso-ir-111': 'koi8-r'
};

function normalLabel(declared: string | undefined): string {
	const label = (declared ?? '')
		.trim()
		.toLowerCase()
		.replace(/^['"]|['"]$/g, '');
	return ALIASES[label] ?? label;
}

/**
 * Chooses how to read a part's bytes: as declared if they can be, as UTF-8 when a single-byte label
 * hides it, by what the page itself says, and as windows-1252 when nothing else fits.
 */
export function readingOf(
	bytes: Uint8Array,
	declared: string | undefined,
	isHtml: boolean
): Reading {
	const label = normalLabel(declared);
	const text = decodeUnknownToNode(bytes, label);
	if (text !== undefined) return { text };
	if (!hasHighBytes(bytes)) return readAscii(bytes, label);
	if (ESCAPED.test(label) && knows(label)) return { label };
	if (isUtf8(bytes)) return { label: mayHideUtf8(label) ? 'utf-8' : label };
	if (label !== '' && !/^utf-?8$|ascii/.test(label) && knows(label)) return { label };
	return { label: guess(bytes, isHtml) };
}

function mayHideUtf8(label: string): boolean {
	return label === '' || SINGLE_BYTE.test(label) || !knows(label);
}

/** The text under the labels that Node has no decoder for. */
function decodeUnknownToNode(bytes: Uint8Array, label: string): string | undefined {
	if (/utf-7$/.test(label)) return decodeUtf7(latin1(bytes));
	if (label === 'iso-2022-kr') return decodeIso2022Kr(bytes);
	return label === 'hz-gb-2312' || label === 'hz' ? decodeHz(latin1(bytes)) : undefined;
}

function readAscii(bytes: Uint8Array, label: string): Reading {
	if (label !== '' && !/ascii|^utf-?8$|8859/.test(label)) {
		return { label: knows(label) ? label : 'utf-8' };
	}
	const text = latin1(bytes.subarray(0, 65_536));
	return {
		label: text.includes('\u001b$B') || text.includes('\u001b$@') ? 'iso-2022-jp' : 'utf-8'
	};
}

/** Not UTF-8 as a whole: a cut or damaged UTF-8 text, the page's own word, or Western bytes. */
function guess(bytes: Uint8Array, isHtml: boolean): string {
	const sample = bytes.subarray(0, 65_536);
	const meta = isHtml
		? /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,30})/i.exec(latin1(sample))
		: null;
	const named = normalLabel(meta?.[1]);
	if (named !== '' && !/^utf-?8$/.test(named) && knows(named)) return named;
	const high = sample.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
	const broken = new TextDecoder().decode(sample).split('\ufffd').length - 1;
	return broken * 4 < high ? 'utf-8' : 'windows-1252';
}

/**
 * Repairs a header that was UTF-8 under a single-byte label: its windows-1252 reading, turned back
 * into bytes, is valid UTF-8. Text that is not such a reading is returned as it is.
 */
export function repairMojibake(text: string): string {
	if (!/[\u00c2-\u00f4]/.test(text)) return text;
	const bytes = new Uint8Array(text.length);
	for (let index = 0; index < text.length; index += 1) {
		const byte = windows1252Byte(text.charCodeAt(index));
		if (byte === undefined) return text;
		bytes[index] = byte;
	}
	return isUtf8(bytes) ? new TextDecoder().decode(bytes) : text;
}

const HIGH_1252 = new TextDecoder('windows-1252').decode(
	Uint8Array.from({ length: 128 }, (_, index) => index + 128)
);

function windows1252Byte(code: number): number | undefined {
	if (code < 0x80) return code;
	const index = HIGH_1252.indexOf(String.fromCharCode(code));
	return index < 0 ? undefined : index + 128;
}

/** A header block with 8-bit bytes that are not UTF-8, rewritten as UTF-8; otherwise the same bytes. */
export function repairHeader(header: Uint8Array): Uint8Array {
	if (!hasHighBytes(header) || isUtf8(header)) return header;
	const declared = /charset\s*=\s*"?([\w.:-]{2,40})/i.exec(latin1(header))?.[1];
	const label = normalLabel(declared);
	const usable = label !== '' && !/ascii|^utf-?8$|^utf-?16/.test(label) && knows(label);
	return new TextEncoder().encode(new TextDecoder(usable ? label : 'windows-1252').decode(header));
}

export function hasHighBytes(bytes: Uint8Array): boolean {
	for (let index = 0; index < bytes.length; index += 1)
		if ((bytes[index] ?? 0) >= 0x80) return true;
	return false;
}

export function latin1(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** RFC 2152. */
function decodeUtf7(text: string): string {
	return text.replace(/\+([A-Za-z0-9+/]{0,4000})-?/g, (whole, encoded: string) => {
		if (encoded === '') return whole.endsWith('-') ? '+' : whole;
		const bytes = Buffer.from(encoded, 'base64');
		return bytes
			.subarray(0, bytes.length & ~1)
			.swap16()
			.toString('utf16le');
	});
}

/** RFC 1557: Korean between SO and SI. */
function decodeIso2022Kr(bytes: Uint8Array): string {
	let shifted = false;
	const plain: number[] = [];
	for (const byte of bytes) {
		if (byte === 0x0e || byte === 0x0f) shifted = byte === 0x0e;
		else plain.push(shifted && byte > 0x20 && byte < 0x7f ? byte | 0x80 : byte);
		if (byte === 0x0a) shifted = false;
	}
	const text = new TextDecoder('euc-kr').decode(Uint8Array.from(plain));
	return text.replaceAll('\u001b$)C', '');
}

/** RFC 1843: Chinese between `~{` and `~}`. */
function decodeHz(text: string): string {
	const decoder = new TextDecoder('gbk');
	return text
		.replace(/~\{([^~\n]{0,4000})~\}/g, (_, encoded: string) =>
			decoder.decode(Uint8Array.from(encoded, (character) => character.charCodeAt(0) | 0x80))
		)
		.replace(/~\r?\n/g, '')
		.replaceAll('~~', '~');
}
