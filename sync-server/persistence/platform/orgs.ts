import type { OrgId } from '#lib/domain/ids.ts';
import type { Database } from '../sqlite.ts';

export interface Org {
	readonly id: OrgId;
	readonly slug: string;
	readonly name: string;
	readonly isDemo: boolean;
	/** False until its documents and its first administrator exist. */
	readonly isReady: boolean;
	readonly isArchived: boolean;
}

export interface DemoLoginRow {
	readonly name: string;
	readonly role: string;
	readonly userName: string;
	readonly password: string;
}

interface OrgRow {
	id: string;
	slug: string;
	name: string;
	demo: number;
	ready_at: number | null;
	archived_at: number | null;
}

export type Orgs = ReturnType<typeof prepareOrgs>;

export function prepareOrgs(database: Database) {
	const statements = {
		insertOrg: database.prepare<[string, string, string, number, number]>(
			`insert into orgs (id, slug, name, created_at, demo) values (?, ?, ?, ?, ?)
			 on conflict (id) do nothing`
		),
		markReady: database.prepare<[number, string]>(
			'update orgs set ready_at = coalesce(ready_at, ?) where id = ?'
		),
		readOrg: database.prepare<[string], OrgRow>('select * from orgs where id = ?'),
		listReady: database.prepare<[], OrgRow>(
			'select * from orgs where ready_at is not null and archived_at is null order by created_at, id'
		),
		slugTaken: database.prepare<[string, string], number>(
			'select 1 from orgs where slug = ? and id <> ?'
		),
		deleteUnready: database.prepare('delete from orgs where ready_at is null'),
		insertDemoLogin: database.prepare<[string, string, string, string, string]>(
			'insert into demo_logins (org_id, name, role, user_name, password) values (?, ?, ?, ?, ?)'
		),
		listDemoLogins: database.prepare<[], DemoLoginRow>(
			`select d.name, d.role, d.user_name as userName, d.password
			 from demo_logins d join orgs o on o.id = d.org_id
			 where o.ready_at is not null order by d.position`
		)
	};

	function freeSlug(name: string, orgId: string): string {
		const base = slugOf(name) || 'org';
		for (let suffix = 1; ; suffix += 1) {
			const slug = suffix === 1 ? base : `${base}-${suffix}`;
			if (statements.slugTaken.get(slug, orgId) === undefined) return slug;
		}
	}

	return {
		/** Adds an organisation that is not ready yet; does nothing when it is there. */
		add(org: { id: string; name: string; createdAt: number; isDemo: boolean }): void {
			const slug = freeSlug(org.name, org.id);
			statements.insertOrg.run(org.id, slug, org.name, org.createdAt, org.isDemo ? 1 : 0);
		},
		markReady: (orgId: string, at: number) => void statements.markReady.run(at, orgId),
		byId(orgId: string): Org | undefined {
			const row = statements.readOrg.get(orgId);
			return row && toOrg(row);
		},
		listReady: (): Org[] => statements.listReady.all().map(toOrg),
		/** Clears what a set-up that never finished left behind. */
		deleteUnready: () => void statements.deleteUnready.run(),
		addDemoLogin(orgId: string, login: DemoLoginRow): void {
			const { name, role, userName, password } = login;
			statements.insertDemoLogin.run(orgId, name, role, userName, password);
		},
		listDemoLogins: (): DemoLoginRow[] => statements.listDemoLogins.all()
	};
}

function slugOf(name: string): string {
	const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
	return plain
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 40)
		.replace(/^-+|-+$/g, '');
}

function toOrg(row: OrgRow): Org {
	return {
		id: row.id as OrgId,
		slug: row.slug,
		name: row.name,
		isDemo: row.demo === 1,
		isReady: row.ready_at !== null,
		isArchived: row.archived_at !== null
	};
}
