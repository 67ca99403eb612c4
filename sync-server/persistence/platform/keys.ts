import type { Database } from '../sqlite.ts';

export type Keys = ReturnType<typeof prepareKeys>;

/** Secrets the server makes for itself once and keeps. */
export function prepareKeys(database: Database) {
	const statements = {
		insertKey: database.prepare<[string, Uint8Array, number]>(
			'insert into keys (name, value, created_at) values (?, ?, ?) on conflict (name) do nothing'
		),
		writeProbe: database.prepare<[Uint8Array, number]>(
			`insert into keys (name, value, created_at) values ('probe', ?, ?)
			 on conflict (name) do update set value = excluded.value, created_at = excluded.created_at`
		),
		readKey: database.prepare<[string], Uint8Array>('select value from keys where name = ?').pluck()
	};
	return {
		/** Writes something and reads it back; throws when the disk does not take it. */
		probe(at: number): boolean {
			const written = Buffer.from(String(at));
			statements.writeProbe.run(written, at);
			const found = statements.readKey.get('probe');
			return found instanceof Uint8Array && written.equals(found);
		},
		getOrAdd(name: string, makeKey: () => Uint8Array, at: number): Uint8Array {
			const known = statements.readKey.get(name);
			if (known instanceof Uint8Array) return known;
			const made = makeKey();
			statements.insertKey.run(name, made, at);
			return made;
		}
	};
}
