import {
	PRIORITIES,
	STATUS_NAMES,
	type Priority,
	type Status
} from '#lib/domain/ticket/statuses.ts';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { roleHas } from '#lib/domain/policy/roles.ts';
import type { Desk } from '#lib/session/desk.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import type { PickerOption } from '#lib/ui/picker.ts';

/** Staff who are still here, oneself first, then by name. */
export function personOptions(desk: Desk): PickerOption<PersonId>[] {
	const me = desk.me.person;
	return [...desk.people]
		.filter(([, person]) => !person.blocked && roleHas(person.role, 'workspace.read'))
		.sort(([a, one], [b, two]) => (a === me ? -1 : b === me ? 1 : one.name.localeCompare(two.name)))
		.map(([value, person]) => ({
			value,
			label: person.name,
			detail: value === me ? t('tickets.author.you') : undefined
		}));
}

export function statusOptions(): PickerOption<Status>[] {
	return STATUS_NAMES.map((value) => ({ value, label: t(`tickets.status.${value}`) }));
}

export function priorityOptions(): PickerOption<Priority>[] {
	return PRIORITIES.toReversed().map((value) => ({
		value,
		label: t(`tickets.priority.${value}`)
	}));
}

/** All teams in use: a ticket may go to a team one is not in. */
export function teamOptions(desk: Desk): PickerOption<TeamId>[] {
	return [...desk.teams]
		.filter(([, team]) => !team.archived)
		.map(([value, team]) => ({ value, label: team.name }))
		.sort((a, b) => a.label.localeCompare(b.label));
}
