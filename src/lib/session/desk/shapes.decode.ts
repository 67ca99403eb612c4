import type { ChangeType } from '#lib/domain/changes/change.ts';
import type { Change } from '#lib/domain/changes/change.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import type { Cell, Cells } from '#lib/domain/crdt/cells.ts';
import { isEntityRef, isPersonId, type ChangeId, type EntityRef } from '#lib/domain/ids.ts';
import type { Json } from '#lib/domain/json.ts';
import { isStamp, type Stamp } from '#lib/domain/stamp.ts';
import { rootMap } from '#lib/documents/records.ts';
import { typeRecorded, type RecordedChange } from '#lib/documents/thread-doc.ts';
import type { TicketRow } from '#lib/documents/ticket-row.ts';
import type { Replica } from '#lib/sync/replica.ts';
import type { PlannedChange, Presence } from './views.ts';

// Values that this app's own server or this device wrote, given their types again.

/** A row of a document, if there is one. */
export function rowIn({ doc }: Replica, root: string, id: string): TicketRow | undefined {
	return doc && (rootMap(doc, root).get(id) as TicketRow | undefined);
}

export interface Seen {
	readonly at: Stamp;
	readonly saw: readonly Stamp[];
}

/** The recorded changes of a thread, as far as a causal frontier needs them. */
export function recordedSeen({ doc }: Replica): Seen[] {
	return doc === undefined ? [] : ([...rootMap(doc, 'changes').values()] as unknown as Seen[]);
}

/** Heads of a row, standing in for the changes they are of. */
export function headsSeen(stamps: readonly string[] = []): Seen[] {
	return stamps.filter(isStamp).map((at) => ({ at, saw: [] }));
}

export const toChangeId = (id: string): ChangeId => id as ChangeId;

/** One planned change from its parts, which the caller's types tie together. */
export function planned(
	type: ChangeType,
	target: EntityRef,
	body: unknown,
	options: PlannedChange['options']
): PlannedChange {
	return { type, target, body, ...(options && { options }) } as PlannedChange;
}

/** Bodies come from components: what a proxy or an absent key would add does not belong in them. */
export function plainJson(body: unknown): Json {
	return JSON.parse(JSON.stringify(body)) as Json;
}

/** The change as its device wrote it, without the author. */
export function withoutAuthor({ by: _by, ...change }: TypedChange): Change {
	return change as Change;
}

/** A list of targets as this device kept it. */
export function targetsOf(value: Json | undefined): EntityRef[] {
	return Array.isArray(value) ? value.filter(isEntityRef) : [];
}

/** The cells of a page of older messages. */
export function pageCells(page: unknown): Cells {
	if (typeof page !== 'object' || page === null || !('cells' in page)) return {};
	const entries = Object.entries(page.cells ?? {}).filter(
		(entry): entry is [string, Cell] =>
			Array.isArray(entry[1]) && entry[1].length === 2 && isStamp(entry[1][1])
	);
	return Object.fromEntries(entries);
}

/** The changes of a page of older messages. */
export function pageChanges(page: unknown): TypedChange[] {
	if (typeof page !== 'object' || page === null || !('changes' in page)) return [];
	if (!Array.isArray(page.changes)) return [];
	return page.changes.flatMap((recorded) => typeRecorded(recorded as RecordedChange) ?? []);
}

/** What another device says of who looks on. */
export function readPresence(state: unknown): Presence | undefined {
	if (typeof state !== 'object' || state === null || !('user' in state)) return undefined;
	if (!isPersonId(state.user)) return undefined;
	return {
		person: state.user,
		viewing: 'viewing' in state && state.viewing === true,
		typing: 'typing' in state && state.typing === true,
		answering: 'answering' in state && state.answering === true,
		writing: 'writing' in state && state.writing === true,
		joins: 'joins' in state && isPersonId(state.joins) ? state.joins : null
	};
}
