import { isPersonId, isTeamId } from '#lib/domain/ids.ts';
import type { Actor } from '#lib/domain/policy/actor.ts';
import { can } from '#lib/domain/policy/can.ts';
import { reachesTeam } from '#lib/domain/policy/scope.ts';
import { compileQuery, type Asker } from '#lib/domain/query/match.ts';
import type { Query, Term, TextTerm } from '#lib/domain/query/query.ts';
import { textTerms } from '#lib/domain/query/simplify.ts';
import type { ServiceRecord } from '#lib/domain/sla/history.ts';
import { conditionsOf } from '../persistence/org/search-conditions.ts';
import { SEARCH_LIMIT, type SearchAnswer, type SearchHit } from '#lib/protocol/search.ts';
import type { SearchLine } from '../persistence/org/search-line.decode.ts';
import type { SearchStore, StoredLine } from '../persistence/org/search-store.ts';
import { BY_GUESS, IN_HEAD, placeOf, rankOf, Texts, type SaidBy } from './texts.ts';

type SaidByTerm = Map<TextTerm, SaidBy>;

/** A hit before its excerpt is cut out of the message at `place`. */
export interface PlacedHit {
	readonly hit: Omit<SearchHit, 'excerpt'>;
	readonly target: string;
	readonly place: number;
	/** Any of these words stands there. */
	readonly words: readonly string[];
}

export interface Wanted {
	readonly query: Query;
	readonly actor: Actor;
	readonly asker: Asker;
	/** Whether a ticket has something new for whoever asks. */
	readonly isUnread: (ticket: SearchLine & { readonly target: string }) => boolean;
}

/** The tickets that fit a query and that whoever asks may read, the best first. */
export function findTickets(search: SearchStore, wanted: Wanted): Found {
	const texts = new Texts(search);
	let times: Times | undefined;
	const place: Place = {
		...{ search, texts, wanted },
		times: () => (times ??= search.where(conditionsOf(wanted.query, wanted.actor, wanted.asker)))
	};
	// What says it in its head comes first: where that is enough, the messages need not be looked at.
	const first = areHeadsEnough(wanted.query, texts) ? look(place, 'heads') : undefined;
	return first?.isMore ? first : look(place, 'all');
}

type Times = readonly (readonly [no: number, ms: number])[];

interface Place {
	readonly search: SearchStore;
	readonly wanted: Wanted;
	readonly texts: Texts;
	/** The tickets that may fit, by what the columns say, with the time of their last change. */
	readonly times: () => Times;
}

interface Found {
	readonly hits: readonly PlacedHit[];
	readonly isMore: SearchAnswer['isMore'];
}

/**
 * Whether the heads alone may say which tickets come first: all words that must be said stand by
 * themselves, and more heads say each of them than are shown.
 */
function areHeadsEnough({ groups }: Query, texts: Texts): boolean {
	const said = groups.filter((terms) => textTerms({ groups: [terms] }).some(({ not }) => !not));
	const inHeads = (terms: readonly Term[]) =>
		terms.reduce((sum, term) => sum + (isSaid(term) ? (texts.inHeads(term)?.size ?? 0) : 0), 0);
	return (
		said.length > 0 && said.every((terms) => terms.every(isSaid) && inHeads(terms) > SEARCH_LIMIT)
	);
}

function look(place: Place, where: 'heads' | 'all'): Found {
	const { search, texts } = place;
	const { query, actor, asker, isUnread } = place.wanted;
	const said: SaidByTerm = new Map();
	for (const term of textTerms(query)) {
		const by = where === 'heads' && !term.not ? texts.inHeads(term) : texts.of(term);
		if (by !== undefined) said.set(term, by);
	}
	// Every ticket says what has no letter and no digit.
	const says = ({ no }: Line, term: TextTerm) => said.get(term)?.has(no) ?? true;
	const fits = compileQuery<Line>(query, asker, { says, isUnread });
	const hits: PlacedHit[] = [];
	for (const { no, rank } of inOrder(place, said)) {
		const stored = search.line(no);
		if (stored === undefined || !mayReach(actor, stored)) continue;
		const line = lineOf(search, stored, no);
		if (!mayRead(actor, line) || !fits(line)) continue;
		if (hits.length === SEARCH_LIMIT) return { hits, isMore: true };
		hits.push(placed(stored, line, rank, sayingOf(query, said, no, texts)));
	}
	return { hits, isMore: false };
}

interface Line extends SearchLine {
	readonly no: number;
	readonly target: string;
	readonly updatedMs: number;
	readonly service: ServiceRecord | null;
}

/** Its clocks are read only if somebody asks for them. */
function lineOf(search: SearchStore, stored: StoredLine, no: number): Line {
	return {
		...search.read(stored.line),
		no,
		target: stored.target,
		updatedMs: stored.updated_ms,
		get service() {
			return search.service(stored.target);
		}
	};
}

/** A first look that reads no JSON: whoever is on a ticket is named in its line. */
function mayReach(actor: Actor, { team, line }: StoredLine): boolean {
	return (isTeamId(team) && reachesTeam(actor, team)) || line.includes(actor.person);
}

function mayRead(actor: Actor, { team, people, isRemoved = false }: SearchLine): boolean {
	const ticket = { team, people: new Set(people.filter(isPersonId)), isRemoved };
	return can(actor, { do: 'ticket.read', ticket }).allowed;
}

/** The line of a ticket, if somebody may read it. */
export function readableLine(
	search: SearchStore,
	actor: Actor,
	target: string
): SearchLine | undefined {
	const no = search.numberOf(target);
	const stored = no === undefined ? undefined : search.line(no);
	if (stored === undefined || !mayReach(actor, stored)) return undefined;
	const line = search.read(stored.line);
	return mayRead(actor, line) ? line : undefined;
}

/** With at most so many candidates each is looked up by itself. */
const ONE_BY_ONE = 2_000;

/** The tickets that may fit, by how well they say the words and then the newest first. */
function inOrder(
	{ search, wanted, times }: Place,
	said: SaidByTerm
): { readonly no: number; readonly rank: number }[] {
	const texts = wanted.query.groups.filter((terms) =>
		terms.every((term) => term.kind === 'text' && said.has(term))
	);
	const ranks = texts
		.filter((terms) => terms.every(isSaid))
		.map((terms) => bestOf(terms.flatMap((term) => (isSaid(term) ? (said.get(term) ?? []) : []))))
		.sort((a, b) => a.size - b.size);
	const [fewest] = ranks;
	const candidates: Times =
		fewest !== undefined && fewest.size <= ONE_BY_ONE
			? [...fewest.keys()].map((no) => [no, search.changedMs(no)] as const)
			: times();
	const all: { no: number; ms: number; rank: number }[] = [];
	for (const [no, ms] of candidates) {
		if (!texts.every((terms) => saysAny(terms, said, no))) continue;
		let rank = IN_HEAD;
		for (const ranked of ranks) rank = Math.max(rank, ranked.get(no) ?? BY_GUESS);
		all.push({ no, ms, rank });
	}
	return all.sort((a, b) => a.rank - b.rank || b.ms - a.ms || a.no - b.no);
}

/** Whether one of several terms of words holds, which is known without the line of the ticket. */
function saysAny(terms: readonly Term[], said: SaidByTerm, no: number): boolean {
	return terms.some((term) => term.kind === 'text' && said.get(term)?.has(no) === !term.not);
}

const isSaid = (term: Term): term is TextTerm => term.kind === 'text' && !term.not;

/** The best rank of each ticket that says any of several terms. */
function bestOf(saids: readonly SaidBy[]): ReadonlyMap<number, number> {
	const ranks = new Map<number, number>();
	for (const said of saids)
		for (const [no, place] of said)
			ranks.set(no, Math.min(rankOf(place), ranks.get(no) ?? BY_GUESS));
	return ranks;
}

/** The first message that says one of the terms, if it takes one to find the ticket. */
function sayingOf(
	query: Query,
	said: SaidByTerm,
	no: number,
	texts: Texts
): { readonly place: number; readonly words: readonly string[] } {
	for (const term of textTerms(query)) {
		if (term.not) continue;
		const place = placeOf(said.get(term)?.get(no) ?? 0);
		if (place > 0) return { place, words: texts.wordsOf(term) };
	}
	return { place: 0, words: [] };
}

function placed(
	{ target }: StoredLine,
	line: Line,
	rank: number,
	saying: { readonly place: number; readonly words: readonly string[] }
): PlacedHit {
	const { number, subject, team, status, requester, updatedMs } = line;
	const id = target.slice('ticket.'.length);
	const facts = { id, number, subject, team, status, class: line.class, requester, updatedMs };
	return { hit: { ...facts, isGuess: rank === BY_GUESS }, target, ...saying };
}
