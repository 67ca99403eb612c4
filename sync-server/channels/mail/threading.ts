import { createHash } from 'node:crypto';
import { followingId } from '../../pipeline/following-id.ts';

/** What is remembered of messages: the ticket each belongs to, and which have been imported. */
export interface ThreadMemory {
	/** By a message's key, also for one that others refer to and that has not been seen yet. */
	known(key: string): KnownMail | undefined;
}

export interface KnownMail {
	readonly ticket: string;
	/** Undefined for a message that was only referred to. */
	readonly fingerprint: string | undefined;
}

export interface ThreadFacts {
	readonly messageId: string;
	readonly inReplyTo: readonly string[];
	readonly references: readonly string[];
	/** Tells apart two messages that wrongly bear one Message-ID. */
	readonly fingerprint: string;
	/** Computed only when the Message-ID does not do. */
	readonly rawHash: () => string;
}

export type Placement =
	| { readonly kind: 'duplicate'; readonly ticket: string }
	| {
			readonly kind: 'first' | 'later';
			readonly key: string;
			readonly ticket: string;
			/** Keys of messages it refers to that nothing is known of yet. */
			readonly ancestors: readonly string[];
	  };

/** An id that follows from its parts alone: the same message always gets the same one. */
export function derivedId(...parts: readonly string[]): string {
	return followingId(JSON.stringify(parts));
}

/** Bytes that differ only in line ends and blank ends are one message. */
export function hashOfRaw(raw: Uint8Array): string {
	const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
	const normal = text.replace(/\r\n?/g, '\n').trimEnd();
	return createHash('sha256').update(normal, 'latin1').digest('hex');
}

/** The fingerprint of what this server sent itself, whatever became of it on its way. */
export const SENT = 'sent';

/** In which messages know of each other: a team's imports, or all that comes in by itself. */
export interface MailScope {
	readonly org: string;
	readonly team: string;
}

/** What a message is remembered by in a scope. */
export function mailKey({ org, team }: MailScope, messageId: string): string {
	return derivedId(org, team, 'message-id', messageId);
}

/** Tells two messages apart that bear one Message-ID. */
export function fingerprintOf(sentMs: number | undefined, from: string): string {
	return `${sentMs ?? ''} ${from}`;
}

/**
 * Finds the ticket of a message within one team: that of the message it answers, or of any other it
 * refers to, whether imported or only mentioned before; subjects are never compared. Nothing is
 * followed from message to message, so cycles and missing parents do no harm. What refers to
 * nothing known begins a ticket, whose id follows from the oldest message it names.
 */
export function placeMail(mail: ThreadFacts, scope: MailScope, memory: ThreadMemory): Placement {
	const { key, known } = recognise(mail, scope, memory);
	if (known?.fingerprint !== undefined) return { kind: 'duplicate', ticket: known.ticket };
	const { ancestors, nearest, unknown } = relatives(mail, key, scope, memory);
	const ticket =
		known?.ticket ??
		nearest.map((near) => memory.known(near)?.ticket).find((id) => id !== undefined);
	if (ticket !== undefined) return { kind: 'later', key, ticket, ancestors: unknown };
	const root = ancestors[0] ?? key;
	return { kind: 'first', key, ticket: derivedId('ticket', root), ancestors: unknown };
}

/** The key of a message, and what is known of it already. */
export function recognise(mail: ThreadFacts, scope: MailScope, memory: ThreadMemory) {
	const keyOfRaw = () => derivedId(scope.org, scope.team, 'raw', mail.rawHash());
	const key = mail.messageId === '' ? keyOfRaw() : mailKey(scope, mail.messageId);
	const known = memory.known(key);
	const print = known?.fingerprint;
	if (print === undefined || print === mail.fingerprint || print === SENT) return { key, known };
	return { key: keyOfRaw(), known: memory.known(keyOfRaw()) };
}

/** The keys of the messages that one refers to: as they stand there, nearest first, and not known. */
export function relatives(
	mail: ThreadFacts,
	key: string,
	scope: MailScope,
	memory: ThreadMemory
): { readonly ancestors: string[]; readonly nearest: string[]; readonly unknown: string[] } {
	const keyOf = (id: string) => mailKey(scope, id);
	const mentioned = [...mail.references, ...mail.inReplyTo].map(keyOf);
	const ancestors = [...new Set(mentioned)].filter((ancestor) => ancestor !== key);
	const nearest = [...mail.inReplyTo.map(keyOf), ...ancestors.toReversed()];
	const unknown = ancestors.filter((ancestor) => memory.known(ancestor) === undefined);
	return { ancestors, nearest, unknown };
}
