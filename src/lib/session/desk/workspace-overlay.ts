import type * as Y from 'yjs';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import { readEntries, type OrgRow } from '#lib/documents/workspace-doc.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { isPersonId, isTeamId, type PersonId, type TeamId } from '#lib/domain/ids.ts';
import type { PersonRow, TeamRow } from '#lib/documents/workspace-doc.ts';
import type { MyChanges } from '#lib/sync/my-changes.ts';

type ChangesOf = (target: string) => readonly TypedChange[];

// Rows carry no stamps: my value that is not confirmed yet wins there.

/** People with my changes on top, those I have just created included. */
export function withMyPeople(
	rows: ReadonlyMap<PersonId, PersonRow>,
	targets: Iterable<string>,
	mine: ChangesOf
): Map<PersonId, PersonRow> {
	const people = new Map(rows);
	for (const [id, target] of idsOf(targets, 'person.')) {
		if (!isPersonId(id)) continue;
		const row = mine(target).reduce(withPersonChange, people.get(id));
		if (row !== undefined) people.set(id, row);
	}
	return people;
}

/** Teams with my changes on top. */
export function withMyTeams(
	rows: ReadonlyMap<TeamId, TeamRow>,
	targets: Iterable<string>,
	mine: ChangesOf
): Map<TeamId, TeamRow> {
	const teams = new Map(rows);
	for (const [id, target] of idsOf(targets, 'team.')) {
		if (!isTeamId(id)) continue;
		const row = mine(target).reduce(withTeamChange, teams.get(id));
		if (row !== undefined) teams.set(id, row);
	}
	return teams;
}

export function withMyOrg(org: OrgRow, mine: readonly TypedChange[]): OrgRow {
	return mine.reduce(
		(now, change) =>
			change.type === 'org.field' ? { ...now, [change.body.field]: change.body.value } : now,
		org
	);
}

/** The catalogue with my changes on top. */
export function withMyEntries(doc: Y.Doc | undefined, changes: readonly TypedChange[]): Catalogue {
	const stored = doc === undefined ? [] : readEntries(doc);
	const mine = changes.flatMap((change) =>
		change.type === 'org.entry'
			? [[entryKey(change.body.catalogue, change.body.code), change.body.value] as const]
			: []
	);
	return new Catalogue([...stored, ...mine]);
}

/** The people, teams and organisations of which something waits. */
export function unsettledIn(mine: MyChanges): ReadonlySet<string> {
	const targets = [...mine.targets()].filter((target) => /^(person|team|org)\./.test(target));
	return new Set(
		targets.filter((target) => mine.of(target).some(({ settledMs }) => settledMs === null))
	);
}

function* idsOf(targets: Iterable<string>, kind: string): Generator<[id: string, target: string]> {
	for (const target of targets)
		if (target.startsWith(kind)) yield [target.slice(kind.length), target];
}

function withPersonChange(row: PersonRow | undefined, change: TypedChange): PersonRow | undefined {
	if (change.type === 'person.create') {
		const { name, role, userName, email = null } = change.body;
		return row ?? { name, role, userName, email, blocked: false, heads: [] };
	}
	if (change.type !== 'person.field' || row === undefined) return row;
	return { ...row, [change.body.field]: change.body.value };
}

function withTeamChange(row: TeamRow | undefined, change: TypedChange): TeamRow | undefined {
	if (change.type === 'team.create') {
		const { name, color } = change.body;
		return row ?? { name, color, archived: false, members: [], supervisors: [], heads: [] };
	}
	if (row === undefined) return row;
	if (change.type === 'team.field') return { ...row, [change.body.field]: change.body.value };
	if (change.type !== 'team.element' || !isPersonId(change.body.element)) return row;
	const { set, element, present } = change.body;
	if (set !== 'members' && set !== 'supervisors') return row;
	const others = row[set].filter((person) => person !== element);
	return { ...row, [set]: present ? [...others, element] : others };
}
