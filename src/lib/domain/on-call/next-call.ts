/** What comes within this time goes out together. */
export const GATHER_MS = 60_000;
/** However often it is wished, those on call are left in peace for so long. */
export const LEAST_MINUTES = 5;
/** How often they are told where nothing else is wished. */
export const USUAL_MINUTES = 30;
const LEAST_MS = LEAST_MINUTES * 60_000;

/** A ticket that nobody has and that is worth waking somebody for. */
export interface WaitingTicket {
	readonly ticket: string;
	/** Since when nobody has had it. */
	readonly sinceMs: number;
	/** The first moment from then on at which somebody works; null when nobody ever does. */
	readonly opensMs: number | null;
	/** When those on call were last told of it. */
	readonly calledMs: number | null;
}

/** How often those on call may be told, and when they last were. */
export interface CallRhythm {
	readonly everyMs: number;
	/** When those on call of this team were last told of anything. */
	readonly lastMs: number | null;
	readonly nowMs: number;
}

/** What those on call are told next, and when. */
export interface Call {
	readonly atMs: number;
	readonly tickets: readonly string[];
}

/**
 * When those on call of a team are told next, and of which of its waiting tickets; undefined when there
 * is nothing to wait for. Only of what came outside working hours, and until these begin; a ticket is
 * told of again after `everyMs`, a team is left in peace for five minutes at least.
 */
export function nextCall(
	waiting: readonly WaitingTicket[],
	{ everyMs, lastMs, nowMs }: CallRhythm
): Call | undefined {
	const floorMs = Math.max(nowMs, lastMs === null ? 0 : lastMs + LEAST_MS);
	const dueMs = ({ sinceMs, calledMs }: WaitingTicket): number =>
		Math.max(sinceMs + GATHER_MS, calledMs === null ? 0 : calledMs + Math.max(everyMs, LEAST_MS));
	const isClosed = ({ opensMs }: WaitingTicket, ms: number): boolean =>
		opensMs === null || ms < opensMs;
	const moments = waiting
		.map((one) => ({ one, ms: Math.max(dueMs(one), floorMs) }))
		.filter(({ one, ms }) => isClosed(one, ms));
	if (moments.length === 0) return undefined;
	const atMs = Math.min(...moments.map(({ ms }) => ms));
	const told = moments.filter(({ ms }) => ms === atMs).map(({ one }) => one.ticket);
	return { atMs, tickets: [...new Set(told)].sort() };
}
