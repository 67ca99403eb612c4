import type { Actor } from '#lib/domain/policy/actor.ts';
import { roleHas } from '#lib/domain/policy/roles.ts';
import { teamsReached } from '#lib/domain/policy/scope.ts';
import { DAY_MS, daySpans, numberSpans } from '#lib/domain/query/custom-test.ts';
import { localDays } from '#lib/domain/query/days.ts';
import { dateSpans, type Asker } from '#lib/domain/query/match.ts';
import {
	ME,
	NONE,
	QUERY_FIELDS,
	type CustomTerm,
	type FieldTerm,
	type Query,
	type QueryState
} from '#lib/domain/query/query.ts';
import type { Condition } from './search-store.ts';

/**
 * What SQL can say of a query and of what somebody may read. It only spares reading lines in vain:
 * each line that is left is judged by the policy and by the query itself.
 */
export function conditionsOf(
	query: Query,
	actor: Actor,
	asker: Pick<Asker, 'me' | 'nowMs' | 'timeZone'>
): Condition[] {
	const said = query.groups.flatMap(([term, ...others]) => {
		if (term === undefined || others.length > 0 || term.not) return [];
		if (term.kind === 'custom') return customCondition(term, asker) ?? [];
		return term.kind === 'field' ? (conditionOf(term, asker) ?? []) : [];
	});
	return [...reachable(actor), ...said.map((condition) => condition)];
}

type Place = Parameters<typeof conditionsOf>[2];

/** In a team of theirs, or named in the line as somebody on the ticket. */
function reachable(actor: Actor): Condition[] {
	if (roleHas(actor.role, 'org.all-teams')) return [];
	const mine = JSON.stringify([...teamsReached(actor)]);
	return [
		['(s.team IN (SELECT value FROM json_each(?)) OR instr(s.line, ?) > 0)', mine, actor.person]
	];
}

const COLUMNS: Readonly<Record<string, string>> = {
	status: 's.status',
	priority: 's.priority',
	team: 's.team',
	assignee: 's.assignee',
	type: "s.line ->> '$.type'",
	section: "s.line ->> '$.section'",
	category: "s.line ->> '$.category'",
	creator: "s.line ->> '$.createdBy'"
};

const DATES: Readonly<Record<string, string>> = {
	created: "s.line ->> '$.createdMs'",
	updated: 's.updated_ms',
	due: 's.due'
};

const STATES: Readonly<Partial<Record<QueryState, (asker: Place) => Condition>>> = {
	open: () => ["s.class = 'open'"],
	paused: () => ["s.class = 'paused'"],
	done: () => ["s.class = 'done'"],
	unsolved: () => ["s.class <> 'done'"],
	overdue: ({ nowMs }) => ["s.due < ? AND s.class <> 'done'", nowMs],
	// What ran out before it stood still is late, but all clocks of what is done are settled.
	late: () => ["s.class <> 'done'"],
	'at-risk': () => ["s.class <> 'done'"],
	mine: ({ me }) => ['s.assignee = ?', me],
	unassigned: () => ['s.assignee IS NULL'],
	deleted: () => ["s.line ->> '$.isRemoved'"],
	// Whoever has it or helps stands in its line.
	unread: ({ me }) => ['instr(s.line, ?) > 0', me]
};

function conditionOf(term: FieldTerm, asker: Place): Condition[] | undefined {
	const { field, comparison, values } = term;
	if (field === 'is') {
		const [state, ...others] = values;
		const of = Object.entries(STATES).find(([name]) => name === state)?.[1];
		return others.length > 0 || of === undefined ? undefined : [of(asker)];
	}
	if (values.includes(NONE)) return undefined;
	const date = DATES[field];
	if (QUERY_FIELDS[field] === 'date' && date !== undefined)
		return [within(date, comparison, dateSpans(values, localDays(asker.timeZone, asker.nowMs)))];
	const column = COLUMNS[field];
	return column === undefined || comparison !== null ? undefined : [among(column, values, asker)];
}

function among(column: string, values: readonly string[], { me }: Place): Condition {
	const wanted = values.map((value) => (value === ME ? me : value));
	return [`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(wanted)];
}

/** Codes hold letters, digits and hyphens, so a quoted one is a path of its own. */
const customColumn = (code: string): string => `s.line ->> '$.custom."${code}"'`;

function customCondition(term: CustomTerm, asker: Place): Condition[] | undefined {
	const { of, comparison, values } = term;
	if (values.includes(NONE) || of === 'checkbox' || !/^[a-z0-9-]+$/.test(term.field))
		return undefined;
	const column = customColumn(term.field);
	switch (of) {
		case 'text':
			return [[`${column} IS NOT NULL`]];
		case 'choice':
		case 'person':
			return [among(column, values, asker)];
		case 'number':
			return [within(column, comparison, numberSpans(values))];
		case 'date': {
			const { today } = localDays(asker.timeZone, asker.nowMs);
			const spans = daySpans(values, today).map(({ from, to }) => ({
				from: from * DAY_MS,
				to: (to + 1) * DAY_MS
			}));
			return [within(column, comparison, spans)];
		}
	}
}

interface Span {
	readonly from: number;
	readonly to: number;
}

/** Compared with spans whose ends are taken in either way, for the query itself knows which are. */
function within(
	column: string,
	comparison: FieldTerm['comparison'],
	spans: readonly Span[]
): Condition {
	const tests = spans.map(({ from, to }): Condition => {
		switch (comparison) {
			case '>':
				return [`${column} >= ?`, to];
			case '>=':
				return [`${column} >= ?`, from];
			case '<':
				return [`${column} <= ?`, from];
			case '<=':
				return [`${column} <= ?`, to];
			case null:
				return [`${column} BETWEEN ? AND ?`, from, to];
		}
	});
	const sql = tests.map(([test]) => `(${test})`).join(' OR ') || 'false';
	return [`(${sql})`, ...tests.flatMap(([, ...values]) => values)];
}
