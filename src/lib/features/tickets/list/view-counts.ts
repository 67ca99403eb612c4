import type { RowView } from '#lib/session/desk/views.ts';
import type { Work } from './slices.ts';

const rowsPerYield = 64;
/** A row remembers the views that count it by the bits of one number. */
export const MOST_COUNTED = 31;

/**
 * How many rows each of several views would show, kept up by the ids that changed: a changed row is
 * asked once by each view, and no other row is. For each row it is remembered which views count it.
 */
export class ViewCounts {
	readonly #matchers: readonly ((row: RowView) => boolean)[];
	readonly #rows: () => ReadonlyMap<string, RowView>;
	/** One bit a view. */
	readonly #counted = new Map<string, number>();
	#counts: number[];

	constructor(
		matchers: readonly ((row: RowView) => boolean)[],
		rows: () => ReadonlyMap<string, RowView>
	) {
		this.#matchers = matchers;
		this.#rows = rows;
		this.#counts = matchers.map(() => 0);
	}

	get counts(): readonly number[] {
		return this.#counts;
	}

	/** Counts all rows there are; what changes meanwhile is counted as it is then. */
	*load(): Work<void> {
		let index = 0;
		for (const id of [...this.#rows().keys()]) {
			this.#count(id, this.#rows().get(id));
			index += 1;
			if (index % rowsPerYield === 0) yield;
		}
	}

	/** Takes rows that changed, or went where there is none. */
	apply(changed: ReadonlyMap<string, RowView | undefined>): void {
		for (const [id, row] of changed) this.#count(id, row);
	}

	#count(id: string, row: RowView | undefined): void {
		const before = this.#counted.get(id) ?? 0;
		let after = 0;
		for (const [index, matches] of this.#matchers.entries())
			if (row !== undefined && matches(row)) after |= 1 << index;
		if (row === undefined) this.#counted.delete(id);
		else this.#counted.set(id, after);
		if (before === after) return;
		this.#counts = this.#counts.map(
			(count, index) => count + ((after >> index) & 1) - ((before >> index) & 1)
		);
	}
}
