import type { Cell, Cells } from '#lib/domain/crdt/cells.ts';
import { messageKeys } from '#lib/domain/changes/lift.ts';
import type { RecordedChange } from '#lib/documents/thread-doc.ts';
import type { OrgStore } from '../persistence/org/org-store.ts';
import { readLogRow } from '../pipeline/record.ts';
import { withoutWords } from './patches.ts';

/** Messages a page has at most. */
export const PAGE_MESSAGES = 200;

/**
 * The cells of up to 200 messages numbered below `before`, newest of them first chosen, and how
 * many older ones there are.
 */
export function readThreadPage(
	store: OrgStore,
	target: string,
	before: number
): { cells: Cells; sealed: number } {
	const from = Math.max(1, before - PAGE_MESSAGES);
	const cells: Record<string, Cell> = {};
	for (const id of store.messagesBetween(target, from, before))
		for (const [key, cell] of store.cellsUnder(target, messageKeys(id).existence))
			cells[key] = cell;
	return { cells, sealed: from - 1 };
}

/** Changes a page of the record has at most. */
export const PAGE_CHANGES = 300;

/** The newest changes of a target from before a stamp, as its document held them, and whether there are none older. */
export function readRecordPage(
	store: OrgStore,
	target: string,
	before: string
): { changes: RecordedChange[]; isWhole: boolean } {
	const rows = store.recentChanges(target, PAGE_CHANGES + 1, before);
	const changes = rows.slice(0, PAGE_CHANGES).map((row) => withoutWords(readLogRow(row).change));
	return { changes, isWhole: rows.length <= PAGE_CHANGES };
}
