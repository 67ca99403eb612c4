import type { Catalogue } from './catalogue/catalogue.ts';
import type { TeamId } from './ids.ts';

/** Where it is known which teams take requests. */
export interface Taking {
	/** The team that takes what is asked in the portal; null when the organisation has no portal. */
	readonly portalTeam: TeamId | null;
	readonly catalogue: Catalogue;
	readonly team: (
		id: string
	) => { readonly archived: boolean; readonly unit?: string | null } | undefined;
}

/** The team that takes the requests of a unit, while it is in use and of that unit; null for none. */
export function takerOf(unit: string, { catalogue, team }: Taking): TeamId | null {
	const taker = catalogue.find('unit', unit)?.portalTeam ?? null;
	if (taker === null) return null;
	const row = team(taker);
	return row?.archived === false && row.unit === unit ? taker : null;
}

/** All teams that take requests: the portal's and those of units; none where there is no portal. */
export function takersIn(taking: Taking): TeamId[] {
	const { portalTeam, catalogue } = taking;
	if (portalTeam === null) return [];
	const ofUnits = catalogue.current('unit').flatMap(({ code }) => takerOf(code, taking) ?? []);
	return [portalTeam, ...ofUnits];
}
