import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { joinCells, type Cells } from '#lib/domain/crdt/cells.ts';
import { Listeners } from '#lib/sync/listeners.ts';
import { pageCells, pageChanges } from './shapes.decode.ts';

/** Pages of older messages and changes that were fetched for an open thread; they last while it is open. */
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

	/** The thread was taken from this person. */
	clear(): void {
		this.#cells = undefined;
		this.#changes = [];
		this.#changed.emit();
	}

	/** Takes in a page as the server gave it, of messages or of the record; false when it held nothing. */
	take(page: unknown): boolean {
		const [cells, changes] = [pageCells(page), pageChanges(page)];
		if (Object.keys(cells).length === 0 && changes.length === 0) return false;
		this.#cells = joinCells(this.#cells ?? {}, cells);
		this.#changes = [...this.#changes, ...changes];
		this.#changed.emit();
		return true;
	}
}
