import type { Database } from '../sqlite.ts';

/** A connection as it is kept: settings as JSON, secrets as JSON that was sealed. */
export interface ConnectionRow {
	readonly orgId: string;
	readonly kind: string;
	readonly settings: string;
	readonly secrets: Uint8Array | null;
	readonly changedAt: number;
	readonly workedAt: number | null;
	readonly failedAt: number | null;
	/** Why it failed, as JSON; null when it has worked since. */
	readonly trouble: string | null;
}

type Written = Pick<ConnectionRow, 'orgId' | 'kind' | 'settings' | 'secrets' | 'changedAt'>;

const COLUMNS = `org_id as orgId, kind, settings, secrets, changed_at as changedAt,
	worked_at as workedAt, failed_at as failedAt, trouble`;

export type ConnectionRows = ReturnType<typeof prepareConnectionRows>;

export function prepareConnectionRows(database: Database) {
	const statements = {
		// What was tried with other settings says nothing of these.
		put: database.prepare<[Written]>(
			`insert into connections (org_id, kind, settings, secrets, changed_at)
			 values (@orgId, @kind, @settings, @secrets, @changedAt)
			 on conflict (org_id, kind) do update set settings = excluded.settings,
				secrets = excluded.secrets, changed_at = excluded.changed_at,
				worked_at = null, failed_at = null, trouble = null`
		),
		find: database.prepare<[string, string], ConnectionRow>(
			`select ${COLUMNS} from connections where org_id = ? and kind = ?`
		),
		remove: database.prepare<[string, string]>(
			'delete from connections where org_id = ? and kind = ?'
		),
		worked: database.prepare<[number, string, string]>(
			'update connections set worked_at = ?, trouble = null where org_id = ? and kind = ?'
		),
		failed: database.prepare<[number, string, string, string]>(
			'update connections set failed_at = ?, trouble = ? where org_id = ? and kind = ?'
		)
	};
	return {
		put: (row: Written): void => void statements.put.run(row),
		find: (org: string, kind: string) => statements.find.get(org, kind),
		remove: (org: string, kind: string): void => void statements.remove.run(org, kind),
		worked: (org: string, kind: string, at: number): void =>
			void statements.worked.run(at, org, kind),
		failed: (org: string, kind: string, { at, trouble }: { at: number; trouble: string }): void =>
			void statements.failed.run(at, trouble, org, kind)
	};
}
