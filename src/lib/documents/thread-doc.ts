import type * as Y from 'yjs';
import type { Author } from '#lib/domain/changes/change.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { typeChange } from '#lib/domain/changes/typed.ts';
import { decodeChange } from '#lib/domain/changes/change.ts';
import type { Cell, Cells } from '#lib/domain/crdt/cells.ts';
import type { ServiceRecord } from '#lib/domain/sla/history.ts';
import { LINK_KINDS, type LinkKind } from '#lib/domain/ticket/links.ts';
import type { Json } from '#lib/domain/json.ts';
import type { RefusalReason } from '#lib/domain/judge/verdict.ts';
import { rootMap } from './records.ts';

/**
 * `ticket.<id>` and `channel.<id>`: the merged cells of the entity, its recent changes (without the
 * words of messages, which are cells), and what was refused of it. Roots: `cells`, `changes`,
 * `refused`, `meta` (`rev`, `schema`, `seq`: the number of the last message, `sealed`: how many
 * older messages lie in pages on the server, `service`: what a ticket's clocks depend on).
 */
export const THREAD_ROOTS = {
	cells: 'cells',
	changes: 'changes',
	refused: 'refused',
	backlinks: 'backlinks'
} as const;

/** How many messages and how many changes such a document holds; older ones are fetched by page. */
export const THREAD_LIMITS = { messages: 500, changes: 300 } as const;

/** A change as it stands in `changes` and `refused`. */
export interface RecordedChange {
	readonly id: string;
	readonly v: number;
	readonly type: string;
	readonly target: string;
	readonly saw: readonly string[];
	readonly at: string;
	readonly body: Json;
	readonly by: Author;
}

/** A change of this target that was refused: *not applied* for everybody, until it is applied. */
export interface RefusedChange {
	readonly change: RecordedChange;
	readonly reason: RefusalReason;
	readonly detail: Json;
	readonly atMs: number;
}

/** All cells of the document. */
export function readCells(doc: Y.Doc): Cells {
	const cells: Record<string, Cell> = {};
	for (const [key, value] of rootMap(doc, THREAD_ROOTS.cells).entries())
		cells[key] = value as unknown as Cell;
	return cells;
}

/** One cell of the document. */
export function readCell(doc: Y.Doc, key: string): Cell | undefined {
	return rootMap(doc, THREAD_ROOTS.cells).get(key) as unknown as Cell | undefined;
}

/** The recorded changes in the order of their stamps; those of an unknown version are left out. */
export function readChanges(doc: Y.Doc): TypedChange[] {
	const changes: TypedChange[] = [];
	for (const value of rootMap(doc, THREAD_ROOTS.changes).values()) {
		const change = typeRecorded(value as unknown as RecordedChange);
		if (change !== undefined) changes.push(change);
	}
	return changes.sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** Types a recorded change again; undefined when this code does not know its version. */
export function typeRecorded(recorded: RecordedChange): TypedChange | undefined {
	const { by, ...rest } = recorded;
	const change = decodeChange(rest);
	const typed = change.ok ? typeChange(change.value, by) : undefined;
	return typed?.ok ? typed.value : undefined;
}

/** What was refused on this target, oldest first. */
export function readRefused(doc: Y.Doc): RefusedChange[] {
	const refused = [...rootMap(doc, THREAD_ROOTS.refused).values()];
	return (refused as unknown as RefusedChange[]).sort((a, b) => a.atMs - b.atMs);
}

/** The number of the newest message, and how many older ones lie in pages on the server. */
export function readSeq(doc: Y.Doc): { head: number; sealed: number } {
	const meta = rootMap(doc, 'meta');
	return { head: Number(meta.get('seq') ?? 0), sealed: Number(meta.get('sealed') ?? 0) };
}

/** What the clocks of a ticket depend on, as far as the server knows; null in other documents. */
export function readService(doc: Y.Doc): ServiceRecord | null {
	return (rootMap(doc, 'meta').get('service') ?? null) as unknown as ServiceRecord | null;
}

/** What another ticket says of this one: the kind of link, or `merged`, and its id. */
export interface Backlink {
	readonly kind: LinkKind | 'merged';
	readonly ticket: string;
}

/** What other tickets say of this one. */
export function readBacklinks(doc: Y.Doc): Backlink[] {
	return [...rootMap(doc, THREAD_ROOTS.backlinks).keys()].flatMap((key) => {
		const [name, ticket] = key.split(':', 2);
		const kind = [...LINK_KINDS, 'merged' as const].find((known) => known === name);
		return kind !== undefined && ticket !== undefined ? [{ kind, ticket }] : [];
	});
}
