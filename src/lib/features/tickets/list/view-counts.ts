import type { RowView } from '#lib/session/desk/views.ts';
import type { Work } from '#lib/ui/slices.ts';

/** Questions of views to rows between two places where a frame may be drawn. */
const ASKED_PER_YIELD = 1_000;
/** A row remembers by the bits of its numbers which views count it, so many by each. */
const VIEWS_A_NUMBER = 31;
const NONE: readonly number[] = [];

/**
 * How many rows each of several views would show, kept up by the ids that changed: a changed row is
 * asked once by each view, and no other row is. For each row it is remembered which views count it.
 */
export class ViewCounts {
	readonly #matchers: readonly ((row: RowView) => boolean)[];
	readonly #rows: () => ReadonlyMap<string, RowView>;
	/** One bit a view. */
	readonly #counted = new Map<string, readonly number[]>();
	readonly #counts: number[];

	constructor(
		matchers: readonly ((row: RowView) => boolean)[],
		rows: () => ReadonlyMap<string, RowView>
	) {
		this.#matchers = matchers;
		this.#rows = rows;
		this.#counts = matchers.map(() => 0);
	}

	get counts(): readonly number[] {
		return [...this.#counts];
	}

	/** Counts all rows there are; what changes meanwhile is counted as it is then. */
	*load(): Work<void> {
		const rowsPerYield = Math.ceil(ASKED_PER_YIELD / (this.#matchers.length + 1));
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
		const before = this.#counted.get(id) ?? NONE;
		const after = row === undefined ? NONE : this.#countedBy(row);
		if (row === undefined) this.#counted.delete(id);
		else this.#counted.set(id, after);
		for (const [index, count] of this.#counts.entries())
			this.#counts[index] = count + isIn(after, index) - isIn(before, index);
	}

	#countedBy(row: RowView): readonly number[] {
		const numbers: number[] = [];
		for (const [index, matches] of this.#matchers.entries()) {
			const place = Math.floor(index / VIEWS_A_NUMBER);
			const bit = matches(row) ? 1 << (index % VIEWS_A_NUMBER) : 0;
			numbers[place] = (numbers[place] ?? 0) | bit;
		}
		return numbers;
	}
}

const isIn = (numbers: readonly number[], index: number): 0 | 1 =>
	((numbers[Math.floor(index / VIEWS_A_NUMBER)] ?? 0) >> (index % VIEWS_A_NUMBER)) & 1 ? 1 : 0;
