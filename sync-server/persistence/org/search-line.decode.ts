import type { Searched } from '#lib/domain/query/match.ts';

/** The line of a ticket as a search keeps it; the time of its last change stands with its thread. */
export interface SearchLine extends Omit<Searched, 'updatedMs'> {
	readonly number: number | null;
	/** Everybody who reaches the ticket besides its team. */
	readonly people: readonly string[];
}

/** Reads a line that this code wrote. */
export const toSearchLine = (line: string): SearchLine => JSON.parse(line) as SearchLine;
