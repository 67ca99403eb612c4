import type { AskedSignUp, OpenInvitation } from '#lib/protocol/sign-up.ts';
import type { Database } from '../sqlite.ts';
import { identifierKey } from './logins.ts';

/** An invitation to an organisation, which whoever holds its token may take up once. */
export interface Invitation extends OpenInvitation {
	readonly orgId: string;
	readonly name: string;
}

interface NewInvitation extends Invitation {
	readonly tokenHash: Uint8Array;
	readonly emailKey: string;
	readonly madeBy: string;
}

const COLUMNS = `id, org_id as orgId, email, name, created_at as createdAt, expires_at as expiresAt`;

export type Invitations = ReturnType<typeof prepareInvitations>;

export function prepareInvitations(database: Database) {
	const statements = {
		insert: database.prepare<[NewInvitation]>(
			`insert into invitations
				(id, token_hash, org_id, email, email_key, name, made_by, created_at, expires_at)
			 values
				(@id, @tokenHash, @orgId, @email, @emailKey, @name, @madeBy, @createdAt, @expiresAt)`
		),
		deleteOfAddress: database.prepare<[string, string]>(
			'delete from invitations where org_id = ? and email_key = ? and used_at is null'
		),
		usable: database.prepare<[Uint8Array, number], Invitation>(
			`select ${COLUMNS} from invitations
			 where token_hash = ? and used_at is null and expires_at > ?`
		),
		setUsed: database.prepare<[number, Uint8Array, number]>(
			`update invitations set used_at = ?
			 where token_hash = ? and used_at is null and expires_at > ?`
		),
		giveBack: database.prepare<[Uint8Array]>(
			'update invitations set used_at = null where token_hash = ?'
		),
		open: database.prepare<[string, number], OpenInvitation>(
			`select id, email, created_at as createdAt, expires_at as expiresAt from invitations
			 where org_id = ? and used_at is null and expires_at > ?
			 order by created_at desc, id limit 1000`
		),
		revoke: database.prepare<[string, string]>(
			'delete from invitations where org_id = ? and id = ? and used_at is null'
		),
		deleteExpiredBefore: database.prepare<[number]>('delete from invitations where expires_at < ?')
	};
	return {
		/** Adds one; what the address was sent before ends. */
		add(invitation: Omit<NewInvitation, 'emailKey'>): void {
			const emailKey = identifierKey(invitation.email);
			statements.deleteOfAddress.run(invitation.orgId, emailKey);
			statements.insert.run({ ...invitation, emailKey });
		},
		usable: (tokenHash: Uint8Array, now: number): Invitation | undefined =>
			statements.usable.get(tokenHash, now),
		/** Uses one up; false when someone was faster or it ran out. */
		setUsed: (tokenHash: Uint8Array, now: number): boolean =>
			statements.setUsed.run(now, tokenHash, now).changes === 1,
		giveBack: (tokenHash: Uint8Array) => void statements.giveBack.run(tokenHash),
		open: (orgId: string, now: number): OpenInvitation[] => statements.open.all(orgId, now),
		revoke: (orgId: string, id: string): boolean => statements.revoke.run(orgId, id).changes === 1,
		deleteExpiredBefore: (before: number) => void statements.deleteExpiredBefore.run(before)
	};
}

export type SignUps = ReturnType<typeof prepareSignUps>;

/** Somebody who asks for an account, and in which language they did. */
export interface SignUp extends AskedSignUp {
	readonly language: string;
}

/** Those who ask for an account and wait for an administrator. */
export function prepareSignUps(database: Database) {
	const columns = 'id, email, name, created_at as createdAt';
	const statements = {
		insert: database.prepare<[SignUp & { orgId: string; emailKey: string; most: number }]>(
			`insert into sign_ups (id, org_id, email, email_key, name, language, created_at)
			 select @id, @orgId, @email, @emailKey, @name, @language, @createdAt
			 where (select count(*) from sign_ups where org_id = @orgId) < @most
			 on conflict (org_id, email_key) do nothing`
		),
		list: database.prepare<[string], AskedSignUp>(
			`select ${columns} from sign_ups where org_id = ? order by created_at desc, id`
		),
		remove: database.prepare<[string, string], SignUp>(
			`delete from sign_ups where org_id = ? and id = ? returning ${columns}, language`
		),
		deleteBefore: database.prepare<[number]>('delete from sign_ups where created_at < ?')
	};
	return {
		/** Adds one unless the address waits already or `most` do. */
		add(asked: SignUp & { readonly orgId: string }, most: number): void {
			statements.insert.run({ ...asked, emailKey: identifierKey(asked.email), most });
		},
		list: (orgId: string): AskedSignUp[] => statements.list.all(orgId),
		remove: (orgId: string, id: string): SignUp | undefined => statements.remove.get(orgId, id),
		deleteBefore: (before: number) => void statements.deleteBefore.run(before)
	};
}
