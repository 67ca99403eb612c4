import { compareCells, STATE_KEY, type Cell } from './crdt/cells.ts';
import { isAutomation, type Author } from './changes/change.ts';
import { TICKET_FIELDS } from './changes/bodies.ts';
import { lift } from './changes/lift.ts';
import type { TypedChange } from './changes/typed.ts';
import { jsonEqual, type Json } from './json.ts';
import type { Stamp } from './stamp.ts';

/** One write of a register, with who made it. */
export interface Write {
	readonly value: Json;
	readonly at: Stamp;
	readonly by: Author;
}

/** A register that several people changed without having seen each other. */
export interface Conflict {
	readonly key: string;
	/** What shows. */
	readonly kept: Write;
	/** What somebody else wanted. */
	readonly others: readonly Write[];
}

const CONFLICT_KEYS: ReadonlySet<string> = new Set([...TICKET_FIELDS, 'team', STATE_KEY]);

/** How many stamps a change says it saw, at most; the newest matter most. */
const FRONTIER_LIMIT = 32;

/**
 * The causal frontier of changes: the stamps of those that no other of them has seen. What a new
 * change on the same target states as `saw`.
 */
export function frontier(changes: Iterable<{ at: Stamp; saw: readonly Stamp[] }>): Stamp[] {
	const heads = new Set<Stamp>();
	const seen = new Set<Stamp>();
	for (const change of changes) {
		heads.add(change.at);
		for (const stamp of change.saw) seen.add(stamp);
	}
	return [...heads]
		.filter((stamp) => !seen.has(stamp))
		.sort()
		.slice(-FRONTIER_LIMIT);
}

/**
 * The conflicts in a target's changes, derived alike on every device whatever the order of arrival.
 * Equal values, automations and writes of one person never make one; it ends with a write whose
 * author had seen the others.
 */
export function conflicts(changes: readonly TypedChange[]): Conflict[] {
	const sawOf = new Map(changes.map((change) => [change.at, change.saw]));
	const found: Conflict[] = [];
	for (const [key, writes] of writesByKey(changes)) {
		if (!CONFLICT_KEYS.has(key) || new Set(writes.map((write) => write.by)).size < 2) continue;
		const conflict = conflictOf(key, maximalWrites(writes, sawOf));
		if (conflict !== undefined) found.push(conflict);
	}
	return found;
}

/** All writes of each register, oldest first. */
export function writesByKey(changes: readonly TypedChange[]): Map<string, Write[]> {
	const byKey = new Map<string, Write[]>();
	const sorted = [...changes].sort((a, b) => (a.at < b.at ? -1 : 1));
	for (const change of sorted) {
		for (const [key, [value, at]] of Object.entries(lift(change))) {
			const writes = byKey.get(key) ?? [];
			writes.push({ value, at, by: change.by });
			byKey.set(key, writes);
		}
	}
	return byKey;
}

/** The writes that no other write of the register had seen, directly or through others. */
function maximalWrites(writes: readonly Write[], sawOf: ReadonlyMap<Stamp, readonly Stamp[]>) {
	const own = new Set(writes.map((write) => write.at));
	const superseded = new Set<Stamp>();
	for (const write of writes) {
		const queue = [...(sawOf.get(write.at) ?? [])];
		const visited = new Set<Stamp>();
		for (let stamp = queue.pop(); stamp !== undefined; stamp = queue.pop()) {
			if (visited.has(stamp)) continue;
			visited.add(stamp);
			if (own.has(stamp)) superseded.add(stamp);
			// What a superseded write saw is superseded by its own walk.
			else queue.push(...(sawOf.get(stamp) ?? []));
		}
	}
	return writes.filter((write) => !superseded.has(write.at));
}

function conflictOf(key: string, heads: readonly Write[]): Conflict | undefined {
	const asCell = (write: Write): Cell => [write.value, write.at];
	const byRank = [...heads].sort((a, b) => compareCells(key, asCell(a), asCell(b)));
	const kept = byRank.pop();
	if (kept === undefined || isAutomation(kept.by)) return undefined;
	const others = byRank.filter(
		(write) =>
			write.by !== kept.by && !isAutomation(write.by) && !jsonEqual(write.value, kept.value)
	);
	return others.length > 0 ? { key, kept, others } : undefined;
}
