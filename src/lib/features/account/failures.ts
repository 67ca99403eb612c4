import type { Failure, FailureCode } from '#lib/session/api.ts';
import type { MessageKey } from '#lib/ui/messages.svelte.ts';

type FailureKey = `errors.code.${FailureCode}` & MessageKey;

/** The text for a failed call, and the input it belongs to when the server named one. */
export function failureKey(failure: Failure): FailureKey {
	return `errors.code.${failure.code}`;
}

/** Codes that are about one input even when the server does not name it. */
const fieldOfCode: Readonly<Partial<Record<FailureCode, string>>> = {
	'code-wrong': 'code',
	'email-taken': 'email',
	'user-name-taken': 'userName',
	'password-is-user-name': 'password',
	'password-too-long': 'password',
	'password-too-short': 'password',
	'password-wrong': 'currentPassword'
};

/** The input at fault, by the last part of the server's dotted name, or null for the whole form. */
export function failureField(failure: Failure): string | null {
	return failure.field?.split('.').at(-1) ?? fieldOfCode[failure.code] ?? null;
}
