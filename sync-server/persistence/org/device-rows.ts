import type { Database } from '../sqlite.ts';

/** The SQL of devices and of what has been taken in from their outboxes. */
export function deviceRows(database: Database) {
	const stmts = {
		getVector: database.prepare<[string, number], { vector: Buffer }>(
			'SELECT vector FROM outboxes WHERE device = ? AND number = ?'
		),
		setVector: database.prepare(
			`INSERT INTO outboxes (device, number, vector) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET vector = excluded.vector`
		),
		getDevice: database.prepare<[string], { person: string }>(
			'SELECT person FROM devices WHERE id = ?'
		),
		setDevice: database.prepare(
			`INSERT INTO devices (id, person, seen_ms) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET seen_ms = excluded.seen_ms`
		)
	};
	return {
		vector: (device: string, number: number): Uint8Array | undefined =>
			stmts.getVector.get(device, number)?.vector,
		setVector: (device: string, number: number, vector: Uint8Array) =>
			stmts.setVector.run(device, number, vector),
		deviceOwner: (device: string): string | undefined => stmts.getDevice.get(device)?.person,
		setDevice: (device: string, person: string, nowMs: number) =>
			stmts.setDevice.run(device, person, nowMs)
	};
}
