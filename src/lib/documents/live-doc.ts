import type * as Y from 'yjs';
import type { PersonId } from '#lib/domain/ids.ts';
import { rootMap } from './records.ts';

/**
 * `live.<team>`: who of the team is here now. Kept in the server's memory only and never on a
 * device's disk: each start of the server begins a new generation. Root `people`: since when each
 * person is connected, ms since 1970.
 */
export const LIVE_PEOPLE = 'people';

/** Since when each person of the team has been here; whoever is missing is not. */
export function readOnline(doc: Y.Doc): Map<PersonId, number> {
	return new Map(rootMap(doc, LIVE_PEOPLE).entries() as Iterable<never>);
}
