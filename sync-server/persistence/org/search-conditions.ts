import type { Actor } from '#lib/domain/policy/actor.ts';
import { roleHas } from '#lib/domain/policy/roles.ts';
import type { Asker } from '#lib/domain/query/match.ts';
import { ME, NONE, type FieldTerm, type Query, type QueryState } from '#lib/domain/query/query.ts';
import type { Condition } from './search-store.ts';

/**
 * What SQL can say of a query and of what somebody may read. It only spares reading lines in vain:
 * each line that is left is judged by the policy and by the query itself.
 */
export function conditionsOf(query: Query, actor: Actor, asker: Asker): Condition[] {
	const said = query.groups.flatMap(([term, ...others]) => {
		const isAlone = others.length === 0 && term?.kind === 'field' && !term.not;
		return isAlone ? (conditionOf(term, asker) ?? []) : [];
	});
	return [...reachable(actor), ...said.map((condition) => condition)];
}

/** In a team of theirs, or named in the line as somebody on the ticket. */
function reachable({ role, person, teams, supervises }: Actor): Condition[] {
	if (roleHas(role, 'org.all-teams')) return [];
	const mine = JSON.stringify([...teams, ...supervises]);
	return [['(s.team IN (SELECT value FROM json_each(?)) OR instr(s.line, ?) > 0)', mine, person]];
}

const COLUMNS: Readonly<Record<string, string>> = {
	status: 's.status',
	priority: 's.priority',
	team: 's.team',
	assignee: 's.assignee'
};

const STATES: Readonly<Partial<Record<QueryState, (asker: Asker) => Condition>>> = {
	open: () => ["s.class = 'open'"],
	paused: () => ["s.class = 'paused'"],
	done: () => ["s.class = 'done'"],
	unsolved: () => ["s.class <> 'done'"],
	overdue: ({ nowMs }) => ["s.due < ? AND s.class <> 'done'", nowMs],
	// What ran out before it stood still is late, but all clocks of what is done are settled.
	late: () => ["s.class <> 'done'"],
	'at-risk': () => ["s.class <> 'done'"],
	mine: ({ me }) => ['s.assignee = ?', me],
	unassigned: () => ['s.assignee IS NULL']
};

function conditionOf(term: FieldTerm, asker: Asker): Condition[] | undefined {
	const { field, comparison, values } = term;
	if (field === 'is') {
		const [state, ...others] = values;
		const of = Object.entries(STATES).find(([name]) => name === state)?.[1];
		return others.length > 0 || of === undefined ? undefined : [of(asker)];
	}
	const column = COLUMNS[field];
	if (column === undefined || comparison !== null || values.includes(NONE)) return undefined;
	const wanted = values.map((value) => (value === ME ? asker.me : value));
	return [[`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(wanted)]];
}
