import type { Json } from '#lib/domain/json.ts';
import type { Effect, EffectKind, PromisedKind } from '../../effects/effect.ts';
import type { Database } from '../sqlite.ts';

export interface WaitingEffect<Kind extends EffectKind = EffectKind> {
	readonly id: number;
	readonly change_id: string;
	readonly kind: Kind;
	readonly payload: string;
	readonly attempts: number;
}

/** An effect that waits for an administrator, with the change that it is of. */
export interface HeldEffect {
	readonly id: number;
	readonly change_id: string;
	readonly kind: PromisedKind;
	readonly payload: string;
	readonly at: string;
	readonly author: string;
	readonly target: string;
}

/** One of the effects that belong together. */
export interface BatchedEffect {
	readonly id: number;
	readonly state: string;
	readonly error: string | null;
	readonly payload: string;
}

function prepare(database: Database) {
	return {
		add: database.prepare(
			`INSERT INTO effects (change_id, kind, payload, state, next_ms)
			VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
		),
		// Whoever restores a backup has other cares than news of yesterday.
		dropNews: database.prepare<[string]>(
			`UPDATE effects SET state = 'done', payload = '{}', error = 'dropped'
			WHERE kind NOT IN (SELECT value FROM json_each(?)) AND state IN ('waiting', 'leased')`
		),
		dropAll: database.prepare<[string]>(
			`UPDATE effects SET state = 'done', payload = '{}', error = 'dropped'
			WHERE kind IN (SELECT value FROM json_each(?)) AND state IN ('waiting', 'leased')`
		),
		holdAll: database.prepare(
			`UPDATE effects SET state = 'held', lease_ms = NULL WHERE state IN ('waiting', 'leased')`
		),
		held: database.prepare<[], HeldEffect>(
			`SELECT e.id, e.change_id, e.kind, e.payload, c.at, c.author, c.target
			FROM effects e JOIN changes c ON c.id = e.change_id
			WHERE e.state = 'held' ORDER BY c.at, e.id LIMIT 1000`
		),
		release: database.prepare(
			`UPDATE effects SET state = 'waiting', attempts = 0, next_ms = ? WHERE id = ? AND state = 'held'`
		),
		dropHeld: database.prepare(
			`UPDATE effects SET state = 'done', error = 'dropped' WHERE id = ? AND state = 'held'`
		),
		due: database.prepare<[string, number, number], WaitingEffect>(
			`SELECT id, change_id, kind, payload, attempts FROM effects
			WHERE kind IN (SELECT value FROM json_each(?))
				AND ((state = 'waiting' AND next_ms <= ?) OR (state = 'leased' AND lease_ms <= ?))
			ORDER BY id LIMIT 100`
		),
		alongside: database.prepare<[string, number, string, string], WaitingEffect>(
			`SELECT id, change_id, kind, payload, attempts FROM effects
			WHERE kind = ? AND state = 'waiting' AND next_ms <= ? AND json_extract(payload, ?) = ?
			ORDER BY id LIMIT 2000`
		),
		lease: database.prepare(
			`UPDATE effects SET state = 'leased', lease_ms = ?, attempts = attempts + 1
			WHERE id = ? AND state IN ('waiting', 'leased')`
		),
		done: database.prepare(`UPDATE effects SET state = 'done', error = NULL WHERE id = ?`),
		failed: database.prepare('UPDATE effects SET state = ?, next_ms = ?, error = ? WHERE id = ?'),
		say: database.prepare<[string, number]>('UPDATE effects SET payload = ? WHERE id = ?'),
		next: database.prepare<[string], { ms: number | null }>(
			`SELECT min(iif(state = 'leased', lease_ms, next_ms)) AS ms FROM effects
			WHERE state IN ('waiting', 'leased') AND kind IN (SELECT value FROM json_each(?))`
		),
		count: database.prepare<[string], { n: number }>(
			'SELECT count(*) AS n FROM effects WHERE state = ?'
		),
		countOf: database.prepare<[string, string], { n: number }>(
			`SELECT count(*) AS n FROM effects
			WHERE iif(state = 'leased', 'waiting', state) = ? AND kind IN (SELECT value FROM json_each(?))`
		)
	};
}

/** The SQL of effects: a table with leases, so that each runs once and none is forgotten. */
export function createEffectStore(database: Database) {
	const stmts = prepare(database);
	const batch = database.prepare<[string, string, string], BatchedEffect>(
		`SELECT id, state, error, payload FROM effects
		WHERE kind = ? AND change_id >= ? || '.' AND change_id < ? || '/'`
	);
	return {
		add: (
			{ changeId, kind, payload }: Effect,
			nowMs: number,
			state: 'waiting' | 'held' = 'waiting'
		) => stmts.add.run(changeId, kind, JSON.stringify(payload), state, nowMs),
		/** Whatever of these kinds has not been done waits for an administrator; the rest is dropped. */
		holdAll: (kinds: readonly EffectKind[]) => {
			stmts.dropNews.run(JSON.stringify(kinds));
			stmts.holdAll.run();
		},
		/** What waits for an administrator, oldest first. */
		held: (): HeldEffect[] => stmts.held.all(),
		/** Lets a held effect happen; false when it is not held. */
		release: (id: number, nowMs: number): boolean => stmts.release.run(nowMs, id).changes === 1,
		/** Says that a held effect must not happen, or has happened; false when it is not held. */
		drop: (id: number): boolean => stmts.dropHeld.run(id).changes === 1,
		/** Those of some kinds that are due, oldest first. */
		due: <Kind extends EffectKind>(kinds: readonly Kind[], nowMs: number) =>
			stmts.due
				.all(JSON.stringify(kinds), nowMs, nowMs)
				.filter((one): one is WaitingEffect<Kind> => kinds.some((kind) => kind === one.kind)),
		/** Those of a kind that are due too and whose payload says the same under a key. */
		alongside: (kind: EffectKind, nowMs: number, [key, value]: readonly [string, string]) =>
			stmts.alongside.all(kind, nowMs, `$.${key}`, value),
		/** One effect says from now on what some others said too, which are done. */
		fold(id: number, payload: Json, others: readonly Pick<WaitingEffect, 'id'>[]): void {
			stmts.say.run(JSON.stringify(payload), id);
			for (const other of others) stmts.done.run(other.id);
		},
		/** Nothing of these kinds is to be done any more. */
		dropAll: (kinds: readonly EffectKind[]) => stmts.dropAll.run(JSON.stringify(kinds)),
		/** Takes away what an effect said, as when it was a secret. */
		forget: (id: number) => stmts.say.run('{}', id),
		/** Takes one on until then; false when it is done already. */
		lease: (id: number, untilMs: number): boolean => stmts.lease.run(untilMs, id).changes === 1,
		done: (id: number) => stmts.done.run(id),
		failed: (id: number, retryMs: number | null, error: string) =>
			stmts.failed.run(retryMs === null ? 'dead' : 'waiting', retryMs ?? 0, error, id),
		/** When the next one is due; undefined when none waits. */
		nextMs: (kinds: readonly EffectKind[]): number | undefined =>
			stmts.next.get(JSON.stringify(kinds))?.ms ?? undefined,
		/** Those whose change ids are this one, a dot and something more. */
		batch: (kind: EffectKind, changeId: string): BatchedEffect[] =>
			batch.all(kind, changeId, changeId),
		count: (state: string): number => stmts.count.get(state)?.n ?? 0,
		/** How many of these kinds wait or are under way, or failed too often. */
		countOf: (kinds: readonly EffectKind[], state: 'waiting' | 'dead' = 'waiting'): number =>
			stmts.countOf.get(state, JSON.stringify(kinds))?.n ?? 0
	};
}

export type EffectStore = ReturnType<typeof createEffectStore>;
