import type { EntryDefinition } from '../catalogue/entry.decode.ts';
import type { DefinitionOf } from '../catalogue/definitions.ts';
import type { BodyOf } from '../changes/bodies.ts';
import { OWN_VIEW_PREFIX, readOwnView } from '../query/own-view.ts';
import { every, knownTeam, permit, type Facts } from './checks.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

/** The verdict on a view that is shared: its query can be read, and its team is in use. */
export function judgeView({ team, query }: DefinitionOf<'view'>, facts: Facts): Verdict {
	return every(
		() => facts.queries?.view(query, facts) ?? ACCEPTED,
		() => (team === null ? ACCEPTED : knownTeam(facts, team))
	);
}

/**
 * Whoever reads all of a team's tickets shares views with it, and changes those it has; everything
 * else that is defined is for administrators.
 */
export function mayDefine(entry: EntryDefinition, facts: Facts): Verdict {
	if (entry.catalogue !== 'view') return permit(facts, { do: 'org.manage' });
	const before = facts.catalogue.find('view', entry.code);
	const teams = [entry.value.team, ...(before === undefined ? [] : [before.team])];
	return every(
		...teams.map(
			(team) => () =>
				permit(facts, team === null ? { do: 'org.manage' } : { do: 'team.read', team })
		)
	);
}

/** The verdict on a preference: a view of one's own can be read; what else is kept is one's own matter. */
export function judgePreference({ field, value }: BodyOf<'user.field'>, facts: Facts): Verdict {
	if (!field.startsWith(OWN_VIEW_PREFIX) || value === null) return ACCEPTED;
	const view = readOwnView(value);
	return view === undefined
		? refused('malformed', { path: 'value', problem: 'must be a view' })
		: (facts.queries?.view(view.query, facts) ?? ACCEPTED);
}
