import { viewLayout } from '../catalogue/definitions.ts';
import type { Json } from '../json.ts';
import { object } from '../object.decode.ts';
import { text, type DecodedBy } from '../schema.ts';
import { QUERY_LIMITS } from './query.ts';

/** What the preferences that hold views of one's own begin with; a code follows. */
export const OWN_VIEW_PREFIX = 'view.';

const ownView = object({
	name: text(1, 60),
	/** Which tickets it shows: a query, with codes and ids in it. */
	query: text(0, QUERY_LIMITS.length),
	layout: viewLayout
});

/** A view that one person keeps for themselves. */
export type OwnView = DecodedBy<typeof ownView>;

/** Reads a preference as a view; undefined when it is none (any more). */
export function readOwnView(value: Json | undefined): OwnView | undefined {
	const decoded = ownView(value);
	return decoded.ok ? decoded.value : undefined;
}
