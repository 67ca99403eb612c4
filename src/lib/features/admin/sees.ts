import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { roleHas } from '#lib/domain/policy/roles.ts';
import { actorOf, teamsReached } from '#lib/domain/policy/scope.ts';
import type { PersonRow } from '#lib/documents/workspace-doc.ts';
import type { Desk } from '#lib/session/desk.ts';
import { formatList } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';

/** Whose tickets somebody sees, in a sentence: what follows from role, teams, units and regions. */
export function seesWords(
	{ teams, catalogue }: Pick<Desk, 'teams' | 'catalogue'>,
	id: PersonId,
	person: PersonRow
): string {
	if (!roleHas(person.role, 'workspace.read')) return t('admin.sees.requests');
	if (!roleHas(person.role, 'ticket.edit')) return t('admin.sees.own');
	if (roleHas(person.role, 'org.all-teams')) return t('admin.sees.all');
	const where = (set: 'members' | 'supervisors') =>
		new Set([...teams].flatMap(([team, row]): TeamId[] => (row[set].includes(id) ? [team] : [])));
	const own = { teams: where('members'), supervises: where('supervisors') };
	const reached = teamsReached(actorOf(id, person, own, { teams, catalogue }));
	const names = [...teams].flatMap(([team, { archived, name }]) =>
		reached.has(team) && !archived ? [name] : []
	);
	return names.length === 0
		? t('admin.sees.nothing')
		: t('admin.sees', { teams: formatList(names.sort((a, b) => a.localeCompare(b))) });
}
