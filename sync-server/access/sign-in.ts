import { createHash } from 'node:crypto';
import { identifierKey, type Login } from '../persistence/platform/logins.ts';
import type { Membership } from '../persistence/platform/memberships.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import type { SignInOutcome } from '../persistence/platform/sign-in-log.ts';
import { addressKey } from './address-key.ts';
import type { OrgDirectory } from './org-directory.ts';
import type { Passwords } from './passwords.ts';
import { createTryCounter } from './try-counter.ts';

const MINUTE_MS = 60_000;
const TRY_WINDOW_MS = 15 * MINUTE_MS;
const TRIES_PER_ACCOUNT = 10;
const KEEP_LOG_MS = 90 * 24 * 60 * MINUTE_MS;

export interface SignInTry {
	readonly name: string;
	readonly password: string;
	readonly orgId?: string | undefined;
	readonly address: string;
	readonly userAgent: string;
}

export type SignInResult =
	| { readonly ok: true; readonly login: Login; readonly membership: Membership }
	| { readonly ok: false; readonly code: 'wrong-credentials' | 'account-blocked' }
	| { readonly ok: false; readonly code: 'too-many-tries'; readonly waitMs: number };

type PasswordCheck =
	| { readonly kind: 'right' | 'wrong' }
	| { readonly kind: 'locked'; readonly waitMs: number }
	/** Too often under all its names together, which is not told: it looks like a wrong password. */
	| { readonly kind: 'locked-unsaid' };

export interface SignInParts {
	readonly platform: Platform;
	readonly passwords: Passwords;
	readonly org: OrgDirectory;
	readonly now: () => number;
	/** Wrong passwords from one address in 15 minutes; an office shares one address. */
	readonly failuresPerAddress: number;
}

export type SignIn = ReturnType<typeof createSignIn>;

export function createSignIn(parts: SignInParts) {
	const { platform, org, now } = parts;
	const check = createPasswordCheck(parts);

	/** The places of a login that it may enter now, and of these the one asked for or last used. */
	function enterable(loginId: string): Membership[] {
		return platform.memberships.listByLogin(loginId).filter((place) => {
			const person = org.person(place.orgId, place.personId);
			return !place.isBlocked && person !== undefined && !person.blocked;
		});
	}

	return {
		enterable,

		async attempt(attempt: SignInTry): Promise<SignInResult> {
			const login = platform.logins.byIdentifier(attempt.name);
			const log = (outcome: SignInOutcome): void => {
				const { address, userAgent } = attempt;
				const loginId = login?.id ?? null;
				platform.signInLog.record({ at: now(), loginId, outcome, address, userAgent });
			};
			const checked = await check(login, attempt);
			if (checked.kind === 'locked') {
				log('locked');
				return { ok: false, code: 'too-many-tries', waitMs: checked.waitMs };
			}
			if (login === undefined || checked.kind !== 'right') {
				log(outcomeOf(login, checked.kind));
				return { ok: false, code: 'wrong-credentials' };
			}
			const membership = choose(enterable(login.id), [attempt.orgId, login.lastOrgId]);
			log(membership === undefined ? 'blocked' : 'signed-in');
			if (membership === undefined) return { ok: false, code: 'account-blocked' };
			await renewHash(parts, login, attempt.password);
			platform.logins.setLastOrg(login.id, membership.orgId);
			return { ok: true, login, membership };
		},

		/** Asks someone already signed in for their password again, under the same limits. */
		confirm: (login: Login, password: string, address: string): Promise<PasswordCheck> =>
			check(login, { password, address }),

		prune: () => platform.signInLog.deleteBefore(now() - KEEP_LOG_MS, now() - TRY_WINDOW_MS)
	};
}

async function renewHash(
	{ platform, passwords }: SignInParts,
	login: Login,
	password: string
): Promise<void> {
	const old = login.passwordHash;
	if (old === null || !passwords.isOutdated(old)) return;
	platform.logins.replaceHash(login.id, old, await passwords.hash(password));
}

function createPasswordCheck({ platform, passwords, now, failuresPerAddress }: SignInParts) {
	const perAddress = createTryCounter({ max: failuresPerAddress, windowMs: TRY_WINDOW_MS, now });
	const { signInLog } = platform;

	/** Counts the try before looking at it, so that a thousand at once are not one. */
	function takeTry(subject: Uint8Array): number {
		const known = signInLog.tries(subject);
		const waitMs = known === undefined ? 0 : known.lastAt + TRY_WINDOW_MS - now();
		if (known !== undefined && known.failures >= TRIES_PER_ACCOUNT && waitMs > 0) return waitMs;
		signInLog.countTry(subject, now(), now() - TRY_WINDOW_MS);
		return 0;
	}

	return async function check(
		login: Login | undefined,
		{ name, password, address }: Guess
	): Promise<PasswordCheck> {
		const { told, untold } = subjectsOf(login, name);
		const source = addressKey(address);
		const waitMs = perAddress.take(source) || takeTry(told);
		if (waitMs > 0) return { kind: 'locked', waitMs };
		const isShut = untold !== null && takeTry(untold) > 0;
		const isRight = await passwords.verify(login?.passwordHash ?? null, password);
		if (isShut) return { kind: 'locked-unsaid' };
		if (!isRight) return { kind: 'wrong' };
		signInLog.clearTries(told);
		if (untold !== null) signInLog.clearTries(untold);
		perAddress.giveBack(source);
		return { kind: 'right' };
	};
}

/** A password as it is tried: under a name, or by somebody who is signed in already. */
interface Guess extends Pick<SignInTry, 'password' | 'address'> {
	readonly name?: string;
}

function outcomeOf(login: Login | undefined, kind: PasswordCheck['kind']): SignInOutcome {
	if (login === undefined) return 'unknown-name';
	return kind === 'wrong' ? 'wrong-password' : 'locked';
}

/** Under what the wrong passwords of a login are counted, whichever of its names they came with. */
const tryOfLogin = ({ id }: Login): Uint8Array => hashOf(`login:${id}`);

const tryOfName = (name: string): Uint8Array => hashOf(`name:${identifierKey(name)}`);

/**
 * Each name is counted by itself as well, also one that nobody has, and only that is told: or being
 * locked would tell who exists, and which user name and address are one person's.
 */
function subjectsOf(login: Login | undefined, name: string | undefined) {
	const all = login === undefined ? null : tryOfLogin(login);
	const named = name === undefined ? null : tryOfName(name);
	if (named !== null) return { told: named, untold: all };
	if (all === null) throw new TypeError('a password of nobody');
	return { told: all, untold: null };
}

/** Forgets the wrong passwords of somebody who has a new one. */
export function forgetTries({ signInLog }: Pick<Platform, 'signInLog'>, login: Login): void {
	signInLog.clearTries(tryOfLogin(login));
	for (const name of [login.userName, login.email])
		if (name !== null) signInLog.clearTries(tryOfName(name));
}

const hashOf = (subject: string): Uint8Array => createHash('sha256').update(subject).digest();

function choose(places: readonly Membership[], wanted: readonly (string | null | undefined)[]) {
	for (const orgId of wanted) {
		const place = places.find((one) => one.orgId === orgId);
		if (place !== undefined) return place;
	}
	return places[0];
}
