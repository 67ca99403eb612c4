import type { PersonId } from '#lib/domain/ids.ts';
import { roleHas } from '#lib/domain/policy/roles.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { PickerOption } from '#lib/ui/picker.ts';

/** Everybody else who can chat, by name. */
export function peopleOptions(desk: Desk): PickerOption<PersonId>[] {
	return [...desk.people]
		.filter(([id, person]) => id !== desk.me.person && !person.blocked)
		.filter(([, person]) => roleHas(person.role, 'channel.post'))
		.map(([value, { name, userName }]) => ({ value, label: name, detail: userName }))
		.sort((a, b) => a.label.localeCompare(b.label));
}
