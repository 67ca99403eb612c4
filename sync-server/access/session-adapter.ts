import type { Adapter, DatabaseSession, RegisteredDatabaseSessionAttributes } from 'lucia';
import type {
	EndedReason,
	SessionRecord,
	SessionRows
} from '../persistence/platform/session-rows.ts';
import { unlessInTrouble } from '../persistence/storage-trouble.ts';
import type { Logins } from '../persistence/platform/logins.ts';
import type { Memberships } from '../persistence/platform/memberships.ts';
import { hashOfToken } from './token.ts';

export interface AdapterParts {
	readonly sessionRows: SessionRows;
	readonly logins: Logins;
	readonly memberships: Memberships;
	readonly now: () => number;
	readonly end: (session: SessionRecord, reason: EndedReason) => void;
}

/**
 * Lucia's session id is the token in the cookie. The table holds only its hash; nothing read from it
 * can be turned into a cookie.
 */
export function createSessionAdapter(parts: AdapterParts): Adapter {
	const { sessionRows, logins, memberships, now } = parts;
	// Lucia reads the process clock; its times are shifted to and from ours on the way.
	const toLucia = (ms: number): Date => new Date(ms + Date.now() - now());
	const fromLucia = (date: Date): number => date.getTime() - Date.now() + now();

	const present = (id: string, session: SessionRecord): DatabaseSession => ({
		id,
		userId: session.loginId,
		expiresAt: toLucia(session.expiresAt),
		attributes: session
	});

	return {
		async getSessionAndUser(token) {
			const session = sessionRows.byTokenHash(hashOfToken(token));
			if (session === undefined || session.ended !== null) return [null, null];
			const membership = memberships.of(session.orgId, session.personId);
			const isUsable = membership?.loginId === session.loginId && !membership.isBlocked;
			const login = isUsable ? logins.byId(session.loginId) : undefined;
			return [present(token, session), login ? { id: login.id, attributes: login } : null];
		},
		async getUserSessions(loginId) {
			return sessionRows.listActive(loginId, now()).map((one) => present(one.publicId, one));
		},
		async setSession({ id, expiresAt, attributes }) {
			sessionRows.add(hashOfToken(id), { ...newRow(attributes), expiresAt: fromLucia(expiresAt) });
		},
		async updateSessionExpiration(token, expiresAt) {
			// It is prolonged next time if the disk takes nothing now.
			unlessInTrouble(
				() => sessionRows.prolong(hashOfToken(token), fromLucia(expiresAt)),
				undefined
			);
		},
		async deleteSession(token) {
			const session = sessionRows.byTokenHash(hashOfToken(token));
			if (session) parts.end(session, session.expiresAt <= now() ? 'expired' : 'signed-out');
		},
		async deleteUserSessions(loginId) {
			for (const one of sessionRows.listActive(loginId, now())) parts.end(one, 'ended-by-admin');
		},
		async deleteExpiredSessions() {
			// They are kept for a while, so that a device can be told what became of its session.
		}
	};
}

function newRow(session: RegisteredDatabaseSessionAttributes) {
	const { publicId, loginId, orgId, personId, createdAt, userAgent, address } = session;
	return { publicId, loginId, orgId, personId, createdAt, userAgent, address };
}
