import type { PersonId } from '../ids.ts';

/** Whether new tickets of a team are given to its members by themselves. */
export const ASSIGNMENTS = ['off', 'suggest', 'assign'] as const;
export type Assignment = (typeof ASSIGNMENTS)[number];

/** A member of a team, as giving out tickets sees them. */
export interface Candidate {
	readonly person: PersonId;
	readonly skills: readonly string[];
	/** Is here, takes part, and has not given this ticket back. */
	readonly isFree: boolean;
	/** Tickets they have that are not done. */
	readonly open: number;
	/** When they were last given a ticket; null when nobody knows of any. */
	readonly lastMs: number | null;
}

/** Why somebody was chosen. */
export interface Why {
	/** Which of their skills the ticket asks for. */
	readonly skills: readonly string[];
	readonly open: number;
	/** For how many minutes they had been given nothing. */
	readonly freeMinutes: number | null;
}

/** Somebody who could have the ticket, how well they suit it, and why. */
export interface Choice {
	readonly person: PersonId;
	readonly score: number;
	readonly why: Why;
}

/** What a skill that the ticket asks for is worth, what each open ticket and a fresh one cost. */
export const WEIGHTS = { skill: 100, open: 15, fresh: 25, freshMs: 120_000 } as const;
const MINUTE_MS = 60_000;

/**
 * Who should have a ticket, the best first; whoever is not free is left out. Skills weigh more than
 * work in hand, and whoever was given something a moment ago comes later. Of equals, it is whoever
 * has waited longest.
 */
export function rank(
	needs: ReadonlySet<string>,
	candidates: readonly Candidate[],
	nowMs: number
): Choice[] {
	return candidates
		.filter(({ isFree }) => isFree)
		.map((candidate) => ({ candidate, choice: choiceOf(needs, candidate, nowMs) }))
		.sort(
			(a, b) =>
				b.choice.score - a.choice.score ||
				(a.candidate.lastMs ?? 0) - (b.candidate.lastMs ?? 0) ||
				(a.choice.person < b.choice.person ? -1 : 1)
		)
		.map(({ choice }) => choice);
}

function choiceOf(needs: ReadonlySet<string>, candidate: Candidate, nowMs: number): Choice {
	const { person, open, lastMs } = candidate;
	const skills = candidate.skills.filter((skill) => needs.has(skill));
	const freeMs = lastMs === null ? null : Math.max(0, nowMs - lastMs);
	const isFresh = freeMs !== null && freeMs < WEIGHTS.freshMs;
	return {
		person,
		score: WEIGHTS.skill * skills.length - WEIGHTS.open * open - (isFresh ? WEIGHTS.fresh : 0),
		why: { skills, open, freeMinutes: freeMs === null ? null : Math.floor(freeMs / MINUTE_MS) }
	};
}
