import type { Database } from '../sqlite.ts';

export type SignInOutcome = 'signed-in' | 'wrong-password' | 'unknown-name' | 'locked' | 'blocked';

export interface SignInEntry {
	readonly at: number;
	/** Null when the name belongs to nobody; the name itself is not kept, it may be a password. */
	readonly loginId: string | null;
	readonly outcome: SignInOutcome;
	readonly address: string;
	readonly userAgent: string;
}

export type SignInLog = ReturnType<typeof prepareSignInLog>;

export function prepareSignInLog(database: Database) {
	const statements = {
		insertEntry: database.prepare<[number, string | null, string, string, string]>(
			'insert into sign_ins (at, login_id, outcome, address, user_agent) values (?, ?, ?, ?, ?)'
		),
		listEntries: database.prepare<[number], SignInEntry>(
			`select at, login_id as loginId, outcome, address, user_agent as userAgent
			 from sign_ins order by at desc, rowid desc limit ?`
		),
		deleteEntriesBefore: database.prepare<[number]>('delete from sign_ins where at < ?'),
		countTry: database.prepare<[Uint8Array, number, number], { failures: number }>(
			`insert into sign_in_tries (subject, failures, last_at) values (?, 1, ?)
			 on conflict (subject) do update set
				failures = iif(last_at > ?, failures + 1, 1), last_at = excluded.last_at
			 returning failures`
		),
		readTries: database.prepare<[Uint8Array], { failures: number; lastAt: number }>(
			'select failures, last_at as lastAt from sign_in_tries where subject = ?'
		),
		clearTries: database.prepare<[Uint8Array]>('delete from sign_in_tries where subject = ?'),
		deleteTriesBefore: database.prepare<[number]>('delete from sign_in_tries where last_at < ?')
	};

	return {
		record({ at, loginId, outcome, address, userAgent }: SignInEntry): void {
			statements.insertEntry.run(at, loginId, outcome, address, userAgent);
		},
		latest: (count: number): SignInEntry[] => statements.listEntries.all(count),
		/** Counts a try; earlier ones count on only if the latest was after `forgottenBefore`. */
		countTry: (subject: Uint8Array, at: number, forgottenBefore: number): void =>
			void statements.countTry.get(subject, at, forgottenBefore),
		tries: (subject: Uint8Array): { failures: number; lastAt: number } | undefined =>
			statements.readTries.get(subject),
		clearTries: (subject: Uint8Array) => void statements.clearTries.run(subject),
		deleteBefore(entriesBefore: number, triesBefore: number): void {
			statements.deleteEntriesBefore.run(entriesBefore);
			statements.deleteTriesBefore.run(triesBefore);
		}
	};
}
