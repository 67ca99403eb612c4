import { hash, parseOptions, verify } from '@node-rs/argon2';
import type { RandomBytes } from '#lib/domain/ids.ts';
import { newToken } from './token.ts';

/** Cost of one hash. The defaults are OWASP's smallest recommended set for argon2id. */
export interface PasswordCost {
	readonly memoryCost: number;
	readonly timeCost: number;
	readonly parallelism: number;
}

export const defaultPasswordCost: PasswordCost = {
	memoryCost: 19_456,
	timeCost: 2,
	parallelism: 1
};

// `Algorithm.Argon2id` is an ambient const enum, which single-file compilation cannot read.
const ARGON2ID = 2;
const MIN_LENGTH = 10;
const MAX_LENGTH = 200;

export type PasswordProblem = 'password-too-short' | 'password-too-long' | 'password-is-user-name';

export const passwordProblemText: Record<PasswordProblem, string> = {
	'password-too-short': `Choose a password of at least ${MIN_LENGTH} characters; a few words are easiest to remember.`,
	'password-too-long': `Choose a password of at most ${MAX_LENGTH} characters.`,
	'password-is-user-name': 'Choose a password that is not your user name or e-mail address.'
};

/** What is wrong with a new password, if anything. */
export function passwordProblem(
	password: string,
	identifiers: readonly (string | null)[]
): PasswordProblem | null {
	const plain = password.normalize('NFC');
	const length = [...plain].length;
	if (length < MIN_LENGTH) return 'password-too-short';
	if (length > MAX_LENGTH) return 'password-too-long';
	const folded = plain.trim().toLowerCase();
	const isIdentifier = identifiers.some((one) => one?.normalize('NFC').toLowerCase() === folded);
	return isIdentifier ? 'password-is-user-name' : null;
}

export type Passwords = ReturnType<typeof createPasswords>;

export function createPasswords(random: RandomBytes, cost: PasswordCost = defaultPasswordCost) {
	const options = { algorithm: ARGON2ID, ...cost };
	const hashPassword = (password: string) => hash(password.normalize('NFC'), options);
	// Verified against when there is no hash, so that an unknown name takes as long as a known one.
	const decoy = hashPassword(newToken(random));

	return {
		hash: hashPassword,
		/** Whether the password is right. It works equally long when there is no hash to compare. */
		async verify(stored: string | null, password: string): Promise<boolean> {
			const isRight = await verify(stored ?? (await decoy), password.normalize('NFC'));
			return isRight && stored !== null;
		},
		/** Whether a hash was made at another cost than the one now wanted. */
		isOutdated(stored: string): boolean {
			const made = parseOptions(stored);
			return (
				Number(made.algorithm) !== ARGON2ID ||
				made.memoryCost !== cost.memoryCost ||
				made.timeCost !== cost.timeCost ||
				made.parallelism !== cost.parallelism
			);
		}
	};
}
