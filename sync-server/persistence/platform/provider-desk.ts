import type { Database } from '../sqlite.ts';

/** Where the organisations of a server ask whoever runs it. */
export interface ProviderDeskRow {
	readonly orgId: string;
	readonly teamId: string;
}

export type ProviderDesk = ReturnType<typeof prepareProviderDesk>;

export function prepareProviderDesk(database: Database) {
	const statements = {
		find: database.prepare<[], ProviderDeskRow>(
			'select org_id as orgId, team_id as teamId from provider_desk where id = 1'
		),
		put: database.prepare<[string, string, number]>(
			`insert into provider_desk (id, org_id, team_id, changed_at) values (1, ?, ?, ?)
			 on conflict (id) do update set org_id = excluded.org_id, team_id = excluded.team_id,
				changed_at = excluded.changed_at`
		),
		remove: database.prepare<[string]>('delete from provider_desk where org_id = ?')
	};

	return {
		find: (): ProviderDeskRow | undefined => statements.find.get(),
		put: ({ orgId, teamId }: ProviderDeskRow, at: number) =>
			void statements.put.run(orgId, teamId, at),
		/** Only that of this organisation: what another one was given stays. */
		remove: (orgId: string) => void statements.remove.run(orgId)
	};
}
