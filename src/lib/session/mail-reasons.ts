import { t, type MessageKey } from '#lib/ui/messages.svelte.ts';

const REASONS = {
	empty: 'mail.reason.empty',
	'not-mail': 'mail.reason.not-mail',
	'too-large': 'mail.reason.too-large',
	'headers-too-large': 'mail.reason.headers-too-large',
	'too-many-parts': 'mail.reason.too-many-parts',
	'too-deep': 'mail.reason.too-deep',
	'too-slow': 'mail.reason.too-slow',
	'too-much-memory': 'mail.reason.too-much-memory',
	broken: 'mail.reason.broken',
	unreadable: 'mail.reason.unreadable',
	refused: 'mail.reason.refused'
} as const satisfies Record<string, Extract<MessageKey, `mail.reason.${string}`>>;

const isKnown = (reason: string): reason is keyof typeof REASONS => Object.hasOwn(REASONS, reason);

/** Why a mail was not read. A newer server may have reasons that this app does not know. */
export function reasonText(reason: string): string {
	return t(isKnown(reason) ? REASONS[reason] : 'mail.reason.unknown');
}
