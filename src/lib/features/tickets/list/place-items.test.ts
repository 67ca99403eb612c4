import { expect, it } from 'vitest';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { testId } from '#lib/domain/testing.ts';
import type { Desk } from '#lib/session/desk.ts';
import { placeItems } from './place-items.ts';
import { MOST_TEAMS } from './unit-count.ts';

const unit = {
	...{ names: { en: 'Port' }, order: 1, archived: false },
	...{ region: null, calendar: null, networks: [] }
};
const catalogue = new Catalogue([[entryKey('unit', 'port'), unit]]);
const ids = Array.from({ length: MOST_TEAMS + 2 }, (_, index) => testId(3, index) as TeamId);

/** What a menu shows to whoever reaches so many teams and belongs to the first. */
function shown(count: number, open?: TeamId): string[] {
	const allTeams = ids.slice(0, count);
	const teams = new Map(allTeams.map((id, at) => [id, { unit: at % 2 === 0 ? 'port' : null }]));
	const desk = { allTeams, myTeams: allTeams.slice(0, 1), teams, catalogue } as unknown as Desk;
	const run = () => undefined;
	const teamItem = (id: TeamId) => ({ id, label: '', run });
	const parts = { counts: new Map(), countWords: () => undefined, teamItem, open, onother: run };
	return placeItems(desk, parts).flatMap((items) => items.map(({ id }) => id));
}

it('a menu has all teams, or of hundreds those that are meant most often', () => {
	expect(shown(MOST_TEAMS).filter((id) => ids.includes(id as TeamId))).toHaveLength(MOST_TEAMS);
	expect(shown(MOST_TEAMS)).not.toContain('other-team');
	expect(shown(ids.length)).toEqual(['unit.port', ids[0], 'other-team']);
	expect(shown(ids.length, ids[1])).toEqual(['unit.port', ids[0], ids[1], 'other-team']);
});
