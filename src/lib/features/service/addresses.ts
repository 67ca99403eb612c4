import { APPROVAL_STATUS } from '#lib/domain/catalogue/built-in.ts';

/** The list of a team's tickets that are late or at risk, what presses most on top. */
export function atRiskHref(team: string): string {
	return `/tickets?${search(team)}&risk=1`;
}

/** All open tickets of a team, in the order in which they run out. */
export function teamHref(team: string): string {
	return `/tickets?${search(team)}`;
}

/** A ticket beside those of its team whose solution waits for approval. */
export function approvalHref(id: string, team: string): string {
	return `/tickets/${id}?${search(team)}&status=${APPROVAL_STATUS}`;
}

/** A ticket beside the list of what presses in its team. */
export function pressingHref(id: string, team: string): string {
	return `/tickets/${id}?${search(team)}&risk=1`;
}

const search = (team: string): string => `team=${team}&sort=service`;
