import { cellValue, ownCell, type Cells } from '../crdt/cells.ts';
import type { BodyOf } from '../changes/bodies.ts';
import type { TypedChange } from '../changes/typed.ts';
import { isPersonId, isTeamId } from '../ids.ts';
import { roleHas } from '../policy/roles.ts';
import { unreachable } from '../assert.ts';
import { judgeEntry } from './entry.ts';
import { knownEntry } from './ticket-values.ts';
import { mayDefine } from './view.ts';
import { every, knownPerson, knownTeam, permit, targetId, type Facts } from './checks.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

type DirectoryChange = Extract<
	TypedChange,
	{ type: `person.${string}` | `team.${string}` | `org.${string}` }
>;

/** The verdict on a change to people, teams or the organisation. */
export function judgeDirectory(
	state: Cells | undefined,
	change: DirectoryChange,
	facts: Facts
): Verdict {
	switch (change.type) {
		case 'person.create':
			return every(
				() => permit(facts, { do: 'people.manage' }),
				() => unborn(state),
				() => freeName(facts, change.body.userName, targetId(change)),
				() => freeName(facts, change.body.email ?? null, targetId(change))
			);
		case 'person.field':
			return every(
				() => permit(facts, { do: 'people.manage' }),
				() => born(state),
				() => judgePersonField(state, change, facts)
			);
		case 'team.create':
			return every(
				() => permit(facts, { do: 'teams.manage' }),
				() => unborn(state)
			);
		case 'team.field':
			return every(
				() => permit(facts, { do: 'teams.manage' }),
				() => born(state),
				() => judgeTeamField(change.body, facts)
			);
		case 'team.element':
			return judgeMembership(state, change, facts);
		case 'org.field':
			return every(
				() => permit(facts, { do: 'org.manage' }),
				() => judgeOrgField(change.body, facts)
			);
		case 'org.entry':
			return every(
				() => mayDefine(change.body, facts),
				() => judgeEntry(change.body, facts)
			);
		case 'org.export-alarm':
			// Only the server has counted.
			return facts.actor === undefined ? ACCEPTED : refused('role');
		default:
			return unreachable(change);
	}
}

const born = (state: Cells | undefined): Verdict =>
	state !== undefined && ownCell(state, 'created') ? ACCEPTED : refused('unknown-target');
const unborn = (state: Cells | undefined): Verdict =>
	state !== undefined && ownCell(state, 'created') ? refused('already-exists') : ACCEPTED;

function freeName(facts: Facts, name: string | null, except: string): Verdict {
	return name !== null && facts.isNameTaken(name, except)
		? refused('name-taken', { name })
		: ACCEPTED;
}

/** Requests go to a team that is there; to none, and the portal takes none. */
function judgeOrgField(body: BodyOf<'org.field'>, facts: Facts): Verdict {
	// Whether another system is there is known by the server alone.
	if (body.field === 'issues' && facts.actor !== undefined) return refused('role');
	if (body.field !== 'portalTeam' || body.value === null) return ACCEPTED;
	return knownTeam(facts, body.value);
}

/** A team belongs to a unit that is there, or to none. */
function judgeTeamField(body: BodyOf<'team.field'>, facts: Facts): Verdict {
	return body.field === 'unit' ? knownEntry(facts, 'unit', body.value) : ACCEPTED;
}

function knownEntries(
	facts: Facts,
	catalogue: 'unit' | 'region',
	codes: readonly string[]
): Verdict {
	return every(...codes.map((code) => () => knownEntry(facts, catalogue, code)));
}

function judgePersonField(
	state: Cells | undefined,
	change: Extract<DirectoryChange, { type: 'person.field' }>,
	facts: Facts
): Verdict {
	const person = targetId(change);
	const { body } = change;
	if (body.field === 'userName' || body.field === 'email')
		return freeName(facts, body.value, person);
	if (body.field === 'units') return knownEntries(facts, 'unit', body.value);
	if (body.field === 'regions') return knownEntries(facts, 'region', body.value);
	const losesAdmin =
		(body.field === 'blocked' && body.value) ||
		(body.field === 'role' && !roleHas(body.value, 'people.manage'));
	const isAdmin = roleHas(String(cellValue(state ?? {}, 'role')), 'people.manage');
	if (!losesAdmin || !isAdmin) return ACCEPTED;
	const others = facts.admins().filter((admin) => admin !== person);
	return others.length > 0 ? ACCEPTED : refused('last-admin');
}

/** Supervisors fill their teams; who supervises a team is for those who manage teams. */
function judgeMembership(
	state: Cells | undefined,
	change: Extract<DirectoryChange, { type: 'team.element' }>,
	facts: Facts
): Verdict {
	const { set, element, present } = change.body;
	const team = targetId(change);
	if (!isTeamId(team)) return refused('unknown-target');
	return every(
		() => permit(facts, set === 'members' ? { do: 'team.members', team } : { do: 'teams.manage' }),
		() => born(state),
		() => (present && isPersonId(element) ? knownPerson(facts, element) : ACCEPTED)
	);
}
