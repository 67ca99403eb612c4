import { newId, type RandomBytes } from '#lib/domain/ids.ts';
import { identifierKey } from '../persistence/platform/logins.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import type { Sessions } from './sessions.ts';

export interface NewLogin {
	readonly orgId: string;
	readonly personId: string;
	readonly userName: string;
	readonly email: string | null;
	/** Kept only if the login has no password yet, so that repeating never resets one. */
	readonly passwordHash?: string | undefined;
}

export type CreateLoginResult =
	| { readonly ok: true; readonly loginId: string }
	| { readonly ok: false; readonly code: 'user-name-taken' | 'email-taken' };

export interface AccountParts {
	readonly platform: Platform;
	readonly sessions: Sessions;
	readonly now: () => number;
	readonly random: RandomBytes;
}

export type Accounts = ReturnType<typeof createAccounts>;

/**
 * The account side of changes to people. Every effect may be repeated: the second time does nothing.
 */
export function createAccounts({ platform, sessions, now, random }: AccountParts) {
	const { memberships, orgs } = platform;

	const { isTaken, ensureLogin } = createLoginWriter({ platform, now, random });

	return {
		/** Adds an organisation that nobody can enter until `markOrgReady`. */
		createOrg(org: { orgId: string; name: string; isDemo?: boolean }): void {
			const { orgId: id, name, isDemo = false } = org;
			orgs.add({ id, name, isDemo, createdAt: now() });
		},
		markOrgReady: (orgId: string): void => orgs.markReady(orgId, now()),

		/** Whether a user name and an e-mail address are free, for someone new or for this person. */
		isFree(identifier: string, person?: { orgId: string; personId: string }): boolean {
			const own = person && memberships.of(person.orgId, person.personId);
			return !isTaken(identifier, own?.loginId);
		},

		/** Gives a person their login, or brings an existing one up to date. */
		createLogin: (login: NewLogin): CreateLoginResult =>
			platform.atomically(() => ensureLogin(login)),

		/** Lets an existing login enter another organisation as this person. */
		addMembership(loginId: string, orgId: string, personId: string): void {
			if (memberships.of(orgId, personId) === undefined) memberships.add(orgId, personId, loginId);
		},

		/** Keeps a person out from now on, on every device. */
		blockLogin(orgId: string, personId: string): void {
			memberships.block(orgId, personId, now());
			sessions.endOfPerson(orgId, personId, 'blocked');
		},
		unblockLogin: (orgId: string, personId: string): void => memberships.unblock(orgId, personId),

		/** Ends a person's sessions in one organisation; their devices are told *revoked*. */
		endSessionsOf: (orgId: string, personId: string): number =>
			sessions.endOfPerson(orgId, personId, 'ended-by-admin')
	};
}

function createLoginWriter({ platform, now, random }: Omit<AccountParts, 'sessions'>) {
	const { logins, memberships } = platform;

	function isTaken(identifier: string | null, ownLoginId: string | undefined): boolean {
		const holder = identifier === null ? undefined : logins.byIdentifier(identifier);
		return holder !== undefined && holder.id !== ownLoginId;
	}

	function addLogin({ orgId, personId, userName, email }: NewLogin): string {
		const id = newId(random);
		logins.add({ id, userName, email, createdAt: now() });
		memberships.add(orgId, personId, id);
		return id;
	}

	function ensureLogin(login: NewLogin): CreateLoginResult {
		const email = login.email?.trim() || null;
		const wanted = { ...login, userName: login.userName.trim(), email };
		const known = memberships.of(login.orgId, login.personId)?.loginId;
		if (isTaken(wanted.userName, known)) return { ok: false, code: 'user-name-taken' };
		if (isTaken(wanted.email, known)) return { ok: false, code: 'email-taken' };
		const loginId = known ?? addLogin(wanted);
		if (known !== undefined) logins.rename(loginId, wanted.userName, wanted.email);
		if (login.passwordHash) logins.setPasswordIfNone(loginId, login.passwordHash);
		return { ok: true, loginId };
	}

	return { isTaken, ensureLogin };
}

const USER_NAME_PATTERN = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{1,63}$/u;

/** In the names of those who ask from another organisation, where they sign in; no user name has it. */
export const GUEST_MARK = '~';

/** Whether a text can be a user name: 2 to 64 letters, digits, dots, dashes, underscores. */
export function isUserName(text: string): boolean {
	return USER_NAME_PATTERN.test(identifierKey(text));
}
