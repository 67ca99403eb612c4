import type { RowView } from '#lib/session/desk/views.ts';
import { sortInSlices, type Work } from '#lib/ui/slices.ts';
import { comparator, makeEntry, matcher, type Entry, type Naming } from './order.ts';
import type { ListQuery } from './query.ts';

/** Beyond so many changed rows at once, sorting anew is cheaper than placing each. */
const batchLimit = 400;
const rowsPerYield = 64;

/**
 * The rows of one list in order, kept up by the ids that changed: one changed row costs two binary
 * searches. What touches all rows (another sort, another filter) is work in slices, which takes
 * effect as a whole when it is done; changes that come meanwhile are placed then.
 */
export class TicketIndex {
	#naming: Naming;
	#nowMs: () => number;
	#query: ListQuery;
	#rows = new Map<string, RowView>();
	/** All rows in the order of the query, and those of them that match its filters. */
	#order: readonly Entry[] = [];
	#shown: readonly Entry[] = [];
	#entries = new Map<string, Entry>();
	/** The query that a work in progress will bring, and the ids that changed during it. */
	#coming: { readonly query: ListQuery; readonly changed: Set<string> } | undefined;

	constructor(query: ListQuery, naming: Naming, nowMs: () => number) {
		this.#query = query;
		this.#naming = naming;
		this.#nowMs = nowMs;
	}

	get shown(): readonly Entry[] {
		return this.#shown;
	}

	/** How many rows there are, whether they match or not. */
	get size(): number {
		return this.#rows.size;
	}

	row(id: string): RowView | undefined {
		return this.#rows.get(id);
	}

	/** Whether a row is in the list, not only among its rows. */
	shows(id: string): boolean {
		const entry = this.#entries.get(id);
		if (entry === undefined) return false;
		return this.#shown[placeOf(this.#shown, entry, this.#compare())] === entry;
	}

	/** Forgets all rows and takes these. */
	*load(rows: Iterable<RowView>, query: ListQuery): Work<void> {
		this.#rows = new Map();
		for (const row of rows) this.#rows.set(row.id, row);
		yield* this.#sort(query);
	}

	/** Sorts anew if the order differs, otherwise only filters. */
	*choose(query: ListQuery, isOrderStale = false): Work<void> {
		const latest = this.#query;
		const isSameOrder =
			!isOrderStale &&
			this.#coming === undefined &&
			query.sort === latest.sort &&
			query.descending === latest.descending &&
			query.group === latest.group;
		if (!isSameOrder) return yield* this.#sort(query);
		const coming = this.#begin(query);
		const shown = yield* this.#filter(this.#order, query);
		// What changed meanwhile has its place in the order already, and other entries in it.
		const { changed } = coming;
		const unchanged = changed.size === 0 ? shown : shown.filter(({ id }) => !changed.has(id));
		this.#settle(coming, this.#order, unchanged);
	}

	/** Takes rows that changed, or went where there is none; true when something shown is different. */
	apply(changed: ReadonlyMap<string, RowView | undefined>): Work<void> | undefined {
		for (const [id, row] of changed) {
			if (row === undefined) this.#rows.delete(id);
			else this.#rows.set(id, row);
			this.#coming?.changed.add(id);
		}
		if (changed.size > batchLimit) return this.#sort(this.#coming?.query ?? this.#query);
		this.#place(changed.keys());
		return undefined;
	}

	*#sort(query: ListQuery): Work<void> {
		const coming = this.#begin(query);
		const entries = new Map<string, Entry>();
		for (const [id, row] of [...this.#rows]) {
			entries.set(id, makeEntry(row, query, this.#naming));
			if (entries.size % rowsPerYield === 0) yield;
		}
		const order = yield* sortInSlices([...entries.values()], comparator(query, this.#naming));
		const shown = yield* this.#filter(order, query);
		this.#settle(coming, order, shown, entries);
	}

	*#filter(order: readonly Entry[], query: ListQuery): Work<Entry[]> {
		const matches = matcher(query, this.#nowMs(), this.#naming);
		const shown: Entry[] = [];
		for (const [index, entry] of order.entries()) {
			if (matches(entry.row)) shown.push(entry);
			if (index % rowsPerYield === 0) yield;
		}
		return shown;
	}

	#begin(query: ListQuery) {
		this.#coming = { query, changed: new Set() };
		return this.#coming;
	}

	#settle(
		coming: { readonly query: ListQuery; readonly changed: ReadonlySet<string> },
		order: readonly Entry[],
		shown: readonly Entry[],
		entries = this.#entries
	): void {
		// Another work has begun meanwhile: that one knows everything this one knows.
		if (this.#coming !== coming) return;
		this.#coming = undefined;
		this.#query = coming.query;
		this.#entries = entries;
		this.#order = order;
		this.#shown = shown;
		this.#place(coming.changed.values());
	}

	#compare(): Compare {
		return comparator(this.#query, this.#naming);
	}

	#place(ids: Iterable<string>): void {
		const order = [...this.#order];
		const shown = [...this.#shown];
		const compare = this.#compare();
		const matches = matcher(this.#query, this.#nowMs(), this.#naming);
		let touched = false;
		for (const id of ids) {
			touched = true;
			const before = this.#entries.get(id);
			if (before !== undefined) {
				remove(order, before, compare);
				remove(shown, before, compare);
				this.#entries.delete(id);
			}
			const row = this.#rows.get(id);
			if (row === undefined) continue;
			const entry = makeEntry(row, this.#query, this.#naming);
			this.#entries.set(id, entry);
			order.splice(placeOf(order, entry, compare), 0, entry);
			if (matches(row)) shown.splice(placeOf(shown, entry, compare), 0, entry);
		}
		if (!touched) return;
		this.#order = order;
		this.#shown = shown;
	}
}

type Compare = (a: Entry, b: Entry) => number;

/** The first place at which an entry is not before `entry`. */
function placeOf(sorted: readonly Entry[], entry: Entry, compare: Compare): number {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		const other = sorted[middle];
		if (other !== undefined && compare(other, entry) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}

function remove(sorted: Entry[], entry: Entry, compare: Compare): void {
	const place = placeOf(sorted, entry, compare);
	if (sorted[place] === entry) return void sorted.splice(place, 1);
	// A person's new name moved their rows in theory, not yet in this array.
	const found = sorted.indexOf(entry);
	if (found !== -1) sorted.splice(found, 1);
}
