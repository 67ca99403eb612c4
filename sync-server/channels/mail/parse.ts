import type { Address as MailAddress, Attachment, Email } from 'postal-mime';
import { isAutomatic } from './automatic.ts';
import { repairMojibake } from './charsets.ts';
import { cleanLine, cleanText, fileName, mimeType } from './clean.ts';
import { parseMailDate } from './dates.ts';
import { htmlToText } from './html-text.ts';
import { isNestedTooDeep, sanitiseMailHtml, type InlinePart, type SafeHtml } from './html.ts';
import { MAIL_LIMITS, type FailureReason } from './limits.ts';
import { parseMime } from './mime.ts';
import { preflight } from './preflight.ts';
import { hasOneAuthor, receiverNotesOf, type ReceiverNote } from './receiver-notes.ts';

const DELIVERED_TO = ['delivered-to', 'x-original-to', 'envelope-to'];

export interface Mailbox {
	readonly name: string;
	readonly address?: string;
}

export interface MailFile {
	readonly name: string;
	readonly type: string;
	readonly bytes: Uint8Array;
}

/** A message, understood. Its texts are clean but not yet cut to what a ticket takes. */
export interface ParsedMail {
	readonly subject: string;
	readonly from: Mailbox;
	readonly to: string;
	/** The addresses it was delivered or written to, the most certain first, in lower case. */
	readonly addressees: readonly string[];
	/** `from` is the one that the message names as its author. */
	readonly hasOneAuthor: boolean;
	readonly receiverNotes: readonly ReceiverNote[];
	/** A machine wrote it by itself. */
	readonly automatic: boolean;
	/** Undefined when neither the message nor the servers it passed name a real moment. */
	readonly sentMs: number | undefined;
	readonly messageId: string;
	readonly inReplyTo: readonly string[];
	readonly references: readonly string[];
	readonly text: string;
	readonly html: SafeHtml | undefined;
	readonly files: readonly MailFile[];
	/** Something of the source is in none of the above, so the source itself has to be kept. */
	readonly incomplete: boolean;
}

export type ParseOutcome =
	| { readonly ok: true; readonly mail: ParsedMail }
	| { readonly ok: false; readonly reason: FailureReason; readonly detail: string };

/** Reads a message. Whatever the bytes are, the answer is a value: a message, or why there is none. */
export async function parseMail(source: Uint8Array, nowMs: number): Promise<ParseOutcome> {
	const checked = preflight(source);
	if (!checked.ok) return checked;
	try {
		return { ok: true, mail: understand(await parseMime(checked.raw), nowMs) };
	} catch (error) {
		return failureOf(error instanceof Error ? error.message : String(error));
	}
}

function failureOf(message: string): ParseOutcome {
	const detail = message.slice(0, 200);
	if (/nesting depth/i.test(message)) return { ok: false, reason: 'too-deep', detail };
	if (/header size/i.test(message)) return { ok: false, reason: 'headers-too-large', detail };
	return { ok: false, reason: 'broken', detail };
}

function understand(email: Email, nowMs: number): ParsedMail {
	const files = filesOf(email.attachments);
	const page = pageOf(email);
	const plain = cleanText(email.text ?? '');
	const fromPage = plain === '' ? cleanText(textOfPage(page.safe, email.html)) : '';
	return {
		subject: cleanLine(repairMojibake(email.subject ?? '')),
		from: senderOf(email),
		to: recipientsOf(email),
		addressees: addresseesOf(email),
		hasOneAuthor: hasOneAuthor(email),
		receiverNotes: receiverNotesOf(email),
		automatic: isAutomatic(email),
		sentMs: dateOf(email, nowMs),
		messageId: idsOf(email.messageId)[0] ?? '',
		inReplyTo: idsOf(email.inReplyTo),
		references: idsOf(email.references),
		text: plain === '' ? fromPage : plain,
		html: page.safe,
		files: page.file === undefined ? files.kept : [...files.kept, page.file],
		incomplete: files.more
	};
}

/** A page that is not shown still gives its first words, without much care for how they stood. */
function textOfPage(safe: SafeHtml | undefined, html: string | undefined): string {
	if (safe !== undefined) return htmlToText(safe.html);
	return htmlToText((html ?? '').slice(0, 200_000).replace(/<[^<>]{0,2000}>/g, ' '));
}

function pageOf(email: Email): { safe: SafeHtml | undefined; file?: MailFile } {
	const { html } = email;
	if (html === undefined || html.trim() === '') return { safe: undefined };
	if (html.length > MAIL_LIMITS.htmlCharacters || isNestedTooDeep(html)) {
		const bytes = new TextEncoder().encode(html);
		return { safe: undefined, file: { name: 'message.html', type: 'text/html', bytes } };
	}
	const inline: InlinePart[] = email.attachments.flatMap((attachment) =>
		attachment.contentId === undefined
			? []
			: [{ contentId: attachment.contentId, bytes: bytesOf(attachment) }]
	);
	return { safe: sanitiseMailHtml(html, inline) };
}

function filesOf(attachments: readonly Attachment[]): { kept: MailFile[]; more: boolean } {
	const kept = attachments.slice(0, MAIL_LIMITS.files).map((attachment, index) => {
		const type = mimeType(attachment.mimeType);
		const given = attachment.filename === null ? null : repairMojibake(attachment.filename);
		return { name: fileName(given, type, index + 1), type, bytes: bytesOf(attachment) };
	});
	return { kept, more: attachments.length > kept.length };
}

function bytesOf({ content }: Attachment): Uint8Array {
	if (typeof content === 'string') return new TextEncoder().encode(content);
	return content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** The first of the fields that name a sender. A group stands for its first member, or its name. */
function senderOf(email: Email): Mailbox {
	const candidates = [email.from, email.sender, ...(email.replyTo ?? [])];
	for (const candidate of candidates) {
		const mailbox = candidate && mailboxOf(candidate);
		if (mailbox && (mailbox.name !== '' || mailbox.address !== undefined)) return mailbox;
	}
	const returnPath = cleanLine(email.returnPath ?? '');
	return isAddress(returnPath) ? { name: '', address: returnPath } : { name: '' };
}

function mailboxOf(given: MailAddress): Mailbox {
	const name = cleanLine(repairMojibake(given.name)).replace(/^["']+|["']+$/g, '');
	if (given.group !== undefined) {
		const first = given.group[0];
		return first === undefined ? { name } : mailboxOf(first);
	}
	const address = cleanLine(given.address);
	if (isAddress(address)) return { name, address };
	return { name: name === '' ? address : name };
}

function isAddress(text: string): boolean {
	return text.length <= 254 && /^[^\s@<>]+@[^\s@<>]+$/.test(text);
}

function recipientsOf(email: Email): string {
	return [...(email.to ?? []), ...(email.cc ?? [])].map(written).join(', ');
}

/** Mailboxes that servers noted come before those that the sender wrote. */
function addresseesOf({ headers, to = [], cc = [] }: Email): string[] {
	const noted = DELIVERED_TO.flatMap((key) =>
		headers.flatMap((header) => (header.key === key ? [header.value] : []))
	);
	const written = [...to, ...cc].flatMap((one) => one.group ?? [one]);
	const all = [...noted, ...written.map(({ address }) => address ?? '')]
		.slice(0, MAIL_LIMITS.addressees)
		.map((address) => cleanLine(address).replace(/^<|>$/g, '').toLowerCase());
	return [...new Set(all)].filter(isAddress);
}

function written(given: MailAddress): string {
	if (given.group !== undefined)
		return `${cleanLine(given.name)}: ${given.group.map(written).join(', ')};`;
	const { name, address } = mailboxOf(given);
	if (address === undefined) return name;
	return name === '' ? address : `${name} <${address}>`;
}

/** When it was sent; if that is nonsense, when the nearest server received it. */
function dateOf(email: Email, nowMs: number): number | undefined {
	const valuesOf = (key: string) =>
		email.headers.filter((header) => header.key === key).map((header) => header.value);
	const received = valuesOf('received').map((value) => value.slice(value.lastIndexOf(';') + 1));
	for (const text of [
		...valuesOf('date'),
		...received.toReversed(),
		...valuesOf('delivery-date')
	]) {
		const ms = parseMailDate(text, nowMs);
		if (ms !== undefined) return ms;
	}
	return undefined;
}

/** Message ids without their brackets; of very many, the first ones and the last ones. */
function idsOf(field: string | undefined): string[] {
	const text = (field ?? '').slice(0, 64_000);
	const bracketed = [...text.matchAll(/<([^<>\s]{1,900})>/g)].map((match) => match[1] ?? '');
	const ids =
		bracketed.length > 0 ? bracketed : text.split(/[\s,;]+/).filter((word) => word.includes('@'));
	const clean = ids.map((id) => cleanLine(id).slice(0, 900)).filter((id) => id !== '');
	const half = MAIL_LIMITS.messageIds / 2;
	return clean.length > half * 2 ? [...clean.slice(0, half), ...clean.slice(-half)] : clean;
}
