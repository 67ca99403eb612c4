import type { Cell } from '#lib/domain/crdt/cells.ts';
import type { Json } from '#lib/domain/json.ts';
import { NO_HISTORY, type ServiceHistory } from '#lib/domain/sla/history.ts';
import type { Stamp } from '#lib/domain/stamp.ts';

/** What a thread's row and numbering need beside its registers. */
export interface ThreadFacts {
	readonly seq: number;
	readonly frontier: readonly Stamp[];
	readonly updatedMs: number;
	readonly last: { readonly by: string; readonly ms: number; readonly kind: string } | null;
	readonly rev: number;
	/** Whether the thread still has a row in the lists. */
	readonly listed: boolean;
	/** What the service level clocks of a ticket depend on. */
	readonly service: ServiceHistory;
}

export interface RegisterRow {
	readonly key: string;
	readonly value: string;
	readonly at: string;
}

export interface ThreadRow {
	readonly seq: number;
	readonly frontier: string;
	readonly updated_ms: number;
	readonly last: string | null;
	readonly rev: number;
	readonly listed: number;
	readonly service: string | null;
}

/** A register as the file has it. */
export const toCell = (row: RegisterRow): [string, Cell] => [
	row.key,
	[JSON.parse(row.value) as Json, row.at as Stamp]
];

export const toThread = (row: ThreadRow): ThreadFacts => ({
	seq: row.seq,
	frontier: JSON.parse(row.frontier) as Stamp[],
	updatedMs: row.updated_ms,
	last: row.last === null ? null : (JSON.parse(row.last) as ThreadFacts['last']),
	rev: row.rev,
	listed: row.listed === 1,
	service: row.service === null ? NO_HISTORY : (JSON.parse(row.service) as ServiceHistory)
});
