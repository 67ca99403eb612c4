import type { Desk } from '#lib/session/desk.ts';
import { entryName } from '#lib/session/entry-names.ts';
import { formatList } from '#lib/ui/format.svelte.ts';

/** Something that belongs to a unit or a region. */
export interface Placed {
	readonly id: string;
	readonly name: string;
	readonly href: string;
	/** What belongs to it in its turn. */
	readonly detail: string;
}

/** The teams of a unit that are in use, by name. */
export function teamsOfUnit(desk: Desk, unit: string): Placed[] {
	return [...desk.teams]
		.filter(([, team]) => !team.archived && team.unit === unit)
		.map(([id, { name }]) => ({ id, name, href: `/admin/teams/${id}`, detail: '' }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** The units that lie in a region, in their order, each with its teams. */
export function unitsOfRegion(desk: Desk, region: string): Placed[] {
	return desk.catalogue
		.current('unit')
		.filter((unit) => unit.region === region)
		.map((unit) => ({
			id: unit.code,
			name: entryName('unit', unit),
			href: `/admin/catalogues/unit?entry=${unit.code}`,
			detail: namesOf(teamsOfUnit(desk, unit.code))
		}));
}

/** What things are called, one after the other. */
export const namesOf = (places: readonly Placed[]): string =>
	formatList(places.map(({ name }) => name));
