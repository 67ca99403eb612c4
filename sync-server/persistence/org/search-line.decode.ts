import { serviceRecord, type ServiceHistory, type ServiceRecord } from '#lib/domain/sla/history.ts';
import type { Searched } from '#lib/domain/query/match.ts';

/** The line of a ticket as a search keeps it; its last change and its clocks stand with its thread. */
export interface SearchLine extends Omit<Searched, 'updatedMs' | 'service'> {
	readonly number: number | null;
	/** Everybody who reaches the ticket besides its team. */
	readonly people: readonly string[];
}

/** Reads what the clocks of a ticket depend on, as its thread keeps it. */
export const toServiceRecord = (service: string | null): ServiceRecord | null =>
	service === null ? null : serviceRecord(JSON.parse(service) as ServiceHistory);

/** Reads numbers that the database has put into one text. */
export const toNumbers = (text: string): number[] => JSON.parse(text) as number[];

/** Reads a line that this code wrote. */
export const toSearchLine = (line: string): SearchLine => JSON.parse(line) as SearchLine;
