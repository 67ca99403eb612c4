import type { VotesAnswer } from '#lib/protocol/help.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';

const keyOf = (article: string): string => `votes.${article}`;

/** Counts what somebody outside said of an article; who it was is not kept. */
export function countVote({ store }: OrgUnit, article: string, helpful: boolean): void {
	const { yes, no } = votesOf(store.meta(keyOf(article)));
	const counted = helpful ? { yes: yes + 1, no } : { yes, no: no + 1 };
	store.setMeta(keyOf(article), `${counted.yes} ${counted.no}`);
}

/** What was said of each article, of those of which something was. */
export function readVotes({ store, world }: OrgUnit): VotesAnswer['votes'] {
	const votes: Record<string, { yes: number; no: number }> = {};
	for (const article of world.directory.articles.keys()) {
		const stored = store.meta(keyOf(article));
		if (stored !== undefined) votes[article] = votesOf(stored);
	}
	return votes;
}

function votesOf(stored: string | undefined): { readonly yes: number; readonly no: number } {
	const [yes = 0, no = 0] = (stored ?? '').split(' ').map(Number);
	return { yes, no };
}
