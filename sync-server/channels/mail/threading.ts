import { createHash } from 'node:crypto';
import { toBase32 } from '#lib/domain/ids.ts';

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
	| { readonly kind: 'duplicate' }
	| {
			readonly kind: 'first' | 'later';
			readonly key: string;
			readonly ticket: string;
			/** Keys of messages it refers to that nothing is known of yet. */
			readonly ancestors: readonly string[];
	  };

/** An id that follows from its parts alone: the same message always gets the same one. */
export function derivedId(...parts: readonly string[]): string {
	const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
	return toBase32(digest.subarray(0, 16));
}

/** Bytes that differ only in line ends and blank ends are one message. */
export function hashOfRaw(raw: Uint8Array): string {
	const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
	const normal = text.replace(/\r\n?/g, '\n').trimEnd();
	return createHash('sha256').update(normal, 'latin1').digest('hex');
}

/**
 * Finds the ticket of a message within one team: that of the message it answers, or of any other it
 * refers to, whether imported or only mentioned before; subjects are never compared. Nothing is
 * followed from message to message, so cycles and missing parents do no harm. What refers to
 * nothing known begins a ticket, whose id follows from the oldest message it names.
 */
export function placeMail(
	mail: ThreadFacts,
	scope: { readonly org: string; readonly team: string },
	memory: ThreadMemory
): Placement {
	const keyOfId = (id: string) => derivedId(scope.org, scope.team, 'message-id', id);
	const keyOfRaw = () => derivedId(scope.org, scope.team, 'raw', mail.rawHash());
	let key = mail.messageId === '' ? keyOfRaw() : keyOfId(mail.messageId);
	let known = memory.known(key);
	if (known?.fingerprint !== undefined && known.fingerprint !== mail.fingerprint) {
		key = keyOfRaw();
		known = memory.known(key);
	}
	if (known?.fingerprint !== undefined) return { kind: 'duplicate' };
	const mentioned = [...mail.references, ...mail.inReplyTo].map(keyOfId);
	const ancestors = [...new Set(mentioned)].filter((ancestor) => ancestor !== key);
	const nearest = [...mail.inReplyTo.map(keyOfId), ...ancestors.toReversed()];
	const ticket =
		known?.ticket ??
		nearest.map((near) => memory.known(near)?.ticket).find((id) => id !== undefined);
	const unknown = ancestors.filter((ancestor) => memory.known(ancestor) === undefined);
	if (ticket !== undefined) return { kind: 'later', key, ticket, ancestors: unknown };
	const root = ancestors[0] ?? key;
	return { kind: 'first', key, ticket: derivedId('ticket', root), ancestors: unknown };
}
