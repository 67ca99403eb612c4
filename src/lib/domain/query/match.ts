import type { StatusClass } from '../catalogue/definitions.ts';
import type { PersonId, TeamId } from '../ids.ts';
import type { Json } from '../json.ts';
import { standingState, type Measured, type Standing } from '../sla/service-levels.ts';
import type { FollowUpPlan } from '../follow-ups/follow-ups.ts';
import type { ServiceRecord } from '../sla/history.ts';
import type { TaskCount } from '../ticket/tasks.ts';
import { customTest } from './custom-test.ts';
import { localDays, readDays, type LocalDays } from './days.ts';
import {
	ME,
	NONE,
	QUERY_FIELDS,
	QUERY_HAVINGS,
	QUERY_STATES,
	type Comparison,
	type FieldTerm,
	type Query,
	type QueryHaving,
	type QueryState,
	type Term,
	type TextTerm
} from './query.ts';
import { asksForState } from './simplify.ts';
import { searchWords, spacedWords } from './words.ts';

/** What a query looks at: the line of a ticket, wherever it is kept. */
export interface Searched {
	readonly subject: string;
	readonly team: TeamId;
	readonly status: string;
	readonly class: StatusClass;
	readonly priority: string;
	readonly type: string | null;
	readonly section: string | null;
	readonly category: string | null;
	readonly tags: readonly string[];
	readonly assignee: PersonId | null;
	readonly collaborators: readonly PersonId[];
	readonly createdBy: string;
	readonly requester: string | null;
	readonly createdMs: number;
	readonly updatedMs: number;
	readonly due: number | null;
	readonly tasks: TaskCount | null;
	/** What is planned to be done or said; may be left out where nothing is. */
	readonly followUps?: readonly Pick<FollowUpPlan, 'atMs' | 'person'>[];
	readonly merged: string | null;
	/** Whether it was deleted: then only who asks for that finds it. */
	readonly isRemoved?: boolean;
	/** The values of the fields that the organisation defined, by code. */
	readonly custom: Readonly<Record<string, Json>>;
	/** What its service level clocks depend on; null where nobody knows. */
	readonly service: ServiceRecord | null;
}

/** Whoever asks, when, and where the days begin. */
export interface Asker {
	readonly me: string;
	readonly nowMs: number;
	/** IANA name. */
	readonly timeZone: string;
	/** The weight of a priority, by which they are compared. */
	readonly levelOf: (priority: string) => number;
	/** How a ticket stands with what was promised. */
	readonly standing: (ticket: Measured) => Standing | null;
}

/** What only whoever keeps the tickets knows of them. */
export interface Knows<Row> {
	/** Whether a ticket says the words of a term. */
	readonly says: (row: Row, term: TextTerm) => boolean;
	/** Whether it has something new for whoever asks. */
	readonly isUnread: (row: Row) => boolean;
}

type Test<Row = Searched> = (row: Row) => boolean;

/**
 * Whether tickets fit a query whose names are resolved. Everything that is the same for all of them
 * is worked out once.
 */
export function compileQuery<Row extends Searched>(
	query: Query,
	asker: Asker,
	knows: Knows<Row>
): (row: Row) => boolean {
	const place = { ...asker, days: localDays(asker.timeZone, asker.nowMs) };
	const fits = queryTest(query, place, knows);
	if (asksForState(query, 'deleted')) return fits;
	return (row) => row.isRemoved !== true && fits(row);
}

function queryTest<Row extends Searched>(
	{ groups }: Query,
	place: Place,
	knows: Knows<Row>
): (row: Row) => boolean {
	const tests = groups.map((terms) => terms.map((term) => termTest(term, place, knows)));
	return (row) => tests.every((any) => any.some((holds) => holds(row)));
}

function termTest<Row extends Searched>(
	term: Term,
	place: Place,
	knows: Knows<Row>
): (row: Row) => boolean {
	const holds = plainTest(term, place, knows);
	return term.not ? (row) => !holds(row) : holds;
}

function plainTest<Row extends Searched>(
	term: Term,
	place: Place,
	knows: Knows<Row>
): (row: Row) => boolean {
	switch (term.kind) {
		case 'text':
			return (row) => knows.says(row, term);
		case 'field':
			return fieldTest(term, place, knows);
		case 'custom': {
			const holds = customTest(term, { me: place.me, today: place.days.today });
			return ({ custom }) => holds(custom[term.field]);
		}
		case 'part':
			return queryTest(term.query, place, knows);
	}
}

interface Place extends Asker {
	readonly days: LocalDays;
}

function fieldTest<Row extends Searched>(
	term: FieldTerm,
	place: Place,
	{ isUnread }: Knows<Row>
): Test<Row> {
	const { field, values } = term;
	switch (QUERY_FIELDS[field]) {
		case 'date':
			return dateTest(term, place);
		case 'priority':
			return priorityTest(term, place);
		case 'words':
			return wordsTest(term);
		case 'is':
			return anyOf(
				among(QUERY_STATES, values).map((state) =>
					state === 'unread' ? isUnread : STATES[state](place)
				)
			);
		case 'has':
			return anyOf(among(QUERY_HAVINGS, values).map((having) => HAVINGS[having]));
		case 'tag':
			return tagTest(values);
		default: {
			const wanted = new Set(values.map((value) => (value === ME ? place.me : value)));
			const of = VALUES[field];
			return (row) => of?.(row).some((value) => wanted.has(value ?? NONE)) === true;
		}
	}
}

const among = <T extends string>(known: readonly T[], values: readonly string[]): T[] =>
	known.filter((one) => values.includes(one));

const anyOf =
	<Row>(tests: readonly Test<Row>[]): Test<Row> =>
	(row) =>
		tests.some((holds) => holds(row));

/** What a field of codes or ids holds; null where it is empty. */
const VALUES: Readonly<Record<string, (row: Searched) => readonly (string | null)[]>> = {
	status: ({ status }) => [status],
	type: ({ type }) => [type],
	section: ({ section }) => [section],
	category: ({ category }) => [category],
	assignee: ({ assignee }) => [assignee],
	with: ({ collaborators }) => (collaborators.length === 0 ? [null] : collaborators),
	task: ({ tasks }) => tasks?.people ?? [null],
	creator: ({ createdBy }) => [createdBy],
	team: ({ team }) => [team]
};

const STATES: Readonly<Record<Exclude<QueryState, 'unread'>, (place: Place) => Test>> = {
	open: () => (row) => row.class === 'open',
	paused: () => (row) => row.class === 'paused',
	done: () => (row) => row.class === 'done',
	unsolved: () => (row) => row.class !== 'done',
	overdue: (place) => (row) => row.due !== null && row.due < place.nowMs && row.class !== 'done',
	late: (place) => (row) => stateOf(row, place) === 'late',
	'at-risk': (place) => (row) => /late|warning/.test(stateOf(row, place) ?? ''),
	mine: (place) => (row) => row.assignee === place.me,
	unassigned: () => (row) => row.assignee === null,
	merged: () => (row) => row.merged !== null,
	deleted: () => (row) => row.isRemoved === true
};

function stateOf(row: Searched, { standing, nowMs }: Place) {
	const known = standing(row);
	return known && standingState(known, nowMs);
}

const HAVINGS: Readonly<Record<QueryHaving, Test>> = {
	tasks: ({ tasks }) => tasks !== null && tasks.done < tasks.all,
	due: ({ due }) => due !== null,
	tags: ({ tags }) => tags.length > 0,
	category: ({ category }) => category !== null,
	requester: ({ requester }) => requester !== null,
	'follow-up': ({ followUps = [] }) => followUps.length > 0
};

function tagTest(values: readonly string[]): Test {
	const wanted = new Set(values.map(spacedWords));
	const asksForNone = values.includes(NONE);
	return ({ tags }) =>
		tags.some((tag) => wanted.has(spacedWords(tag))) || (asksForNone && tags.length === 0);
}

/** Words in the subject or of the requester, each anywhere in a word. */
function wordsTest({ field, values }: FieldTerm): Test {
	const wanted = values.map((value) => searchWords(value).join(' '));
	const asksForNone = values.includes(NONE);
	return (row) => {
		const text = field === 'subject' ? row.subject : row.requester;
		if (text === null) return asksForNone;
		const words = spacedWords(text);
		return wanted.some((one) => one !== '' && words.includes(one));
	};
}

function priorityTest({ comparison, values }: FieldTerm, { levelOf }: Place): Test {
	if (comparison === null) {
		const wanted = new Set(values);
		return ({ priority }) => wanted.has(priority);
	}
	const levels = values.map(levelOf);
	return ({ priority }) => {
		const level = levelOf(priority);
		return levels.some((other) => compares(level, comparison, { from: other, to: other + 1 }));
	};
}

/** The moments that a field of dates holds; of some there are several. */
const DATES: Readonly<Record<string, (row: Searched, me: string) => readonly number[]>> = {
	created: ({ createdMs }) => [createdMs],
	updated: ({ updatedMs }) => [updatedMs],
	due: ({ due }) => (due === null ? [] : [due]),
	'follow-up': ({ followUps = [] }) => followUps.map(({ atMs }) => atMs),
	'my-follow-up': ({ followUps = [] }, me) =>
		followUps.flatMap(({ atMs, person }) => (person === me ? [atMs] : []))
};

/** The instants from `from` up to but not including `to` that days in a query mean. */
export function dateSpans(values: readonly string[], days: LocalDays) {
	return values.flatMap((value) => {
		const read = readDays(value);
		if (read === undefined || read === 'none') return [];
		const { from, to } = read(days.today);
		return [{ from: days.startOf(from), to: days.startOf(to) }];
	});
}

function dateTest({ field, comparison, values }: FieldTerm, { days, me }: Place): Test {
	const spans = dateSpans(values, days);
	const asksForNone = values.includes(NONE);
	return (row) => {
		const moments = DATES[field]?.(row, me) ?? [];
		if (moments.length === 0) return asksForNone;
		return spans.some((span) => moments.some((ms) => compares(ms, comparison, span)));
	};
}

/** After a day is after its end, from it on is from its beginning. */
function compares(
	value: number,
	comparison: Comparison | null,
	{ from, to }: { readonly from: number; readonly to: number }
): boolean {
	switch (comparison) {
		case '>':
			return value >= to;
		case '>=':
			return value >= from;
		case '<':
			return value < from;
		case '<=':
			return value < to;
		case null:
			return value >= from && value < to;
	}
}
