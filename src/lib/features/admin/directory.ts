import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { roleHas } from '#lib/domain/policy/roles.ts';
import type { PersonRow, TeamRow } from '#lib/documents/workspace-doc.ts';
import type { Desk } from '#lib/session/desk.ts';
import { fold, type PickerOption } from '#lib/ui/picker.ts';

export interface PersonLine extends PersonRow {
	readonly id: PersonId;
	readonly teams: readonly string[];
	/** What a search looks at. */
	readonly text: string;
}

export type Shown = 'active' | 'blocked' | 'all';

/** Everybody by name, with the names of their teams. */
export function personLines(
	people: ReadonlyMap<PersonId, PersonRow>,
	teams: ReadonlyMap<TeamId, TeamRow>
): readonly PersonLine[] {
	const teamsOf = new Map<PersonId, string[]>();
	for (const team of teams.values()) {
		if (team.archived) continue;
		for (const person of new Set([...team.members, ...team.supervisors]))
			teamsOf.set(person, [...(teamsOf.get(person) ?? []), team.name]);
	}
	const collator = new Intl.Collator();
	return [...people]
		.map(([id, row]): PersonLine => {
			const own = (teamsOf.get(id) ?? []).sort(collator.compare);
			const text = fold([row.name, row.userName, row.email ?? '', ...own].join(' '));
			return { ...row, id, teams: own, text };
		})
		.sort((a, b) => collator.compare(a.name, b.name));
}

/** Those who have all the words that were typed. */
export function filterLines(
	lines: readonly PersonLine[],
	query: string,
	shown: Shown
): readonly PersonLine[] {
	const words = fold(query).split(/\s+/).filter(Boolean);
	return lines.filter(
		({ blocked, text }) =>
			(shown === 'all' || blocked === (shown === 'blocked')) &&
			words.every((word) => text.includes(word))
	);
}

export interface TeamLine extends TeamRow {
	readonly id: TeamId;
}

/** The teams a person may look after: all of them, or those they supervise; archived ones last. */
export function teamLines(desk: Desk): readonly TeamLine[] {
	const canAll = desk.can({ do: 'teams.manage' }).allowed;
	return [...desk.teams]
		.map(([id, row]): TeamLine => ({ id, ...row }))
		.filter(({ id }) => canAll || desk.can({ do: 'team.members', team: id }).allowed)
		.sort((a, b) => Number(a.archived) - Number(b.archived) || a.name.localeCompare(b.name));
}

/** Whether the organisation would be left without anybody to administer it. */
export function isLastAdmin(people: ReadonlyMap<PersonId, PersonRow>, id: PersonId): boolean {
	const admins = [...people].filter(
		([, { blocked, role }]) => !blocked && roleHas(role, 'people.manage')
	);
	return admins.length === 1 && admins[0]?.[0] === id;
}

/** Staff who may be put in a team, by name. */
export function staffOptions(desk: Desk): PickerOption<PersonId>[] {
	return [...desk.people]
		.filter(([, { blocked, role }]) => !blocked && roleHas(role, 'workspace.read'))
		.map(([value, { name, userName }]) => ({ value, label: name, detail: userName }))
		.sort((a, b) => a.label.localeCompare(b.label));
}

/** Twelve colours for teams, as the design system counts hues. */
export function teamHue(color: number): number {
	return (color * 8) / 12;
}
