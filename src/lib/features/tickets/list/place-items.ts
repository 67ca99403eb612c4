import Building from '@lucide/svelte/icons/building';
import MapPin from '@lucide/svelte/icons/map-pin';
import { goto } from '$app/navigation';
import type { TeamId } from '#lib/domain/ids.ts';
import { namedText } from '#lib/session/search/question.ts';
import type { Desk } from '#lib/session/desk.ts';
import { codeName } from '#lib/session/entry-names.ts';
import type { MenuItem } from '#lib/ui/menu-item.ts';
import { searchHref } from '../addresses.ts';
import { countTogether, teamPlaces } from './team-places.ts';
import type { UnitCount } from './unit-count.ts';

export interface PlaceItemsParts {
	readonly counts: ReadonlyMap<string, UnitCount>;
	readonly countWords: (count: UnitCount | undefined) => string | undefined;
	readonly teamItem: (team: TeamId) => MenuItem;
}

/** My teams as a menu shows them, under their units and regions with what waits in each. */
export function placeItems(desk: Desk, parts: PlaceItemsParts): MenuItem[][] {
	return teamPlaces(desk.allTeams, desk).map((lines) =>
		lines.map((line): MenuItem => {
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
}
