import { openToRead } from '../copy-database.ts';

export interface OrgName {
	readonly id: string;
	readonly slug: string;
	readonly name: string;
}

/** The organisations in a copy of the platform's file, which stays as it is to the byte. */
export function readOrgs(path: string): OrgName[] {
	const database = openToRead(path);
	try {
		return database
			.prepare<[], OrgName>(
				'select id, slug, name from orgs where ready_at is not null order by slug'
			)
			.all();
	} finally {
		database.close();
	}
}
