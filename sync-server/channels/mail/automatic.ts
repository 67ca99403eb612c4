import type { Email } from 'postal-mime';

const PRECEDENCES = /^(?:bulk|list|junk|auto_reply)\b/;
const LIST_FIELDS = ['list-id', 'list-unsubscribe', 'x-autoreply', 'x-autorespond'];
const SUPPRESSED = /\b(?:all|autoreply)\b/;
const SERVERS = /^(?:mailer-daemon|postmaster)@/i;

/**
 * Whether a message was written by a machine by itself, went to many, or asks not to be answered by
 * itself (RFC 3834, RFC 2919, RFC 3464): nothing may be sent because of it that nobody has written.
 */
export function isAutomatic({ headers, from }: Email): boolean {
	const has = (key: string, test: (value: string) => boolean): boolean =>
		headers.some((header) => header.key === key && test(header.value.trim().toLowerCase()));
	return (
		has('auto-submitted', (value) => value !== '' && !/^no\b/.test(value)) ||
		has('precedence', (value) => PRECEDENCES.test(value)) ||
		has('x-auto-response-suppress', (value) => SUPPRESSED.test(value)) ||
		has('content-type', (value) => value.startsWith('multipart/report')) ||
		LIST_FIELDS.some((key) => has(key, () => true)) ||
		// A report of a mail server comes from nobody, so that nobody answers it.
		has('return-path', (value) => value === '<>') ||
		SERVERS.test(from?.address ?? '')
	);
}
