import { isTeamId, type TeamId } from '#lib/domain/ids.ts';
import type { IncomingMailSettings } from '#lib/protocol/incoming-mail.ts';
import type { OrgUnit } from '../../../pipeline/org-unit.ts';

/**
 * The team that gets a message: that of the first address it was sent to that has one, or the one
 * for everything else; null where neither is in use. `desk+more@…` is `desk@…`.
 */
export function receivingTeam(
	{ world: { directory } }: Pick<OrgUnit, 'world'>,
	{ team, addresses }: IncomingMailSettings,
	to: readonly string[]
): TeamId | null {
	const teams = new Map(addresses.map((one) => [one.address.toLowerCase(), one.team]));
	const named = to.flatMap((address) => [
		teams.get(address) ?? [],
		teams.get(address.replace(/\+[^@]*@/, '@')) ?? []
	]);
	const inUse = (id: string): TeamId[] =>
		isTeamId(id) && directory.team(id)?.archived === false ? [id] : [];
	return [...named.flat(), team].flatMap(inUse)[0] ?? null;
}
