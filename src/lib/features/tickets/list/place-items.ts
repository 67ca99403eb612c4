import Building from '@lucide/svelte/icons/building';
import MapPin from '@lucide/svelte/icons/map-pin';
import { goto } from '$app/navigation';
import type { TeamId } from '#lib/domain/ids.ts';
import { namedText } from '#lib/session/search/question.ts';
import type { Desk } from '#lib/session/desk.ts';
import { codeName } from '#lib/session/entry-names.ts';
import type { MenuItem } from '#lib/ui/menu-item.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { searchHref } from '../addresses.ts';
import { countTogether, teamPlaces } from './team-places.ts';
import { MOST_TEAMS, type UnitCount } from './unit-count.ts';

export interface PlaceItemsParts {
	readonly counts: ReadonlyMap<string, UnitCount>;
	readonly countWords: (count: UnitCount | undefined) => string | undefined;
	readonly teamItem: (team: TeamId) => MenuItem;
	/** The team whose list is open. */
	readonly open: TeamId | undefined;
	/** Chooses among all teams, by name. */
	readonly onother: () => void;
}

/**
 * The teams as a menu shows them, under their units and regions with what waits in each. Of hundreds
 * it shows one's own and the one that is open; the others are found by name.
 */
export function placeItems(desk: Desk, parts: PlaceItemsParts): MenuItem[][] {
	const isMany = desk.allTeams.length > MOST_TEAMS;
	const isListed = (team: TeamId) => !isMany || team === parts.open || desk.myTeams.includes(team);
	const groups = teamPlaces(desk.allTeams, desk).map((lines) =>
		lines
			.filter((line) => line.kind !== 'team' || isListed(line.id))
			.map((line): MenuItem => {
				const { level } = line;
				if (line.kind === 'team') return { ...parts.teamItem(line.id), level };
				const { kind, id, teams } = line;
				return {
					id: `${kind}.${id}`,
					label: codeName(desk.catalogue, kind, id),
					icon: kind === 'region' ? MapPin : Building,
					level,
					aside: parts.countWords(countTogether(parts.counts, teams)),
					// The tickets of all teams that belong there, in the words of whoever reads.
					run: () => void goto(searchHref(namedText(desk, `${kind}:${id} is:unsolved`)))
				};
			})
	);
	if (!isMany) return groups;
	const other = { id: 'other-team', label: t('views.otherTeam'), run: parts.onother };
	return [...groups.filter((items) => items.length > 0), [other]];
}
