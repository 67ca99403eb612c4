import type { Database } from '../sqlite.ts';

export type Keys = ReturnType<typeof prepareKeys>;

/** Secrets the server makes for itself once and keeps. */
export function prepareKeys(database: Database) {
	const statements = {
		insertKey: database.prepare<[string, Uint8Array, number]>(
			'insert into keys (name, value, created_at) values (?, ?, ?) on conflict (name) do nothing'
		),
		readKey: database.prepare<[string], Uint8Array>('select value from keys where name = ?').pluck()
	};
	return {
		getOrAdd(name: string, makeKey: () => Uint8Array, at: number): Uint8Array {
			const known = statements.readKey.get(name);
			if (known instanceof Uint8Array) return known;
			const made = makeKey();
			statements.insertKey.run(name, made, at);
			return made;
		}
	};
}
