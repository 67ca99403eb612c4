import { Lucia, TimeSpan } from 'lucia';
import {
	newId,
	type DeviceId,
	type OrgId,
	type PersonId,
	type RandomBytes
} from '#lib/domain/ids.ts';
import type { Login } from '../persistence/platform/logins.ts';
import { unlessInTrouble } from '../persistence/storage-trouble.ts';
import type { Platform } from '../persistence/platform/platform.ts';
import type {
	EndedReason,
	NewSessionRecord,
	SessionRecord,
	SessionRows
} from '../persistence/platform/session-rows.ts';
import { createSessionAdapter } from './session-adapter.ts';
import { createLastSeen } from './last-seen.ts';
import { hashOfToken, newToken } from './token.ts';

declare module 'lucia' {
	interface Register {
		DatabaseSessionAttributes: Omit<NewSessionRecord, 'expiresAt'>;
		DatabaseUserAttributes: Login;
	}
}

export const SESSION_COOKIE = 'offhook_session';
const SESSION_DAYS = 30;
const MS_PER_DAY = 24 * 60 * 60 * 1000;
/** For so long a device can still learn that its session was revoked, and hand in its work. */
const KEEP_ENDED_MS = 90 * MS_PER_DAY;
/** A longer cookie is not ours; it is refused before it is hashed. */
const MAX_COOKIE_LENGTH = 8192;

export interface Session {
	readonly publicId: string;
	readonly loginId: string;
	readonly orgId: OrgId;
	readonly personId: PersonId;
	/** Null until the device has said which one it is. */
	readonly deviceId: DeviceId | null;
	readonly expiresAt: number;
}

/** What a cookie stands for. Only `active` opens anything. */
export type Resolution =
	| {
			readonly kind: 'active';
			readonly session: Session;
			readonly login: Login;
			/** Set when the expiry moved: the cookie to send again, so that the browser keeps it. */
			readonly renewedToken: string | null;
	  }
	/** It was good once. The same person may sign in again on the device and go on. */
	| { readonly kind: 'expired'; readonly reason: EndedReason; readonly session: Session }
	/** Someone took it away: the device hands in its unsent work, to be refused, and is wiped. */
	| {
			readonly kind: 'revoked';
			readonly reason: EndedReason;
			readonly orgId: OrgId;
			readonly personId: PersonId;
			readonly deviceId: DeviceId | null;
			readonly session: Session;
	  }
	| { readonly kind: 'none' };

export interface SessionEnded {
	readonly session: Session;
	readonly reason: EndedReason;
}

export type NewSession = Omit<NewSessionRecord, 'publicId' | 'createdAt' | 'expiresAt'>;

export interface SessionParts {
	readonly platform: Platform;
	readonly now: () => number;
	readonly random: RandomBytes;
}

const revokingReasons: ReadonlySet<EndedReason> = new Set([
	'ended-by-person',
	'ended-by-admin',
	'blocked'
]);

export type Sessions = ReturnType<typeof createSessions>;

/** Everything about who is signed in where. The only module that knows lucia. */
export function createSessions({ platform, now, random }: SessionParts) {
	const { sessionRows, logins, memberships } = platform;
	const { end, ...ending } = createEnding(sessionRows, now);
	const lucia = new Lucia(createSessionAdapter({ sessionRows, logins, memberships, now, end }), {
		sessionExpiresIn: new TimeSpan(SESSION_DAYS, 'd'),
		// Strict works with shared links too: the page itself needs no cookie, and what it asks for
		// comes from our own site.
		sessionCookie: { name: SESSION_COOKIE, attributes: { sameSite: 'strict', path: '/' } }
	});
	const after = (ms: number, run: () => void) => void setTimeout(run, ms).unref();
	const lastSeen = createLastSeen({ now, after, save: sessionRows.touchAll });
	const resolve = createResolver({ lucia, platform, note: lastSeen.note });

	return {
		resolve,

		/** Signs someone in; the token goes into the cookie and nowhere else. */
		async start(session: NewSession): Promise<{ token: string; session: Session }> {
			const publicId = newId(random);
			const attributes = { ...session, publicId, createdAt: now() };
			const sessionId = newToken(random);
			await lucia.createSession(session.loginId, attributes, { sessionId });
			const record = sessionRows.byPublicId(publicId);
			if (record === undefined) throw new Error('A session just added is in the table.');
			return { token: sessionId, session: toSession(record) };
		},

		cookie: (token: string, isSecure: boolean): string =>
			serialized(lucia.createSessionCookie(token), isSecure),
		blankCookie: (isSecure: boolean): string =>
			serialized(lucia.createBlankSessionCookie(), isSecure),

		/** The login's sessions on all its devices, latest seen first. */
		list(loginId: string): SessionRecord[] {
			lastSeen.write();
			return sessionRows.listActive(loginId, now());
		},

		isActive(publicId: string): boolean {
			const record = sessionRows.byPublicId(publicId);
			return record !== undefined && record.ended === null && record.expiresAt > now();
		},

		...ending,

		/** Says which device a session runs on; false when that device is another person's. */
		bindDevice: (publicId: string, deviceId: DeviceId): boolean =>
			unlessInTrouble(() => sessionRows.bindDevice(publicId, deviceId, now()), true),

		/** Forgets what ended long ago. */
		prune: () => sessionRows.deleteEndedBefore(now() - KEEP_ENDED_MS)
	};
}

function createEnding(sessionRows: SessionRows, now: () => number) {
	const listeners = new Set<(ended: SessionEnded) => void>();

	function end(record: SessionRecord, reason: EndedReason): boolean {
		const hasEnded = sessionRows.end(record.publicId, now(), reason);
		if (hasEnded)
			for (const listener of listeners) listener({ session: toSession(record), reason });
		return hasEnded;
	}

	function endAll(records: readonly SessionRecord[], reason: EndedReason): number {
		return records.filter((record) => end(record, reason)).length;
	}

	return {
		end,

		/** Ends one session of this login; false when it has no such session. */
		endOne(loginId: string, publicId: string, reason: EndedReason): boolean {
			const record = sessionRows.byPublicId(publicId);
			return record !== undefined && record.loginId === loginId && end(record, reason);
		},

		/** Ends the login's sessions but one, or all of them; says how many. */
		endOthers(loginId: string, keepPublicId: string | null, reason: EndedReason): number {
			const records = sessionRows.listActive(loginId, now());
			return endAll(
				records.filter(({ publicId }) => publicId !== keepPublicId),
				reason
			);
		},

		endOfPerson: (orgId: string, personId: string, reason: EndedReason): number =>
			endAll(sessionRows.listUnendedOfPerson(orgId, personId), reason),

		/** Calls back as soon as a session ends; gives the function that stops it. */
		onSessionEnded(listener: (ended: SessionEnded) => void): () => void {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		}
	};
}

interface ResolverParts {
	readonly lucia: Lucia;
	readonly platform: Platform;
	/** Notes that a session was seen. */
	readonly note: (session: SessionRecord) => void;
}

function createResolver({ lucia, platform, note }: ResolverParts) {
	const { sessionRows, logins } = platform;
	const read = (token: string) => sessionRows.byTokenHash(hashOfToken(token));

	async function validate(token: string, record: SessionRecord): Promise<Resolution> {
		const { session } = await lucia.validateSession(token);
		// Unless it was ended or prolonged just now, it is as it was read.
		const current = session?.fresh === false ? record : (read(token) ?? record);
		const login = logins.byId(record.loginId);
		if (session === null || login === undefined) {
			return describeEnded(current, current.ended?.reason ?? 'expired');
		}
		note(current);
		const renewedToken = session.fresh ? token : null;
		return { kind: 'active', session: toSession(current), login, renewedToken };
	}

	return async function resolve(cookieHeader: string | undefined): Promise<Resolution> {
		const token = readToken(lucia, cookieHeader);
		const record = token === null ? undefined : read(token);
		if (token === null || record === undefined) return { kind: 'none' };
		if (record.ended !== null) return describeEnded(record, record.ended.reason);
		return validate(token, record);
	};
}

function describeEnded(record: SessionRecord, reason: EndedReason): Resolution {
	const session = toSession(record);
	if (!revokingReasons.has(reason)) return { kind: 'expired', reason, session };
	const { orgId, personId, deviceId } = session;
	return { kind: 'revoked', reason, orgId, personId, deviceId, session };
}

function readToken(lucia: Pick<Lucia, 'readSessionCookie'>, header: string | undefined) {
	if (header === undefined || header.length > MAX_COOKIE_LENGTH) return null;
	try {
		return lucia.readSessionCookie(header) || null;
	} catch (error) {
		// Lucia decodes every cookie of the header; a stray % in any of them makes it give up.
		if (error instanceof URIError) return null;
		throw error;
	}
}

interface LuciaCookie {
	readonly attributes: { secure?: boolean };
	serialize(): string;
}

function serialized(cookie: LuciaCookie, isSecure: boolean): string {
	cookie.attributes.secure = isSecure;
	return cookie.serialize();
}

function toSession(record: SessionRecord): Session {
	const { publicId, loginId, orgId, personId, deviceId, expiresAt } = record;
	return { publicId, loginId, orgId, personId, deviceId, expiresAt };
}
