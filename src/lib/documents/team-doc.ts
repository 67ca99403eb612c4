import type * as Y from 'yjs';
import { rootMap } from './records.ts';
import type { TicketRow } from './ticket-row.ts';

/** `team.<id>`: one row per open ticket of the team, and those closed in the last 30 days. */
export const TEAM_ROWS = 'rows';

/** All rows by ticket id. */
export function readTeamRows(doc: Y.Doc): Map<string, TicketRow> {
	return new Map(rootMap(doc, TEAM_ROWS).entries() as Iterable<never>);
}
