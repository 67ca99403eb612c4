import type { Json } from '#lib/domain/json.ts';
import { TEXT_LIMITS } from '#lib/domain/changes/bodies.ts';
import { CHANGE_LIMITS } from '#lib/domain/changes/change.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import { cut } from './clean.ts';
import type { SenderProof } from '#lib/protocol/incoming-mail.ts';
import type { Mailbox, ParsedMail } from './parse.ts';
import { derivedId, type Placement } from './threading.ts';

/** A change of the import before the server stamps it. */
export interface MailDraft {
	readonly id: string;
	readonly type: 'ticket.create' | 'message.add';
	readonly target: EntityRef;
	readonly body: Json;
}

/** A file of a message, already in the blob store. */
export interface StoredFile {
	readonly name: string;
	readonly type: string;
	readonly role: 'file' | 'html' | 'raw';
	readonly size: number;
	readonly sha256: string;
}

const RECIPIENTS_LIMIT = 4_000;
const NAMED_BY_TEXT = 80;
/** Room for what stands around the message in its change. */
const MESSAGE_JSON_LIMIT = CHANGE_LIMITS.bodyLength - 8_000;

/** Whether a ticket holds less than the message says, so that its source must stay beside it. */
export function needsSource(mail: ParsedMail): boolean {
	return (
		mail.incomplete ||
		mail.subject.length > TEXT_LIMITS.subject ||
		mail.text.length > TEXT_LIMITS.message ||
		mail.from.name.length > TEXT_LIMITS.name ||
		mail.to.length > RECIPIENTS_LIMIT
	);
}

interface DraftContext {
	readonly team: string;
	readonly sentMs: number;
	readonly files: readonly StoredFile[];
	/** Only the staff is told. */
	readonly asNote: boolean;
	readonly proof: SenderProof;
}

/** The change that brings a message in: a ticket with it as first message, or one more message. */
export function draftOf(
	mail: ParsedMail,
	placement: Exclude<Placement, { kind: 'duplicate' }>,
	context: DraftContext
): MailDraft {
	const message = messageOf(mail, placement.key, context);
	const common = { id: placement.key, target: `ticket.${placement.ticket}` as const };
	if (placement.kind === 'later') return { ...common, type: 'message.add', body: message };
	const body = {
		team: context.team,
		subject: subjectOf(mail),
		requester: addressOf(mail.from),
		message
	};
	return { ...common, type: 'ticket.create', body };
}

/** The same message for a ticket that turned out to exist. Its first id has been refused for good. */
export function asLaterMessage(draft: MailDraft): MailDraft {
	const { body } = draft;
	const message =
		typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
	const id = derivedId(draft.id, 'again');
	return { ...draft, id, type: 'message.add', body: message ?? null };
}

function messageOf(
	mail: ParsedMail,
	key: string,
	context: DraftContext
): { readonly [key: string]: Json } {
	const attachments = context.files.map((file, index) => ({
		id: derivedId(key, 'file', String(index)),
		...file
	}));
	const message = {
		kind: context.asNote ? 'note' : 'public',
		text: cut(mail.text, TEXT_LIMITS.message),
		...(attachments.length > 0 && { attachments }),
		mail: {
			from: addressOf(mail.from),
			sentMs: context.sentMs,
			messageId: mail.messageId,
			...(mail.to !== '' && { to: cut(mail.to, RECIPIENTS_LIMIT) }),
			...(context.proof !== 'none' && { sender: context.proof })
		}
	};
	// Quotes and line ends count twice in JSON; a text of nothing else must still fit.
	const excess = JSON.stringify(message).length - MESSAGE_JSON_LIMIT;
	return excess <= 0 ? message : { ...message, text: cut(mail.text, TEXT_LIMITS.message / 4) };
}

function addressOf({ name, address }: Mailbox): { name: string; address?: string } {
	const shown = cut(name === '' ? (address ?? '') : name, TEXT_LIMITS.name);
	return address === undefined ? { name: shown } : { name: shown, address };
}

/** A ticket needs a subject: that of the mail, or its first words, or who wrote it. */
function subjectOf(mail: ParsedMail): string {
	const firstLine = mail.text.split('\n').find((line) => line.trim() !== '') ?? '';
	const { name, address } = mail.from;
	const candidates = [mail.subject, cut(firstLine.trim(), NAMED_BY_TEXT), name, address ?? ''];
	return cut(candidates.find((text) => text !== '') ?? '–', TEXT_LIMITS.subject);
}
