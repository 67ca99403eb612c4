import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { jsonEqual } from '#lib/domain/json.ts';
import type { Visit } from '#lib/domain/visits/visits.ts';
import type { Desk } from '#lib/session/desk.ts';

/** What must be said of a visit for it to be as planned: only what is different from how it was. */
export function plannedAnew(
	was: Visit,
	{ window, technician, address = null, phone = null, hint = null }: BodyOf<'ticket.add-visit'>
): BodyOf<'ticket.visit'>[] {
	const visit = was.id;
	const isMoved = !jsonEqual({ ...window }, { ...was.window });
	const said = [
		{ visit, field: 'technician', value: technician },
		{ visit, field: 'address', value: address },
		{ visit, field: 'phone', value: phone },
		{ visit, field: 'hint', value: hint }
	] as const;
	return [
		// A new time puts it where that belongs in its day.
		...(isMoved ? [{ visit, field: 'window', value: window } as const] : []),
		...(isMoved && was.order !== null ? [{ visit, field: 'order', value: null } as const] : []),
		...said.filter(({ field, value }) => value !== was[field])
	];
}

/** Who may be sent: field agents, whatever their team, and after them the members of this one. */
export function technicians(
	{ people, teams }: Pick<Desk, 'people' | 'teams'>,
	team: TeamId
): { readonly id: PersonId; readonly name: string }[] {
	const members = teams.get(team)?.members ?? [];
	const able = [...people].filter(
		([id, { role, blocked }]) => !blocked && (role === 'field-agent' || members.includes(id))
	);
	const rank = (role: string): number => (role === 'field-agent' ? 0 : 1);
	return able
		.sort(([, a], [, b]) => rank(a.role) - rank(b.role) || a.name.localeCompare(b.name))
		.map(([id, { name }]) => ({ id, name }));
}
