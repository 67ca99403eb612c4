import { t, type MessageKey } from '#lib/ui/messages.svelte.ts';

type WordKey<Stem extends string> = Extract<MessageKey, `mail.${Stem}.${string}`>;

const PROBLEMS = {
	'nothing-found': 'mail.problem.nothing-found',
	'source-missing': 'mail.problem.source-missing',
	'unknown-team': 'mail.problem.unknown-team',
	interrupted: 'mail.problem.interrupted',
	'server-error': 'mail.problem.server-error'
} as const satisfies Record<string, WordKey<'problem'>>;

const isKeyOf = <T extends object>(table: T, key: string): key is keyof T & string =>
	Object.hasOwn(table, key);

/** Why an import stopped. */
export function problemText(problem: string): string {
	return t(isKeyOf(PROBLEMS, problem) ? PROBLEMS[problem] : 'mail.problem.server-error');
}
