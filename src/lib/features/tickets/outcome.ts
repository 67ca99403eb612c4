import type { Verdict } from '#lib/domain/judge/verdict.ts';
import type { ChangeResult, PlannedChange } from '#lib/session/desk/views.ts';
import type { Outcome, Problem } from './edit/edit-run.svelte.ts';

export type Refused = Extract<Verdict, { ok: false }>;

/** What became of changes, several of which may be of one ticket; what was not made yet has no result. */
export function outcomeOf(
	planned: readonly PlannedChange[],
	results: readonly ChangeResult[],
	problemOf: (ticket: string, refused: Refused) => Problem
): Outcome {
	const changed = new Set<string>();
	const problems = new Map<string, Problem>();
	for (const [at, { verdict }] of results.entries()) {
		const ticket = planned[at]?.target ?? '';
		if (verdict.ok) changed.add(ticket);
		else if (!problems.has(ticket)) problems.set(ticket, problemOf(ticket, verdict));
	}
	return {
		done: results.filter(({ verdict }) => verdict.ok),
		tickets: changed.size,
		problems: [...problems.values()]
	};
}
