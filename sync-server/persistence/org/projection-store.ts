import type { Database } from '../sqlite.ts';

/** A document as stored: its generation, the base state and the updates after it. */
export interface StoredProjection {
	readonly name: string;
	readonly generation: number;
	/** The Yjs client id under which the server writes this generation. */
	readonly client: number;
	/** As of the base; updates name their own. */
	readonly rev: number;
	readonly base_clock: number;
	readonly base: Uint8Array | null;
}

export interface StoredUpdate {
	/** The server's clock after this update. */
	readonly clock: number;
	/** The revision of the organisation that it belongs to; 0 where that stands with the base. */
	readonly rev: number;
	readonly bytes: Uint8Array;
}

/** The SQL of documents. */
export function createProjectionStore(database: Database) {
	const stmts = {
		get: database.prepare<[string], StoredProjection>('SELECT * FROM projections WHERE name = ?'),
		names: database.prepare<[], { name: string }>('SELECT name FROM projections ORDER BY name'),
		put: database.prepare(
			`INSERT INTO projections (name, generation, client, rev, base_clock, base)
			VALUES (@name, @generation, @client, @rev, @base_clock, @base)
			ON CONFLICT DO UPDATE SET generation = excluded.generation, client = excluded.client,
				rev = excluded.rev, base_clock = excluded.base_clock, base = excluded.base`
		),
		updates: database.prepare<[string], StoredUpdate>(
			'SELECT clock, rev, bytes FROM projection_updates WHERE name = ? ORDER BY clock'
		),
		addUpdate: database.prepare(
			'INSERT INTO projection_updates (name, clock, rev, bytes) VALUES (?, ?, ?, ?)'
		),
		dropUpdates: database.prepare('DELETE FROM projection_updates WHERE name = ?'),
		drop: database.prepare('DELETE FROM projections WHERE name = ?')
	};
	return {
		get: (name: string): StoredProjection | undefined => stmts.get.get(name),
		names: (): string[] => stmts.names.all().map((row) => row.name),
		put: (projection: StoredProjection) => stmts.put.run(projection),
		updates: (name: string): StoredUpdate[] => stmts.updates.all(name),
		addUpdate: (name: string, { clock, rev, bytes }: StoredUpdate) =>
			stmts.addUpdate.run(name, clock, rev, bytes),
		dropUpdates: (name: string) => stmts.dropUpdates.run(name),
		drop: (name: string) => stmts.drop.run(name)
	};
}

export type ProjectionStore = ReturnType<typeof createProjectionStore>;
