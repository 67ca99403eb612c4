import type { TicketRow } from '#lib/documents/ticket-row.ts';
import type { VisitState } from '#lib/domain/visits/visit-fields.ts';

const OVER: ReadonlySet<VisitState> = new Set(['done', 'could-not']);

/** In which order tickets are fetched: those that somebody goes to first, for there is no network there. */
export function visitsFirst<Of extends { readonly row: Pick<TicketRow, 'visits'> }>(
	found: readonly Of[]
): Of[] {
	const isAhead = ({ row }: Of) => row.visits?.some(({ state }) => !OVER.has(state)) === true;
	return found.toSorted((a, b) => Number(isAhead(b)) - Number(isAhead(a)));
}
