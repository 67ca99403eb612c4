import type { ActivityKind, Said } from '../domain/ticket/activity.ts';
import type { HistoryLine } from '../domain/ticket/history-lines.ts';
import type { TeamId } from '../domain/ids.ts';

/** Changes that a page of the log has, if it is not said, and at most. */
export const ACTIVITY_PAGE = 100;
/** The most that may be asked for at once. */
export const MOST_ACTIVITY = 500;

/** The ticket that something was done to, as it is now. */
export interface ActivityTicket {
	readonly id: string;
	readonly number: number | null;
	readonly subject: string;
	readonly team: TeamId;
	readonly isRemoved: boolean;
}

/** One thing that somebody did: said something, or changed what a line of the history tells. */
export type ActivityRow = {
	readonly id: string;
	/** The stamp of its change: rows are in the order of these. */
	readonly at: string;
	readonly ms: number;
	readonly by: string;
	/** Whoever is no colleague: who asked, or wrote the mail. */
	readonly name: string | null;
	readonly kind: ActivityKind;
	readonly ticket: ActivityTicket;
} & (
	{ readonly said: Said; readonly line: null } | { readonly said: null; readonly line: HistoryLine }
);

/** The newest page as a device keeps it. */
export interface KeptActivity {
	readonly rows: readonly ActivityRow[];
	readonly asOfMs: number;
}

/** What `GET /api/activity` answers. */
export interface ActivityAnswer {
	/** Newest first. A page may be empty and still have others after it. */
	readonly rows: readonly ActivityRow[];
	/** What to ask with as `before` for the next ones; null when these are all. */
	readonly next: string | null;
}
