import { compareCells, type Cell, type Cells } from '../crdt/cells.ts';
import { lift, messageIdIn, messageKeys } from '../changes/lift.ts';
import type { TypedChange } from '../changes/typed.ts';
import type { Stamp } from '../stamp.ts';

/** A target as a device knows it: what it is now, and the changes that it has a record of. */
export interface Known {
	readonly cells: Cells;
	readonly changes: readonly TypedChange[];
}

/** A target as it was. */
export interface StateThen {
	readonly cells: Cells;
	/** Keys that had a value which nothing here says any more: its record lies further back. */
	readonly unknown: ReadonlySet<string>;
}

/**
 * A target as it was once every change up to a stamp had been made, *as it is understood now*: what
 * somebody did offline counts from when they did it, not from when others heard of it. The present
 * cells are part of the question: one that was written last before that moment was the same then,
 * however far the record reaches back.
 */
export function stateAt({ cells, changes }: Known, until: Stamp): StateThen {
	const written = writtenUntil(changes, until);
	const hasBeginning = changes.some(({ type }) => type.endsWith('.create'));
	const then: Record<string, Cell> = {};
	const unknown = new Set<string>();
	for (const [key, cell] of Object.entries(cells)) {
		const known = cell[1] <= until ? cell : written.get(key);
		if (known !== undefined) then[key] = known;
		else if (mayHaveBeen(key, cells, until, hasBeginning)) unknown.add(key);
	}
	return { cells: then, unknown };
}

/** The cells that changes up to a stamp wrote, as far as the record of them says what. */
function writtenUntil(changes: readonly TypedChange[], until: Stamp): Map<string, Cell> {
	const written = new Map<string, Cell>();
	for (const change of changes) {
		if (change.at > until) continue;
		for (const [key, cell] of Object.entries(lift(change))) {
			// The record of a change is kept without the words of messages.
			if (key.endsWith('/text') && cell[0] === '') continue;
			const present = written.get(key);
			if (present === undefined || compareCells(key, present, cell) < 0) written.set(key, cell);
		}
	}
	return written;
}

/** Whether a cell that was written later may have had an earlier value that nobody here knows. */
function mayHaveBeen(key: string, cells: Cells, until: Stamp, hasBeginning: boolean): boolean {
	const message = messageIdIn(key);
	if (message === undefined) return !hasBeginning && wasThere(cells, 'created', until);
	const keys = messageKeys(message);
	if (!wasThere(cells, keys.existence, until)) return false;
	return key === keys.text || (key === keys.retracted && !hasBeginning);
}

function wasThere(cells: Cells, key: string, until: Stamp): boolean {
	const cell = cells[key];
	return cell !== undefined && cell[1] <= until;
}
