import { ownCell, type Cell, type Cells } from '../crdt/cells.ts';
import { jsonMember } from '../json.ts';
import { stampMs } from '../stamp.ts';

/** Who may have seen what the other side said: the staff, or whoever asked in the portal. */
export const SEERS = ['staff', 'requester'] as const;
export type Seer = (typeof SEERS)[number];

/** The register that says up to which message one side has seen what the other said. */
export const seenKey = (seer: Seer): string => `seen/${seer}`;

/** The register that names the round about which whoever asked was shown how to rate it. */
export const RATING_ASKED = 'ratingAsked';

/** Up to where, and since when. */
export interface Seen {
	readonly message: string;
	readonly atMs: number;
}

/** What one side has seen; null while it has seen nothing. */
export function readSeen(cells: Cells, seer: Seer): Seen | null {
	const cell = ownCell(cells, seenKey(seer));
	const message = jsonMember(cell?.[0], 'message');
	return cell === undefined || typeof message !== 'string'
		? null
		: { message, atMs: stampMs(cell[1]) };
}

/** The cells that it writes. */
export function liftSeen(
	{ by, message, rate }: { readonly by: Seer; readonly message: string; readonly rate?: number },
	at: Cell[1]
): Cells {
	return {
		[seenKey(by)]: [{ message }, at],
		...(rate !== undefined && { [RATING_ASKED]: [rate, at] })
	};
}
