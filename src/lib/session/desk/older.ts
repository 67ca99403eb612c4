import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { joinCells, type Cells } from '#lib/domain/crdt/cells.ts';
import { Listeners } from '#lib/sync/listeners.ts';
import { pageCells, pageChanges } from './shapes.decode.ts';

/**
 * Pages of older messages and changes that were fetched for an open thread; they last while it is
 * open. From then on it keeps what the document had as well: what leaves the document while others
 * go on would otherwise be missing between the pages and the rest.
 */
export class Older {
	readonly #changed = new Listeners();
	#cells: Cells | undefined;
	#changes: ReadonlyMap<string, TypedChange> = new Map();

	readonly onChange = this.#changed.add;

	get cells(): Cells | undefined {
		return this.#cells;
	}

	/** What the document has, with all that was fetched before it. */
	withCells(stored: Cells): Cells {
		if (this.#cells === undefined) return stored;
		return (this.#cells = joinCells(this.#cells, stored));
	}

	/** The same for what was done, by its id. */
	withChanges(stored: readonly TypedChange[]): ReadonlyMap<string, TypedChange> {
		const all = withAll(this.#changes, stored);
		if (this.#changes.size > 0) this.#changes = all;
		return all;
	}

	/** The thread was taken from this person. */
	clear(): void {
		this.#cells = undefined;
		this.#changes = new Map();
		this.#changed.emit();
	}

	/** Takes in a page as the server gave it, of messages or of the record; false when it held nothing. */
	take(page: unknown): boolean {
		const [cells, changes] = [pageCells(page), pageChanges(page)];
		if (Object.keys(cells).length === 0 && changes.length === 0) return false;
		this.#cells = joinCells(this.#cells ?? {}, cells);
		this.#changes = withAll(this.#changes, changes);
		this.#changed.emit();
		return true;
	}
}

function withAll(
	known: ReadonlyMap<string, TypedChange>,
	changes: readonly TypedChange[]
): ReadonlyMap<string, TypedChange> {
	return new Map([...known, ...changes.map((change) => [change.id, change] as const)]);
}
