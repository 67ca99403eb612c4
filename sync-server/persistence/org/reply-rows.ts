import type { Stamp } from '#lib/domain/stamp.ts';
import type { Database } from '../sqlite.ts';

/** What the log says of customers' replies. */
export function replyRows(database: Database) {
	const replySince = database.prepare<[string, string, string], { seq: number }>(
		`SELECT seq FROM changes WHERE target = ? AND refusal IS NULL AND type = 'message.add'
			AND (at > ? OR seq > (SELECT seq FROM changes WHERE at = ?))
			AND (body ->> '$.side' = 'customer' OR body -> '$.mail' IS NOT NULL) LIMIT 1`
	);
	return {
		/**
		 * Whether the customer has said something in a ticket since the change with this stamp: later
		 * than it was made, or earlier and not here yet when it came.
		 */
		hasReplySince: (target: string, at: Stamp): boolean =>
			replySince.get(target, at, at) !== undefined
	};
}
