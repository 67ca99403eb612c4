import { latin1, repairHeader } from './charsets.ts';
import { MAIL_LIMITS, type FailureReason } from './limits.ts';

export type Preflight =
	| { readonly ok: true; readonly raw: Uint8Array }
	| { readonly ok: false; readonly reason: FailureReason; readonly detail: string };

const bad = (reason: FailureReason, detail: string): Preflight => ({ ok: false, reason, detail });

const KNOWN_HEADER =
	/^(?:from|to|cc|subject|date|message-id|received|return-path|sender|reply-to|mime-version|content-type|delivered-to|in-reply-to|references|x-[\w-]+)[ \t]*:/im;

/**
 * Looks at a message's bytes before anything builds objects from them: refuses what is over a limit
 * or is not mail, and mends what would mislead the parser (an envelope line, Macintosh line ends,
 * 8-bit headers in another character set).
 */
export function preflight(source: Uint8Array): Preflight {
	if (source.length > MAIL_LIMITS.bytes)
		return bad('too-large', `${source.length} bytes; the limit is ${MAIL_LIMITS.bytes}`);
	const raw = Buffer.from(withoutEnvelope(withLineFeeds(source)));
	if (raw.length === 0) return bad('empty', 'there is nothing in it');
	const headerEnd = endOfHeader(raw);
	if (headerEnd > MAIL_LIMITS.headerBytes)
		return bad('headers-too-large', `headers of more than ${MAIL_LIMITS.headerBytes} bytes`);
	const header = raw.subarray(0, headerEnd);
	const lines = countLines(header);
	if (lines > MAIL_LIMITS.headerLines) return bad('headers-too-large', `${lines} header lines`);
	if (!KNOWN_HEADER.test(latin1(header).replace(/\0/g, '')))
		return bad('not-mail', 'none of the headers of mail is in it');
	const parts = countParts(raw);
	if (parts > MAIL_LIMITS.parts)
		return bad('too-many-parts', `more than ${MAIL_LIMITS.parts} parts`);
	return { ok: true, raw: mended(raw, headerEnd) };
}

function mended(raw: Buffer, headerEnd: number): Uint8Array {
	const header = raw.subarray(0, headerEnd);
	const clean = header.includes(0) ? header.filter((byte) => byte !== 0) : header;
	const repaired = repairHeader(clean);
	return repaired === header ? raw : Buffer.concat([repaired, raw.subarray(headerEnd)]);
}

function withLineFeeds(source: Uint8Array): Uint8Array {
	if (source.includes(0x0a) || !source.includes(0x0d)) return source;
	return source.map((byte) => (byte === 0x0d ? 0x0a : byte));
}

/** Skips a byte order mark, leading blank lines and a `From ` line that was left in an .eml file. */
function withoutEnvelope(source: Uint8Array): Uint8Array {
	let start = source[0] === 0xef && source[1] === 0xbb && source[2] === 0xbf ? 3 : 0;
	while (isBlank(source[start])) start += 1;
	const head = latin1(source.subarray(start, start + 6));
	if (/^>?From /.test(head)) {
		const end = source.indexOf(0x0a, start);
		start = end < 0 ? source.length : end + 1;
	}
	return source.subarray(start);
}

function isBlank(byte: number | undefined): boolean {
	return byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0x09;
}

/** Where the first empty line begins; the whole length when there is none. */
function endOfHeader(raw: Buffer): number {
	const limit = Math.min(raw.length, MAIL_LIMITS.headerBytes + 2);
	for (let at = raw.indexOf(0x0a); at >= 0 && at < limit; at = raw.indexOf(0x0a, at + 1)) {
		if (raw[at + 1] === 0x0a) return at + 1;
		if (raw[at + 1] === 0x0d && raw[at + 2] === 0x0a) return at + 1;
	}
	return raw.length;
}

function countLines(bytes: Uint8Array): number {
	let lines = 0;
	for (const byte of bytes) if (byte === 0x0a) lines += 1;
	return lines;
}

/** Lines that open a part. Text may be full of `--`, so the boundaries are looked up before counting. */
function countParts(raw: Buffer): number {
	if (countMarks(raw, () => true) <= MAIL_LIMITS.parts) return 0;
	const boundaries = new Set<string>();
	for (const match of latin1(raw).matchAll(
		/boundary\*?\d{0,3}\*?[ \t]*=[ \t]*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/gi
	)) {
		boundaries.add(match[1] ?? match[2] ?? '');
		if (boundaries.size > MAIL_LIMITS.parts) return boundaries.size;
	}
	const lengths = [...new Set([...boundaries].map((boundary) => boundary.length))];
	return countMarks(raw, (line) => lengths.some((length) => boundaries.has(line.slice(0, length))));
}

function countMarks(raw: Buffer, counts: (line: string) => boolean): number {
	let found = 0;
	let at = raw.indexOf('\n--');
	while (at >= 0 && found <= MAIL_LIMITS.parts) {
		if (counts(raw.toString('latin1', at + 3, at + 203))) found += 1;
		at = raw.indexOf('\n--', at + 3);
	}
	return found;
}
