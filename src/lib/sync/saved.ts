import type { StorageFacts } from './environment.ts';
import type { StoreProblem } from './store-watch.ts';

/** One word for the status line, and what lies behind it. */
export interface SavedState {
	/** `not-saved`: something is neither on this device's disk nor on the server. */
	readonly word: 'saved' | 'waiting' | 'not-saved';
	readonly waiting: number;
	/** When the oldest waiting change was made, ms since 1970; null when none waits. */
	readonly sinceMs: number | null;
	/** The last thing that could not be written here, until writing works again. */
	readonly error: Omit<StoreProblem, 'database'> | null;
	readonly persisted: boolean | null;
	readonly usedBytes: number | null;
	readonly quotaBytes: number | null;
}

export interface SavedFacts {
	readonly waiting: number;
	readonly sinceMs: number | null;
	/** Something that waits is not on the disk. */
	readonly isUnsafe: boolean;
	/** The server does not take what waits. */
	readonly isStuck: boolean;
	readonly problem: StoreProblem | null;
	readonly storage: StorageFacts;
}

/** What the status line says about the safety of one's work. */
export function savedState(facts: SavedFacts): SavedState {
	const { waiting, sinceMs, problem, storage } = facts;
	const error = problem && { kind: problem.kind, atMs: problem.atMs };
	const word = facts.isUnsafe || facts.isStuck ? 'not-saved' : waiting > 0 ? 'waiting' : 'saved';
	return { word, waiting, sinceMs, error, ...storage };
}
