import { expect, it } from 'vitest';
import type { TeamId } from '#lib/domain/ids.ts';
import { boardTeams } from './board-teams.ts';

const some = (count: number) =>
	Array.from({ length: count }, (_, at) => `${at}`.padStart(26, 'a') as TeamId);

it('shows whoever is in a team their own, and who is in none all, unless these are too many', () => {
	const [mine, all, many] = [some(1), some(30), some(31)];
	expect(boardTeams({ myTeams: mine, allTeams: all })).toBe(mine);
	expect(boardTeams({ myTeams: [], allTeams: all })).toBe(all);
	expect(boardTeams({ myTeams: [], allTeams: many })).toEqual([]);
});
