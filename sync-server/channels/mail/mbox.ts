import type { FileHandle } from 'node:fs/promises';
import { parseMailDate } from './dates.ts';

/** Where a message lies in its source. `name` is its file in a folder, or empty in an mbox. */
export interface MailEntry {
	readonly name: string;
	readonly offset: number;
	readonly length: number;
	/** When it was delivered, if the source says so. */
	readonly envelopeMs?: number;
}

const CHUNK = 1024 * 1024;
/** Enough to see a `From ` line and the line after it. */
const LOOK_AHEAD = 2048;
const MARK = Buffer.from('\nFrom ');

/** `From sender date`, in the forms that mail programs write (RFC 4155 and before). */
const DATED =
	/^From \S*.{0,200}?\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s+(?:[A-Z][a-z]{2}\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2}),?\s.{0,60}\b\d{4}\b/;
/** The same to the second: no sentence looks like that. */
const EXACT =
	/^From \S.{0,200}?\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} (?:\S{1,6} )?\d{4}\b/;
const HEADER = /^[!-9;-~]{1,80}[ \t]*:/;
const MAIL_HEADER =
	/^(?:return-path|received|delivered-to|x-[\w-]+|date|from|to|subject|message-id|mime-version|content-type|status|reply-to|sender|dkim-signature|arc-seal|authentication-results):/i;

/**
 * Finds the messages of an mbox file, reading it once in pieces, so that its size does not matter.
 * What stands before the first `From ` line is a message too, unless it is blank.
 */
export async function* scanMbox(
	file: FileHandle,
	size: number,
	nowMs: number
): AsyncGenerator<MailEntry> {
	let start = 0;
	let startDate: number | undefined;
	for await (const separator of findSeparators(file, size)) {
		if (separator.offset > start) yield entry(start, separator.offset, startDate);
		start = separator.offset;
		startDate = parseMailDate(separator.line.slice(5), nowMs);
	}
	if (size > start) yield entry(start, size, startDate);
}

function entry(offset: number, end: number, envelopeMs: number | undefined): MailEntry {
	return {
		name: '',
		offset,
		length: end - offset,
		...(envelopeMs !== undefined && { envelopeMs })
	};
}

interface Separator {
	readonly offset: number;
	readonly line: string;
}

async function* findSeparators(file: FileHandle, size: number): AsyncGenerator<Separator> {
	let base = 0;
	let window: Buffer = Buffer.alloc(0);
	let position = -1;
	while (base + window.length < size || position < window.length) {
		const end = base + window.length;
		if (end < size) {
			// Two bytes before the place to go on from tell whether a blank line came before it.
			const keep = Math.max(0, position - 3);
			const next = await readAt(file, end, Math.min(CHUNK, size - end));
			if (next.length === 0) return;
			window = Buffer.concat([window.subarray(keep), next]);
			base += keep;
			position -= keep;
		}
		const atEnd = base + window.length >= size;
		const limit = atEnd ? window.length : window.length - LOOK_AHEAD;
		for (;;) {
			const start = nextCandidate(window, base, position);
			if (start < 0 || start >= limit) {
				position = Math.max(position, start < 0 ? window.length - MARK.length : start - 1);
				break;
			}
			position = start;
			const line = separatorLine(window, base, start);
			if (line !== undefined) yield { offset: base + start, line };
		}
		if (atEnd) return;
	}
}

/** The next line that begins with `From ` after `position`; the file's first line counts. */
function nextCandidate(window: Buffer, base: number, position: number): number {
	if (base === 0 && position < 0 && window.subarray(0, 5).equals(MARK.subarray(1))) return 0;
	const found = window.indexOf(MARK, Math.max(0, position));
	return found < 0 ? -1 : found + 1;
}

function separatorLine(window: Buffer, base: number, start: number): string | undefined {
	const text = window.toString('latin1', start, start + LOOK_AHEAD);
	const [line = '', next = ''] = text.split(/\r?\n/, 2);
	const isFirst = base + start === 0;
	const afterBlank = isFirst || endsInBlank(window.subarray(0, start));
	const begins = mayFollow(next) || (afterBlank && (isCutOff(text) || EXACT.test(line)));
	if (begins && DATED.test(line)) return line;
	return isFirst || (afterBlank && MAIL_HEADER.test(next)) ? line : undefined;
}

/** Whether the file ends within the first header of its last message: it was cut off there. */
function isCutOff(text: string): boolean {
	return text.length < LOOK_AHEAD && /^[^\n]*\n[!-9;-~]{1,80}$/.test(text);
}

/** Whether the line before is blank, be it the only one. */
function endsInBlank(before: Buffer): boolean {
	const end = before.toString('latin1', Math.max(0, before.length - 3));
	return /^\r?\n$/.test(end) || /\n\r?\n$/.test(end);
}

/** Whether a line may be the first one of a message. */
function mayFollow(line: string): boolean {
	return HEADER.test(line) || line.trim() === '' || line.startsWith('>From ');
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
	const buffer = Buffer.allocUnsafe(length);
	let filled = 0;
	while (filled < length) {
		const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
		if (bytesRead === 0) break;
		filled += bytesRead;
	}
	return buffer.subarray(0, filled);
}

/** The bytes of one entry as they lie in the file. */
export function readEntry(
	file: FileHandle,
	entry: Pick<MailEntry, 'offset' | 'length'>
): Promise<Buffer> {
	return readAt(file, entry.offset, entry.length);
}

/**
 * The message in an mbox entry: without its `From ` line and the blank line that ends it, and with
 * the quoting of `From ` in its lines undone (mboxrd; in mboxo it is the same for one `>`).
 */
export function unwrapMboxEntry(bytes: Buffer): Buffer {
	let from = 0;
	if (bytes.toString('latin1', 0, 5) === 'From ') {
		const lineEnd = bytes.indexOf(0x0a);
		from = lineEnd < 0 ? bytes.length : lineEnd + 1;
	}
	let end = bytes.length;
	const tail = bytes.toString('latin1', Math.max(from, end - 4), end);
	const blank = /\r?\n(\r?\n)$/.exec(tail);
	if (blank?.[1] !== undefined) end -= blank[1].length;
	const message = bytes.subarray(from, end);
	if (message.indexOf('>From ') < 0) return message;
	return Buffer.from(message.toString('latin1').replace(/(^|\n)>(>*From )/g, '$1$2'), 'latin1');
}
