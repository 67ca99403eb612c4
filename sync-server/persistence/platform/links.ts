import type { OrgId, PersonId } from '#lib/domain/ids.ts';
import type { Database } from '../sqlite.ts';

/** A link that lets whoever holds it set one login's password, once. */
export interface OneTimeLink {
	readonly purpose: 'reset' | 'invite';
	readonly loginId: string;
	readonly orgId: OrgId;
	readonly personId: PersonId;
	readonly expiresAt: number;
}

interface LinkRow {
	purpose: 'reset' | 'invite';
	login_id: string;
	org_id: string;
	person_id: string;
	expires_at: number;
}

type TokenHash = Uint8Array;
export type Links = ReturnType<typeof prepareLinks>;

export function prepareLinks(database: Database) {
	const statements = {
		insertLink: database.prepare<[OneTimeLink & { tokenHash: TokenHash; createdAt: number }]>(
			`insert into one_time_links
				(token_hash, purpose, login_id, org_id, person_id, created_at, expires_at)
			 values (@tokenHash, @purpose, @loginId, @orgId, @personId, @createdAt, @expiresAt)`
		),
		readUsable: database.prepare<[TokenHash, number], LinkRow>(
			'select * from one_time_links where token_hash = ? and used_at is null and expires_at > ?'
		),
		deleteOfLogin: database.prepare<[string]>('delete from one_time_links where login_id = ?'),
		deleteExpiredBefore: database.prepare<[number]>(
			'delete from one_time_links where expires_at < ?'
		)
	};

	return {
		add(tokenHash: TokenHash, link: OneTimeLink, createdAt: number): void {
			statements.insertLink.run({ ...link, tokenHash, createdAt });
		},
		usable(tokenHash: TokenHash, now: number): OneTimeLink | undefined {
			const row = statements.readUsable.get(tokenHash, now);
			return row && toLink(row);
		},
		deleteOfLogin: (loginId: string) => void statements.deleteOfLogin.run(loginId),
		deleteExpiredBefore: (before: number) => void statements.deleteExpiredBefore.run(before)
	};
}

function toLink(row: LinkRow): OneTimeLink {
	return {
		purpose: row.purpose,
		loginId: row.login_id,
		orgId: row.org_id as OrgId,
		personId: row.person_id as PersonId,
		expiresAt: row.expires_at
	};
}
