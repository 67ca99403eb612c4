import type { RowView } from '#lib/session/desk/views.ts';
import type { Work } from '#lib/ui/slices.ts';

const ROWS_PER_YIELD = 64;

/** How many rows fit, counted a few between two places where a frame may be drawn. */
export function* countRows(rows: Iterable<RowView>, fits: (row: RowView) => boolean): Work<number> {
	let [seen, count] = [0, 0];
	for (const row of rows) {
		if (fits(row)) count += 1;
		seen += 1;
		if (seen % ROWS_PER_YIELD === 0) yield;
	}
	return count;
}
