import type { Database } from './sqlite.ts';

/** A message that belongs to a ticket; without fingerprint it was only referred to. */
export interface MailRow {
	readonly key: string;
	readonly ticket: string;
	readonly fingerprint: string | null;
}

/** The scope of mail that comes in and goes out by itself; that of an import is its team. */
export const EVERY_TEAM = '';

export type MailMemory = ReturnType<typeof mailMemory>;

/** Which ticket each message belongs to, by the key of its Message-ID (`mailKey`) in a scope. */
export function mailMemory(database: Database) {
	const known = database.prepare<[string, string], MailRow>(
		'select key, ticket, fingerprint from mails where team = ? and key = ?'
	);
	// Whoever only refers to a message says nothing of where it belongs once it is there itself.
	const remember = database.prepare<[string, string, string, string | null]>(
		`insert into mails (team, key, ticket, fingerprint) values (?, ?, ?, ?)
		on conflict (team, key) do update set ticket = excluded.ticket,
			fingerprint = excluded.fingerprint
		where mails.fingerprint is null and excluded.fingerprint is not null`
	);
	return {
		known: (scope: string, key: string): MailRow | undefined => known.get(scope, key),
		remember: database.transaction((scope: string, rows: readonly MailRow[]) => {
			for (const { key, ticket, fingerprint } of rows)
				remember.run(scope, key, ticket, fingerprint);
		})
	};
}
