import type { Database } from '../sqlite.ts';

/** Tickets by what people call them. */
export function numberRows(database: Database) {
	const numbered = database
		.prepare<[string], string>(
			"SELECT target FROM registers WHERE key = 'number' AND value = ? LIMIT 1"
		)
		.pluck();
	return {
		/** The id of the ticket that bears a number. */
		ticketNumbered: (number: number): string | undefined =>
			numbered.get(JSON.stringify(number))?.slice('ticket.'.length)
	};
}
