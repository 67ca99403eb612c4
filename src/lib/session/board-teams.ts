import type { Desk } from '#lib/session/desk.ts';

/** More are not seen at a glance, nor held by a device that has them for no other reason. */
const MOST_TEAMS = 30;

/** The teams on the boards of services and visits: mine, or for an administrator who is in none, all they answer for. */
export function boardTeams({ myTeams, allTeams }: Pick<Desk, 'myTeams' | 'allTeams'>) {
	return myTeams.length > 0 || allTeams.length > MOST_TEAMS ? myTeams : allTeams;
}
