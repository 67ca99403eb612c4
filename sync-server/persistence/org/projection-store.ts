import type { Database } from '../sqlite.ts';

/** A document to be stored: its generation and its base state. */
interface NewProjection {
	readonly name: string;
	readonly generation: number;
	/** The Yjs client id under which the server writes this generation. */
	readonly client: number;
	/** As of the base; updates name their own. */
	readonly rev: number;
	readonly base_clock: number;
	readonly base: Uint8Array | null;
}

interface StoredProjection extends NewProjection {
	readonly id: number;
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
		add: database.prepare<[NewProjection]>(
			`INSERT INTO projections (name, generation, client, rev, base_clock, base)
			VALUES (@name, @generation, @client, @rev, @base_clock, @base)`
		),
		setBase: database.prepare(
			'UPDATE projections SET base = ?, base_clock = ?, rev = ? WHERE id = ?'
		),
		updates: database.prepare<[number], StoredUpdate>(
			'SELECT clock, rev, bytes FROM projection_updates WHERE projection = ? ORDER BY clock'
		),
		addUpdate: database.prepare(
			'INSERT INTO projection_updates (projection, clock, rev, bytes) VALUES (?, ?, ?, ?)'
		),
		dropUpdates: database.prepare('DELETE FROM projection_updates WHERE projection = ?'),
		drop: database.prepare('DELETE FROM projections WHERE name = ?')
	};
	return {
		get: (name: string): StoredProjection | undefined => stmts.get.get(name),
		names: (): string[] => stmts.names.all().map((row) => row.name),
		/** Gives the number under which its updates are kept. */
		add: (projection: NewProjection): number => Number(stmts.add.run(projection).lastInsertRowid),
		/** Updates up to the base are no longer needed. */
		setBase(id: number, { clock, rev, bytes }: StoredUpdate): void {
			stmts.setBase.run(bytes, clock, rev, id);
			stmts.dropUpdates.run(id);
		},
		updates: (id: number): StoredUpdate[] => stmts.updates.all(id),
		addUpdate: (id: number, { clock, rev, bytes }: StoredUpdate) =>
			stmts.addUpdate.run(id, clock, rev, bytes),
		dropUpdates: (id: number) => stmts.dropUpdates.run(id),
		drop: (name: string) => stmts.drop.run(name)
	};
}

export type ProjectionStore = ReturnType<typeof createProjectionStore>;
