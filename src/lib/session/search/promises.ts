import { entryKey, type Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import type { TeamUnits } from '#lib/domain/sla/service-levels.ts';
import type { Promises } from './messages.ts';

const MEASURES = ['target', 'calendar', 'priority', 'category', 'unit'] as const;

/** What the organisation has promised, as a catalogue is made of it, and where its teams are. */
export function promisesOf({
	catalogue,
	teams
}: {
	readonly catalogue: Catalogue;
	readonly teams: TeamUnits;
}): Promises {
	return {
		entries: MEASURES.flatMap((name) =>
			catalogue.all(name).map(({ code, ...entry }) => [entryKey(name, code), { ...entry }] as const)
		),
		teams: [...teams].flatMap(([team, { unit }]) => (unit ? [[team, { unit }] as const] : []))
	};
}
