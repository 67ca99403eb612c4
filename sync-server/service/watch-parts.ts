import type { OrgUnit } from '../pipeline/org-unit.ts';

/** What whoever follows an organisation's commits works with. */
export interface WatchParts {
	readonly unit: OrgUnit;
	readonly now: () => number;
	/** Runs a function soon, after what is already queued. */
	readonly defer: (run: () => void) => void;
	readonly report: (error: unknown, where: string) => void;
	/** Something waits for its time: ask `run` when. */
	readonly onPlanned: () => void;
}
