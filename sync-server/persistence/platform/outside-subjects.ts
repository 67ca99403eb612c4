import type { Database } from '../sqlite.ts';

/** Somebody as a provider of identities names them: never given to anybody else there. */
export interface OutsideSubject {
	readonly issuer: string;
	readonly subject: string;
}

export type OutsideSubjects = ReturnType<typeof prepareOutsideSubjects>;

/** Which login somebody outside is, in an organisation; one login is one of them at each provider. */
export function prepareOutsideSubjects(database: Database) {
	const statements = {
		link: database.prepare<[string, string, string, string, number]>(
			`insert into outside_subjects (org_id, issuer, subject, login_id, linked_at)
			 values (?, ?, ?, ?, ?)`
		),
		loginOf: database
			.prepare<[string, string, string], string>(
				'select login_id from outside_subjects where org_id = ? and issuer = ? and subject = ?'
			)
			.pluck(),
		subjectOf: database
			.prepare<[string, string, string], string>(
				'select subject from outside_subjects where org_id = ? and issuer = ? and login_id = ?'
			)
			.pluck()
	};
	return {
		link(orgId: string, { issuer, subject }: OutsideSubject, loginId: string, at: number): void {
			statements.link.run(orgId, issuer, subject, loginId, at);
		},
		loginOf: (orgId: string, { issuer, subject }: OutsideSubject): string | undefined =>
			statements.loginOf.get(orgId, issuer, subject),
		/** As whom a login is known to a provider. */
		subjectOf: (orgId: string, issuer: string, loginId: string): string | undefined =>
			statements.subjectOf.get(orgId, issuer, loginId)
	};
}
