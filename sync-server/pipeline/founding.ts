import type { EntityRef } from '#lib/domain/ids.ts';
import { submitAutomation, type Draft } from './automation.ts';
import type { OrgUnit } from './org-unit.ts';

/** The automation that founds an organisation. */
export const FOUNDER = '~founding';

export interface FoundedPerson {
	readonly id: string;
	readonly name: string;
	readonly role: string;
	readonly userName: string;
	readonly email: string | null;
}

export interface FoundedTeam {
	readonly id: string;
	readonly name: string;
	readonly color: number;
	readonly members: readonly string[];
	readonly supervisors: readonly string[];
}

/** The first changes of an organisation, or more of them later: its name, people and teams. */
export async function found(
	unit: OrgUnit,
	founding: {
		readonly name?: string;
		readonly people: readonly FoundedPerson[];
		readonly teams: readonly FoundedTeam[];
	}
): Promise<void> {
	const drafts: Draft[] = [];
	if (founding.name !== undefined)
		drafts.push({
			type: 'org.field',
			target: `org.${unit.org}`,
			body: { field: 'name', value: founding.name }
		});
	for (const { id, ...body } of founding.people)
		drafts.push({ type: 'person.create', target: `person.${id}`, body: { ...body } });
	for (const team of founding.teams) drafts.push(...teamDrafts(team));
	const settled = await submitAutomation(unit, FOUNDER, drafts);
	const refusal = settled.find(({ verdict }) => !verdict.ok);
	if (refusal !== undefined)
		throw new Error(`founding was refused: ${JSON.stringify(refusal.verdict)}`);
}

function teamDrafts(team: FoundedTeam): Draft[] {
	const target: EntityRef = `team.${team.id}`;
	const element = (set: string) => (person: string) => ({
		type: 'team.element' as const,
		target,
		body: { set, element: person, present: true }
	});
	return [
		{ type: 'team.create', target, body: { name: team.name, color: team.color } },
		...team.members.map(element('members')),
		...team.supervisors.map(element('supervisors'))
	];
}
