import type { Database } from '../sqlite.ts';

export interface Login {
	readonly id: string;
	readonly userName: string;
	readonly email: string | null;
	readonly passwordHash: string | null;
	readonly isPlatformAdmin: boolean;
	readonly lastOrgId: string | null;
}

interface LoginRow {
	id: string;
	user_name: string;
	email: string | null;
	password_hash: string | null;
	platform_admin: number;
	last_org_id: string | null;
}

type Identifier = string | null;

export type Logins = ReturnType<typeof prepareLogins>;

/** The form in which user names and e-mail addresses are compared. */
export function identifierKey(identifier: string): string {
	return identifier.normalize('NFKC').trim().toLowerCase();
}

export function prepareLogins(database: Database) {
	const statements = {
		insertLogin: database.prepare<[string, string, string, Identifier, Identifier, number]>(
			`insert into logins (id, user_name, user_name_key, email, email_key, created_at)
			 values (?, ?, ?, ?, ?, ?)`
		),
		rename: database.prepare<[string, string, Identifier, Identifier, string]>(
			'update logins set user_name = ?, user_name_key = ?, email = ?, email_key = ? where id = ?'
		),
		readLogin: database.prepare<[string], LoginRow>('select * from logins where id = ?'),
		// User names cannot hold an @, so no text is one person's name and another's address.
		readByIdentifier: database.prepare<[string, string], LoginRow>(
			'select * from logins where user_name_key = ? or email_key = ?'
		),
		setPassword: database.prepare<[string, string]>(
			'update logins set password_hash = ?, must_change = 0 where id = ?'
		),
		setPasswordIfNone: database.prepare<[string, string]>(
			'update logins set password_hash = ? where id = ? and password_hash is null'
		),
		replaceHash: database.prepare<[string, string, string]>(
			'update logins set password_hash = ? where id = ? and password_hash = ?'
		),
		setLastOrg: database.prepare<[string, string]>(
			'update logins set last_org_id = ? where id = ?'
		),
		setPlatformAdmin: database.prepare<[string]>(
			'update logins set platform_admin = 1 where id = ?'
		),
		platformAdmins: database.prepare<[], LoginRow>(
			'select * from logins where platform_admin = 1 order by created_at, id'
		),
		deleteHomeless: database.prepare(
			'delete from logins where id not in (select login_id from memberships)'
		)
	};

	return {
		add(login: { id: string; userName: string; email: string | null; createdAt: number }): void {
			const { id, userName, email, createdAt } = login;
			const emailKey = email === null ? null : identifierKey(email);
			statements.insertLogin.run(id, userName, identifierKey(userName), email, emailKey, createdAt);
		},
		rename(loginId: string, userName: string, email: string | null): void {
			const emailKey = email === null ? null : identifierKey(email);
			statements.rename.run(userName, identifierKey(userName), email, emailKey, loginId);
		},
		byId(loginId: string): Login | undefined {
			const row = statements.readLogin.get(loginId);
			return row && toLogin(row);
		},
		byIdentifier(identifier: string): Login | undefined {
			const key = identifierKey(identifier);
			const row = statements.readByIdentifier.get(key, key);
			return row && toLogin(row);
		},
		setPassword: (loginId: string, hash: string) => void statements.setPassword.run(hash, loginId),
		setPasswordIfNone: (loginId: string, hash: string) =>
			void statements.setPasswordIfNone.run(hash, loginId),
		/** Swaps one hash for another of the same password, unless the password changed meanwhile. */
		replaceHash: (loginId: string, old: string, hash: string) =>
			void statements.replaceHash.run(hash, loginId, old),
		setLastOrg: (loginId: string, orgId: string) => void statements.setLastOrg.run(orgId, loginId),
		makePlatformAdmin: (loginId: string) => void statements.setPlatformAdmin.run(loginId),
		/** Those who run the server, oldest first. */
		platformAdmins: (): Login[] => statements.platformAdmins.all().map(toLogin),
		/** Removes logins that belong to no organisation. */
		deleteHomeless: () => void statements.deleteHomeless.run()
	};
}

function toLogin(row: LoginRow): Login {
	return {
		id: row.id,
		userName: row.user_name,
		email: row.email,
		passwordHash: row.password_hash,
		isPlatformAdmin: row.platform_admin === 1,
		lastOrgId: row.last_org_id
	};
}
