import type { Json } from '#lib/domain/json.ts';
import type { LogRow } from '../persistence/org/org-store.ts';
import type { Logged } from './record.ts';

/** The JSON in a row of the log, as `toLogRow` wrote it. */
export function parseLogRow(row: LogRow): Pick<Logged, 'detail' | 'assigned'> & {
	readonly saw: readonly string[];
	readonly body: Json;
} {
	return {
		saw: JSON.parse(row.saw) as string[],
		body: JSON.parse(row.body) as Json,
		detail: row.detail === null ? null : (JSON.parse(row.detail) as Json),
		assigned: row.assigned === null ? {} : (JSON.parse(row.assigned) as Logged['assigned'])
	};
}
