import { typeRecorded, type RecordedChange } from '#lib/documents/thread-doc.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { joinCells, type Cells } from '#lib/domain/crdt/cells.ts';
import { isStamp } from '#lib/domain/stamp.ts';
import { Listeners } from '#lib/sync/listeners.ts';

/** Pages of older messages that were fetched for an open thread; they last while it is open. */
export class Older {
	readonly #changed = new Listeners();
	#cells: Cells | undefined;
	#changes: readonly TypedChange[] = [];

	readonly onChange = this.#changed.add;

	get cells(): Cells | undefined {
		return this.#cells;
	}

	get changes(): readonly TypedChange[] {
		return this.#changes;
	}

	/** Takes in a page as the server gave it; false when it held nothing. */
	take(page: unknown): boolean {
		const cells = readCellsOf(page);
		if (Object.keys(cells).length === 0) return false;
		this.#cells = joinCells(this.#cells ?? {}, cells);
		this.#changes = [...this.#changes, ...readChangesOf(page)];
		this.#changed.emit();
		return true;
	}
}

function readCellsOf(page: unknown): Cells {
	if (typeof page !== 'object' || page === null || !('cells' in page)) return {};
	const entries = Object.entries(page.cells ?? {}).filter(
		([, cell]) => Array.isArray(cell) && cell.length === 2 && isStamp(cell[1])
	);
	return Object.fromEntries(entries) as Cells;
}

function readChangesOf(page: unknown): TypedChange[] {
	if (typeof page !== 'object' || page === null || !('changes' in page)) return [];
	if (!Array.isArray(page.changes)) return [];
	return page.changes.flatMap((recorded) => typeRecorded(recorded as RecordedChange) ?? []);
}
