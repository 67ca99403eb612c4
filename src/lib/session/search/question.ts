import { findNamedIn, namedAlone, type Named } from '#lib/domain/query/find-named.ts';
import { asItIs } from '#lib/domain/query/places.ts';
import { parseQuery } from '#lib/domain/query/parse.ts';
import { compileQuery } from '#lib/domain/query/match.ts';
import { fieldNamesIn } from '#lib/domain/query/field-names.ts';
import { fieldsIn } from '#lib/domain/query/custom.ts';
import type { Asked, Query, QueryProblem } from '#lib/domain/query/query.ts';
import { formatQuery } from '#lib/domain/query/format.ts';
import {
	namedQuery,
	resolveQuery,
	type NamedKind,
	type NameOf
} from '#lib/domain/query/resolve.ts';
import { asksForState, textTerms } from '#lib/domain/query/simplify.ts';
import { isUnread } from '#lib/domain/query/unread.ts';
import { needlesOf, searchWords } from '#lib/domain/query/words.ts';
import { withMarks } from '#lib/domain/query/value-marks.ts';
import type { Desk } from '../desk.ts';
import { locale } from '#lib/ui/messages.svelte.ts';
import { categoryPath, entryName } from '../entry-names.ts';
import type { RowView } from '../desk/views.ts';
import type { Question } from './messages.ts';
import { promisesOf } from './promises.ts';
import { rowWords } from './row-words.ts';

/** Where the days of this person begin. */
export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The query that a text is, with codes and ids where names were. */
export function readQuery(desk: Desk, text: string): Asked {
	const asked = parseQuery(text, fieldsIn(desk.catalogue));
	return asked.ok ? resolveQuery(asked.query, findNamedIn(namedHere(desk))) : asked;
}

function namedHere({ catalogue, people, teams }: Desk): Named {
	const alsoCalled = (kind: NamedKind, code: string): string[] => {
		if (kind === 'person' || kind === 'team') return [];
		const entry = catalogue.find(kind, code);
		return entry === undefined ? [] : [entryName(kind, entry)];
	};
	return { catalogue, people, teams, alsoCalled };
}

/** What codes and ids are called here. */
export function namesOf(desk: Desk): NameOf {
	const people: ReadonlyMap<string, { readonly name: string }> = desk.people;
	const teams: ReadonlyMap<string, { readonly name: string }> = desk.teams;
	return (kind, value) => {
		if (kind === 'person') return people.get(value)?.name;
		if (kind === 'team') return teams.get(value)?.name;
		if (kind === 'category') return categoryPath(desk.catalogue, value);
		const entry = desk.catalogue.find(kind, value);
		return entry && entryName(kind, entry);
	};
}

/** The query with what units, categories, and what names in it, mean at present. */
const asOf = (query: Query, desk: Desk): Query => withMarks(asItIs(query, desk), desk.catalogue);

/** A query as this person asks it now. */
export function questionOf(desk: Desk, query: Query): Question {
	const priorities = desk.catalogue.all('priority');
	return {
		query: asOf(query, desk),
		me: desk.me.person,
		nowMs: desk.now,
		timeZone: timeZone(),
		levels: Object.fromEntries(priorities.map(({ code, level }) => [code, level])),
		promises: promisesOf(desk),
		marks: asksForState(query, 'unread') ? ticketMarks(desk) : new Map()
	};
}

/** Up to which message I have read each ticket, by its id. */
function ticketMarks(desk: Desk): Question['marks'] {
	const names = desk.mine.readNames.filter((name) => name.startsWith('ticket.'));
	return new Map(names.map((name) => [name.slice('ticket.'.length), desk.mine.readMark(name)]));
}

/** What is typed is looked for word by word while it is no query yet, or none at all. */
export function wordsOnly(text: string): Query {
	const place = { at: 0, end: 0 };
	return {
		groups: searchWords(text).map((word) => [
			{ kind: 'text', not: false, text: word, exact: false, ...place }
		])
	};
}

// Cutting a text into words costs more than comparing it; a row never changes, so they are kept.
const said = new WeakMap<RowView, string>();

function wordsIn(row: RowView): string {
	const known = said.get(row);
	if (known !== undefined) return known;
	const words = rowWords(row);
	said.set(row, words);
	return words;
}

/** Whether rows fit a text; undefined when it is no query. */
export function rowTest(desk: Desk, text: string): ((row: RowView) => boolean) | undefined {
	const asked = readQuery(desk, text);
	if (!asked.ok) return undefined;
	const query = asOf(asked.query, desk);
	const needles = new Map(textTerms(query).map((term) => [term, needlesOf(term)]));
	return compileQuery<RowView>(
		query,
		{
			me: desk.me.person,
			nowMs: desk.now,
			timeZone: timeZone(),
			levelOf: (priority) => desk.catalogue.find('priority', priority)?.level ?? -1,
			standing: (ticket) => desk.serviceLevels.standing(ticket)
		},
		{
			says: (row, term) => {
				const wanted = needles.get(term) ?? [];
				return wanted.length === 0 || wanted.some((one) => wordsIn(row).includes(one));
			},
			isUnread: (row) => isUnread(row, desk.me.person, desk.mine.readMark(`ticket.${row.id}`))
		}
	);
}

/** What is wrong with a text; null when it is a query. */
export function problemOf(desk: Desk, text: string): QueryProblem | null {
	const asked = readQuery(desk, text);
	return asked.ok ? null : asked.problem;
}

/** The text of a query with names where codes and ids are; as it is when it cannot be read. */
export function namedText(desk: Desk, text: string): string {
	const asked = readQuery(desk, text);
	if (!asked.ok) return text;
	const names = namedAlone(namedHere(desk), namesOf(desk));
	return formatQuery(namedQuery(asked.query, names, fieldNamesIn(desk.catalogue, locale.code)));
}
