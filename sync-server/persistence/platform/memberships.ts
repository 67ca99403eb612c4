import type { OrgId, PersonId } from '#lib/domain/ids.ts';
import type { Database } from '../sqlite.ts';

/** Which person of which organisation a login is. Who that person is, their documents say. */
export interface Membership {
	readonly loginId: string;
	readonly orgId: OrgId;
	readonly personId: PersonId;
	readonly isBlocked: boolean;
}

interface MembershipRow {
	login_id: string;
	org_id: string;
	person_id: string;
	blocked_at: number | null;
}

export type Memberships = ReturnType<typeof prepareMemberships>;

export function prepareMemberships(database: Database) {
	const statements = {
		insertMembership: database.prepare<[string, string, string]>(
			'insert into memberships (org_id, person_id, login_id) values (?, ?, ?)'
		),
		readMembership: database.prepare<[string, string], MembershipRow>(
			'select * from memberships where org_id = ? and person_id = ?'
		),
		listByLogin: database.prepare<[string], MembershipRow>(
			`select m.* from memberships m join orgs o on o.id = m.org_id
			 where m.login_id = ? and o.ready_at is not null and o.archived_at is null
			 order by o.created_at, o.id`
		),
		block: database.prepare<[number, string, string]>(
			`update memberships set blocked_at = coalesce(blocked_at, ?)
			 where org_id = ? and person_id = ?`
		),
		unblock: database.prepare<[string, string]>(
			'update memberships set blocked_at = null where org_id = ? and person_id = ?'
		)
	};

	return {
		add: (orgId: string, personId: string, loginId: string) =>
			void statements.insertMembership.run(orgId, personId, loginId),
		of(orgId: string, personId: string): Membership | undefined {
			const row = statements.readMembership.get(orgId, personId);
			return row && toMembership(row);
		},
		/** The login's places in organisations that are in use, oldest first, blocked ones included. */
		listByLogin: (loginId: string): Membership[] =>
			statements.listByLogin.all(loginId).map(toMembership),
		block: (orgId: string, personId: string, at: number) =>
			void statements.block.run(at, orgId, personId),
		unblock: (orgId: string, personId: string) => void statements.unblock.run(orgId, personId)
	};
}

function toMembership(row: MembershipRow): Membership {
	return {
		loginId: row.login_id,
		orgId: row.org_id as OrgId,
		personId: row.person_id as PersonId,
		isBlocked: row.blocked_at !== null
	};
}
