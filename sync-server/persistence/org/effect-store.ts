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

/** An effect that was given up, and why. */
export interface DeadEffect<Kind extends EffectKind = EffectKind> {
	readonly id: number;
	readonly kind: Kind;
	readonly payload: string;
	/** When; 0 where that was not noted yet. */
	readonly atMs: number;
	readonly error: string | null;
}

/** One of the effects that belong together. */
export interface BatchedEffect {
	readonly id: number;
	readonly state: string;
	readonly error: string | null;
	readonly payload: string;
}

/** Doing them: each runs once, and none is forgotten. */
function running(database: Database) {
	const add = database.prepare(
		`INSERT INTO effects (change_id, kind, payload, state, next_ms)
		VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
	);
	const due = database.prepare<[string, number, number], WaitingEffect>(
		`SELECT id, change_id, kind, payload, attempts FROM effects
		WHERE kind IN (SELECT value FROM json_each(?))
			AND ((state = 'waiting' AND next_ms <= ?) OR (state = 'leased' AND lease_ms <= ?))
		ORDER BY id LIMIT 100`
	);
	const lease = database.prepare(
		`UPDATE effects SET state = 'leased', lease_ms = ?, attempts = attempts + 1
		WHERE id = ? AND state IN ('waiting', 'leased')`
	);
	const renew = database.prepare(
		`UPDATE effects SET lease_ms = ? WHERE id = ? AND state = 'leased'`
	);
	const done = database.prepare(`UPDATE effects SET state = 'done', error = NULL WHERE id = ?`);
	// What is given up keeps the time of its end where it had that of its next try.
	const failed = database.prepare(
		'UPDATE effects SET state = ?, next_ms = ?, error = ? WHERE id = ?'
	);
	const hurry = database.prepare<[number, string]>(
		`UPDATE effects SET next_ms = ? WHERE state = 'waiting' AND attempts > 0
			AND kind IN (SELECT value FROM json_each(?))`
	);
	const next = database.prepare<[string], { ms: number | null }>(
		`SELECT min(iif(state = 'leased', lease_ms, next_ms)) AS ms FROM effects
		WHERE state IN ('waiting', 'leased') AND kind IN (SELECT value FROM json_each(?))`
	);
	return {
		add: (
			{ changeId, kind, payload }: Effect,
			nowMs: number,
			state: 'waiting' | 'held' = 'waiting'
		) => add.run(changeId, kind, JSON.stringify(payload), state, nowMs),
		/** Those of some kinds that are due, oldest first. */
		due: <Kind extends EffectKind>(kinds: readonly Kind[], nowMs: number) =>
			due.all(JSON.stringify(kinds), nowMs, nowMs).filter(isOneOf<WaitingEffect, Kind>(kinds)),
		/** Takes one on until then; false when it is done already. */
		lease: (id: number, untilMs: number): boolean => lease.run(untilMs, id).changes === 1,
		/** One that was taken on is still being done. */
		renew: (id: number, untilMs: number) => renew.run(untilMs, id),
		done: (id: number) => done.run(id),
		/** It is tried again then. */
		failed: (id: number, retryMs: number, error: string) =>
			failed.run('waiting', retryMs, error, id),
		/** Those of these kinds that failed are tried now: what stood in their way may be gone. */
		hurry: (kinds: readonly EffectKind[], nowMs: number) => hurry.run(nowMs, JSON.stringify(kinds)),
		/** It is tried no more. */
		gaveUp: (id: number, nowMs: number, error: string) => failed.run('dead', nowMs, error, id),
		/** When the next one is due; undefined when none waits. */
		nextMs: (kinds: readonly EffectKind[]): number | undefined =>
			next.get(JSON.stringify(kinds))?.ms ?? undefined
	};
}

/** After a restore, an administrator decides. */
function holding(database: Database) {
	// Whoever restores a backup has other cares than news of yesterday.
	const dropNews = database.prepare<[string]>(
		`UPDATE effects SET state = 'done', payload = '{}', error = 'dropped'
		WHERE kind NOT IN (SELECT value FROM json_each(?)) AND state IN ('waiting', 'leased')`
	);
	const holdAll = database.prepare(
		`UPDATE effects SET state = 'held', lease_ms = NULL WHERE state IN ('waiting', 'leased')`
	);
	const held = database.prepare<[], HeldEffect>(
		`SELECT e.id, e.change_id, e.kind, e.payload, c.at, c.author, c.target
		FROM effects e JOIN changes c ON c.id = e.change_id
		WHERE e.state = 'held' ORDER BY c.at, e.id LIMIT 1000`
	);
	const release = database.prepare(
		`UPDATE effects SET state = 'waiting', attempts = 0, next_ms = ? WHERE id = ? AND state = 'held'`
	);
	const drop = database.prepare(
		`UPDATE effects SET state = 'done', error = 'dropped' WHERE id = ? AND state = 'held'`
	);
	return {
		/** Whatever of these kinds has not been done waits for an administrator; the rest is dropped. */
		holdAll: (kinds: readonly EffectKind[]) => {
			dropNews.run(JSON.stringify(kinds));
			holdAll.run();
		},
		/** What waits for an administrator, oldest first. */
		held: (): HeldEffect[] => held.all(),
		/** Lets a held effect happen; false when it is not held. */
		release: (id: number, nowMs: number): boolean => release.run(nowMs, id).changes === 1,
		/** Says that a held effect must not happen, or has happened; false when it is not held. */
		drop: (id: number): boolean => drop.run(id).changes === 1
	};
}

/** What waiting effects say, and what becomes of that. */
function saying(database: Database) {
	const alongside = database.prepare<[string, number, string, string], WaitingEffect>(
		`SELECT id, change_id, kind, payload, attempts FROM effects
		WHERE kind = ? AND state = 'waiting' AND next_ms <= ? AND json_extract(payload, ?) = ?
		ORDER BY id LIMIT 2000`
	);
	const say = database.prepare<[string, number]>('UPDATE effects SET payload = ? WHERE id = ?');
	const done = database.prepare(`UPDATE effects SET state = 'done', error = NULL WHERE id = ?`);
	const dropAll = database.prepare<[string]>(
		`UPDATE effects SET state = 'done', payload = '{}', error = 'dropped'
		WHERE kind IN (SELECT value FROM json_each(?)) AND state IN ('waiting', 'leased')`
	);
	return {
		/** Those of a kind that are due too and whose payload says the same under a key. */
		alongside: (kind: EffectKind, nowMs: number, [key, value]: readonly [string, string]) =>
			alongside.all(kind, nowMs, `$.${key}`, value),
		/** One effect says from now on what some others said too, which are done. */
		fold(id: number, payload: Json, others: readonly Pick<WaitingEffect, 'id'>[]): void {
			say.run(JSON.stringify(payload), id);
			for (const other of others) done.run(other.id);
		},
		/** Nothing of these kinds is to be done any more. */
		dropAll: (kinds: readonly EffectKind[]) => dropAll.run(JSON.stringify(kinds)),
		/** Takes away what an effect said, as when it was a secret. */
		forget: (id: number) => say.run('{}', id)
	};
}

/** How they stand, for people who look. */
function standing(database: Database) {
	const batch = database.prepare<[string, string, string], BatchedEffect>(
		`SELECT id, state, error, payload FROM effects
		WHERE kind = ? AND change_id >= ? || '.' AND change_id < ? || '/'`
	);
	const count = database.prepare<[string], { n: number }>(
		'SELECT count(*) AS n FROM effects WHERE state = ?'
	);
	const countOf = database.prepare<[string, string], { n: number }>(
		`SELECT count(*) AS n FROM effects
		WHERE iif(state = 'leased', 'waiting', state) = ? AND kind IN (SELECT value FROM json_each(?))`
	);
	const dead = database.prepare<[string, number], DeadEffect>(
		`SELECT id, kind, payload, next_ms AS atMs, error FROM effects
		WHERE state = 'dead' AND kind IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT ?`
	);
	return {
		/** Those whose change ids are this one, a dot and something more. */
		batch: (kind: EffectKind, changeId: string): BatchedEffect[] =>
			batch.all(kind, changeId, changeId),
		count: (state: string): number => count.get(state)?.n ?? 0,
		/** How many of these kinds wait or are under way, or were given up. */
		countOf: (kinds: readonly EffectKind[], state: 'waiting' | 'dead' = 'waiting'): number =>
			countOf.get(state, JSON.stringify(kinds))?.n ?? 0,
		/** The newest of these kinds that were given up. */
		dead: <Kind extends EffectKind>(kinds: readonly Kind[], limit: number) =>
			dead.all(JSON.stringify(kinds), limit).filter(isOneOf<DeadEffect, Kind>(kinds))
	};
}

const isOneOf =
	<Row extends { readonly kind: EffectKind }, Kind extends EffectKind>(kinds: readonly Kind[]) =>
	(row: Row): row is Row & { readonly kind: Kind } =>
		kinds.some((kind) => kind === row.kind);

/** The SQL of effects: a table with leases. */
export function createEffectStore(database: Database) {
	return {
		...running(database),
		...holding(database),
		...saying(database),
		...standing(database)
	};
}

export type EffectStore = ReturnType<typeof createEffectStore>;
