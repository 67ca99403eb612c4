import type { RandomBytes } from '#lib/domain/ids.ts';
import type { OneTimeLink } from '../persistence/platform/links.ts';
import type { Login } from '../persistence/platform/logins.ts';
import type { Membership } from '../persistence/platform/memberships.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import { hashOfToken, newToken } from './token.ts';

const LINK_HOURS = 24;
const LINK_MS = LINK_HOURS * 60 * 60 * 1000;

/** Whoever begins somewhere does not read their mail the same day. */
const FIRST_MS = 7 * LINK_MS;

/** Whoever forgot their password waits for the mail. */
const FORGOTTEN_MS = LINK_MS / LINK_HOURS;

export type MadeFirst =
	{ readonly token: string; readonly expiresAt: number } | 'no-login' | 'not-first';
export type MakeLinkResult =
	| { readonly ok: true; readonly token: string; readonly expiresAt: number }
	| { readonly ok: false; readonly code: 'not-found' | 'login-shared' | 'forbidden' };

export interface LinkParts {
	readonly platform: Platform;
	readonly now: () => number;
	readonly random: RandomBytes;
}

export type PasswordLinks = ReturnType<typeof createPasswordLinks>;

export function createPasswordLinks({ platform, now, random }: LinkParts) {
	const { links, logins, memberships } = platform;

	type Place = Pick<Membership, 'orgId' | 'personId'>;

	function addBeside(login: Login, { orgId, personId }: Place, lastsMs: number) {
		const token = newToken(random);
		const purpose = login.passwordHash === null ? 'invite' : 'reset';
		const expiresAt = now() + lastsMs;
		const link = { purpose, loginId: login.id, orgId, personId, expiresAt } as const;
		links.add(hashOfToken(token), link, now());
		return { ok: true, token, expiresAt } as const;
	}

	const add = (login: Login, place: Place, lastsMs = LINK_MS) =>
		platform.atomically(() => {
			links.deleteOfLogin(login.id);
			return addBeside(login, place, lastsMs);
		});

	return {
		/** A new link for one person; the ones made before stop working. */
		make(maker: Login, orgId: string, personId: string): MakeLinkResult {
			const membership = memberships.of(orgId, personId);
			const login = membership && logins.byId(membership.loginId);
			if (membership === undefined || login === undefined) return { ok: false, code: 'not-found' };
			// Otherwise an administrator of one organisation could enter another as this person.
			const isShared = memberships.listByLogin(login.id).length > 1;
			if (isShared) return { ok: false, code: 'login-shared' };
			if (login.isPlatformAdmin && !maker.isPlatformAdmin) return { ok: false, code: 'forbidden' };
			return add(login, membership);
		},

		/** The first link of somebody who has no password yet. */
		makeFirst(orgId: string, personId: string): MadeFirst {
			const membership = memberships.of(orgId, personId);
			const login = membership && logins.byId(membership.loginId);
			if (membership === undefined || login === undefined) return 'no-login';
			return login.passwordHash === null ? add(login, membership, FIRST_MS) : 'not-first';
		},

		/** The same for any login, asked for by whoever holds the server itself. */
		makeForLogin(login: Login): MakeLinkResult {
			const [membership] = memberships.listByLogin(login.id);
			return membership ? add(login, membership) : { ok: false, code: 'not-found' };
		},

		/**
		 * Where somebody gets mail who forgot their password. An organisation's administrators name the
		 * server that its mail goes through: by it nobody comes to another one, or to run the server.
		 */
		placeOfForgetful(login: Login): Membership | undefined {
			const [place, ...others] = memberships.listByLogin(login.id);
			const isOfOthers = others.length > 0 || login.isPlatformAdmin;
			return isOfOthers || login.passwordHash === null || place?.isBlocked ? undefined : place;
		},

		/** Anybody can ask for this one: it ends none that were made before. */
		makeForgotten: (login: Login, place: Place) => addBeside(login, place, FORGOTTEN_MS),

		/** Whom a link is for, while it can be used. */
		read: (token: string): OneTimeLink | undefined => links.usable(hashOfToken(token), now()),

		/** Uses the link up, with all others of its login, and sets the password; false when it no longer works. */
		redeem(token: string, passwordHash: string): boolean {
			return platform.atomically(() => {
				const link = links.usable(hashOfToken(token), now());
				if (link === undefined) return false;
				links.deleteOfLogin(link.loginId);
				logins.setPassword(link.loginId, passwordHash);
				return true;
			});
		},

		/** Ends the links of somebody who has chosen a password otherwise. */
		forget: (login: Login): void => links.deleteOfLogin(login.id),

		prune: () => links.deleteExpiredBefore(now() - LINK_MS)
	};
}
