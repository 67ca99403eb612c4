import { t, type MessageKey } from '#lib/ui/messages.svelte.ts';

type WordKey<Stem extends string> = Extract<MessageKey, `mail.${Stem}.${string}`>;

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
} as const satisfies Record<string, WordKey<'reason'>>;
const PROBLEMS = {
	'nothing-found': 'mail.problem.nothing-found',
	'source-missing': 'mail.problem.source-missing',
	'unknown-team': 'mail.problem.unknown-team',
	interrupted: 'mail.problem.interrupted',
	'server-error': 'mail.problem.server-error'
} as const satisfies Record<string, WordKey<'problem'>>;

const isKeyOf = <T extends object>(table: T, key: string): key is keyof T & string =>
	Object.hasOwn(table, key);

/** Why a message was not read. A newer server may have reasons that this app does not know. */
export function reasonText(reason: string): string {
	return t(isKeyOf(REASONS, reason) ? REASONS[reason] : 'mail.reason.unknown');
}

/** Why an import stopped. */
export function problemText(problem: string): string {
	return t(isKeyOf(PROBLEMS, problem) ? PROBLEMS[problem] : 'mail.problem.server-error');
}
