import type { DeviceId, OrgId, PersonId } from '#lib/domain/ids.ts';
import type { Database } from '../sqlite.ts';

export const ENDED_REASONS = [
	'signed-out',
	'switched-org',
	'expired',
	'password-changed',
	'ended-by-person',
	'ended-by-admin',
	'blocked'
] as const;
export type EndedReason = (typeof ENDED_REASONS)[number];

export interface SessionRecord {
	/** Names the session in lists and logs; it opens nothing. */
	readonly publicId: string;
	readonly loginId: string;
	readonly orgId: OrgId;
	readonly personId: PersonId;
	readonly deviceId: DeviceId | null;
	readonly createdAt: number;
	readonly lastSeenAt: number;
	readonly expiresAt: number;
	readonly userAgent: string;
	readonly address: string;
	readonly ended: { readonly at: number; readonly reason: EndedReason } | null;
}

export interface NewSessionRecord {
	readonly publicId: string;
	readonly loginId: string;
	readonly orgId: string;
	readonly personId: string;
	readonly createdAt: number;
	readonly expiresAt: number;
	readonly userAgent: string;
	readonly address: string;
}

type TokenHash = Uint8Array;

interface SessionRow {
	public_id: string;
	login_id: string;
	org_id: string;
	person_id: string;
	device_id: string | null;
	created_at: number;
	last_seen_at: number;
	expires_at: number;
	user_agent: string;
	address: string;
	ended_at: number | null;
	ended_reason: string | null;
}

export type SessionRows = ReturnType<typeof prepareSessionRows>;

export function prepareSessionRows(database: Database) {
	const statements = prepareStatements(database);
	const bindDevice = database.transaction(
		(publicId: string, deviceId: string, at: number): boolean => {
			statements.claimDevice.run(deviceId, at, publicId);
			return statements.bindDevice.run(deviceId, publicId).changes === 1;
		}
	);
	const touchAll = database.transaction((seen: ReadonlyMap<string, number>): void => {
		for (const [publicId, at] of seen) statements.touch.run(at, publicId);
	});

	return {
		add(tokenHash: TokenHash, session: NewSessionRecord): void {
			statements.insertSession.run({
				...session,
				tokenHash
			});
		},
		byTokenHash(tokenHash: TokenHash): SessionRecord | undefined {
			const row = statements.readByTokenHash.get(tokenHash);
			return row && toSession(row);
		},
		byPublicId(publicId: string): SessionRecord | undefined {
			const row = statements.readByPublicId.get(publicId);
			return row && toSession(row);
		},
		/** Sessions that are neither ended nor past their time, latest seen first. */
		listActive: (loginId: string, now: number): SessionRecord[] =>
			statements.listActive.all(loginId, now).map(toSession),
		listUnendedOfPerson: (orgId: string, personId: string): SessionRecord[] =>
			statements.listUnendedOfPerson.all(orgId, personId).map(toSession),
		prolong: (tokenHash: TokenHash, expiresAt: number) =>
			void statements.prolong.run(expiresAt, tokenHash),
		/** Notes when sessions were last seen; nothing once the file is closed, as it may come late. */
		touchAll(seen: ReadonlyMap<string, number>): void {
			if (database.open) touchAll(seen);
		},
		/** Ends one session; false when it had ended before. */
		end: (publicId: string, at: number, reason: EndedReason): boolean =>
			statements.end.run(at, reason, publicId).changes === 1,
		/**
		 * Ties a device to its one (organisation, person) for ever and the session to the device;
		 * false when the device is someone else's.
		 */
		bindDevice(publicId: string, deviceId: string, at: number): boolean {
			// A device says which one it is each time it connects; only the first time is a write.
			const isBound = statements.readByPublicId.get(publicId)?.device_id === deviceId;
			return isBound || bindDevice(publicId, deviceId, at);
		},
		/** Forgets sessions that ended, or ran out unnoticed, before `before`. */
		deleteEndedBefore: (before: number) => void statements.deleteEndedBefore.run(before, before),
		/** Forgets every session, as after a restore that brought ended ones back. */
		forgetAll: () => void statements.forgetAll.run()
	};
}

function prepareStatements(database: Database) {
	return {
		insertSession: database.prepare<[NewSessionRecord & { tokenHash: TokenHash }]>(
			`insert into sessions (token_hash, public_id, login_id, org_id, person_id, created_at,
				last_seen_at, expires_at, user_agent, address)
			 values (@tokenHash, @publicId, @loginId, @orgId, @personId, @createdAt,
				@createdAt, @expiresAt, @userAgent, @address)`
		),
		readByTokenHash: database.prepare<[TokenHash], SessionRow>(
			'select * from sessions where token_hash = ?'
		),
		readByPublicId: database.prepare<[string], SessionRow>(
			'select * from sessions where public_id = ?'
		),
		listActive: database.prepare<[string, number], SessionRow>(
			`select * from sessions where login_id = ? and ended_at is null and expires_at > ?
			 order by last_seen_at desc, public_id`
		),
		listUnendedOfPerson: database.prepare<[string, string], SessionRow>(
			'select * from sessions where org_id = ? and person_id = ? and ended_at is null'
		),
		prolong: database.prepare<[number, TokenHash]>(
			'update sessions set expires_at = ? where token_hash = ? and ended_at is null'
		),
		touch: database.prepare<[number, string]>(
			'update sessions set last_seen_at = ? where public_id = ?'
		),
		end: database.prepare<[number, string, string]>(
			`update sessions set ended_at = ?, ended_reason = ?
			 where public_id = ? and ended_at is null`
		),
		claimDevice: database.prepare<[string, number, string]>(
			`insert into devices (id, org_id, person_id, created_at)
			 select ?, org_id, person_id, ? from sessions where public_id = ?
			 on conflict (id) do nothing`
		),
		bindDevice: database.prepare<[string, string]>(
			`update sessions set device_id = d.id from devices d
			 where d.id = ? and public_id = ?
			   and d.org_id = sessions.org_id and d.person_id = sessions.person_id`
		),
		forgetAll: database.prepare('delete from sessions'),
		deleteEndedBefore: database.prepare<[number, number]>(
			'delete from sessions where ended_at < ? or (ended_at is null and expires_at < ?)'
		)
	};
}

function toSession(row: SessionRow): SessionRecord {
	const reason = ENDED_REASONS.find((known) => known === row.ended_reason) ?? 'expired';
	return {
		publicId: row.public_id,
		loginId: row.login_id,
		orgId: row.org_id as OrgId,
		personId: row.person_id as PersonId,
		deviceId: row.device_id as DeviceId | null,
		createdAt: row.created_at,
		lastSeenAt: row.last_seen_at,
		expiresAt: row.expires_at,
		userAgent: row.user_agent,
		address: row.address,
		ended: row.ended_at === null ? null : { at: row.ended_at, reason }
	};
}
