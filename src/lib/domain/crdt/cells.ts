import { canonicalJson, type Json } from '../json.ts';
import type { Stamp } from '../stamp.ts';

/**
 * The state of every entity: cells by key, each a register `[value, stamp of the write]`.
 *
 * - a *register* (`priority`) holds the value of the newest write;
 * - an *element* of a set (`tags/vip`) is a register of presence, so removal is a value;
 * - a *message* is `m/<id>` (who and what kind; written once), `m/<id>/text`, `m/<id>/retracted`;
 * - `state` is the one register that is ordered by (round, final, stamp) instead of the stamp alone.
 *
 * `joinCells` takes the greater cell of each key, under a total order, so it is commutative,
 * associative and idempotent (Shapiro et al., "Conflict-free Replicated Data Types", 2011).
 */
export type Cell = readonly [value: Json, at: Stamp];
/** All registers of something, by key. */
export type Cells = Readonly<Record<string, Cell>>;

/** The key whose order is (round, final, stamp). */
export const STATE_KEY = 'state';

/** The value of the `state` register. `final` says that the status ends the ticket. */
export interface StateValue {
	readonly round: number;
	readonly final: boolean;
	readonly status: string;
	/** *open*, *paused* or *done*; absent in states written before statuses could be defined. */
	readonly class?: string;
	readonly resolution?: string;
	readonly reason?: string;
}

function stateRank(value: Json): readonly [round: number, final: number] {
	if (typeof value !== 'object' || value === null || !('round' in value)) return [-1, 0];
	return [Number(value.round), 'final' in value && value.final === true ? 1 : 0];
}

/**
 * Compares two cells of one key: negative when `b` wins. Equal stamps with different values cannot
 * come from honest devices; the text of the value decides then, so that the order stays total.
 */
export function compareCells(key: string, a: Cell, b: Cell): number {
	if (key === STATE_KEY) {
		const [roundA, finalA] = stateRank(a[0]);
		const [roundB, finalB] = stateRank(b[0]);
		if (roundA !== roundB) return roundA - roundB;
		if (finalA !== finalB) return finalA - finalB;
	}
	if (a[1] !== b[1]) return a[1] < b[1] ? -1 : 1;
	const [textA, textB] = [canonicalJson(a[0]), canonicalJson(b[0])];
	return textA === textB ? 0 : textA < textB ? -1 : 1;
}

/** The least state that holds everything both states hold. */
export function joinCells(a: Cells, b: Cells): Cells {
	const joined: Record<string, Cell> = { ...a };
	for (const [key, cell] of Object.entries(b)) {
		const present = ownCell(joined, key);
		if (present === undefined || compareCells(key, present, cell) < 0) joined[key] = cell;
	}
	return joined;
}

/** The cells of `b` that `a` lacks or that win over those of `a`: what a join would change. */
export function newerCells(a: Cells, b: Cells): Cells {
	const newer: Record<string, Cell> = {};
	for (const [key, cell] of Object.entries(b)) {
		const present = ownCell(a, key);
		if (present === undefined || compareCells(key, present, cell) < 0) newer[key] = cell;
	}
	return newer;
}

/** The cell at `key`, never one that is inherited. */
export function ownCell(cells: Cells, key: string): Cell | undefined {
	return Object.hasOwn(cells, key) ? cells[key] : undefined;
}

/** The value at `key`, or undefined. */
export function cellValue(cells: Cells, key: string): Json | undefined {
	return ownCell(cells, key)?.[0];
}

/** The elements present in the set stored under `set/…`, in the order of their text. */
export function presentElements(cells: Cells, set: string): string[] {
	const prefix = `${set}/`;
	return Object.entries(cells)
		.filter(([key, cell]) => key.startsWith(prefix) && cell[0] === true)
		.map(([key]) => key.slice(prefix.length))
		.sort();
}
