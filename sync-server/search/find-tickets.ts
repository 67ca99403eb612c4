import { isPersonId } from '#lib/domain/ids.ts';
import type { Actor } from '#lib/domain/policy/actor.ts';
import { can } from '#lib/domain/policy/can.ts';
import { slipsIn, wordsLike } from '#lib/domain/query/likeness.ts';
import { compileQuery, type Asker } from '#lib/domain/query/match.ts';
import type { Query, Term, TextTerm } from '#lib/domain/query/query.ts';
import { textTerms } from '#lib/domain/query/simplify.ts';
import type { ServiceRecord } from '#lib/domain/sla/history.ts';
import { searchWords, withoutArticle } from '#lib/domain/query/words.ts';
import { conditionsOf } from '../persistence/org/search-conditions.ts';
import { SEARCH_LIMIT, type SearchAnswer, type SearchHit } from '#lib/protocol/search.ts';
import type { SearchLine } from '../persistence/org/search-line.decode.ts';
import type { SearchStore, StoredLine } from '../persistence/org/search-store.ts';

/** With fewer tickets than this saying a word as it was typed, words like it are looked for. */
const FEW = 20;
/** Most known words that a part of a word may stand for, and that a slip may have meant. */
const MOST_PARTS = 64;
const MOST_ALIKE = 8;
/** So many words with the most runs of letters in common are compared letter by letter. */
const CANDIDATES = 400;

/** How well a ticket says a term: in its line, in a message, or only if a slip is forgiven. */
const IN_HEAD = 0;
const IN_MESSAGE = 1;
const BY_GUESS = 2;

/**
 * Which tickets say a term, and where: the place of the message, 0 for the head; below zero, counted
 * down from -1, if a slip is forgiven.
 */
type SaidBy = ReadonlyMap<number, number>;
const guessed = (place: number): number => -1 - place;
const placeOf = (said: number): number => (said < 0 ? -1 - said : said);
const rankOf = (said: number): number => (said < 0 ? BY_GUESS : said === 0 ? IN_HEAD : IN_MESSAGE);
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
}

/** The tickets that fit a query and that whoever asks may read, the best first. */
export function findTickets(search: SearchStore, wanted: Wanted): Found {
	const texts = new Texts(search);
	// What says it in its head comes first: where that is enough, the messages need not be looked at.
	const first = isOfHeads(wanted.query) ? look(search, wanted, texts, 'heads') : undefined;
	return first?.isMore ? first : look(search, wanted, texts, 'all');
}

interface Found {
	readonly hits: readonly PlacedHit[];
	readonly isMore: SearchAnswer['isMore'];
}

/** Whether the heads alone say which tickets come first: all words that must be said stand by themselves. */
function isOfHeads({ groups }: Query): boolean {
	const said = groups.filter((terms) => textTerms({ groups: [terms] }).some(({ not }) => !not));
	return said.length > 0 && said.every((terms) => terms.every(isSaid));
}

function look(
	search: SearchStore,
	{ query, actor, asker }: Wanted,
	texts: Texts,
	where: 'heads' | 'all'
): Found {
	const said: SaidByTerm = new Map();
	for (const term of textTerms(query)) {
		const by = where === 'heads' && !term.not ? texts.inHeads(term) : texts.of(term);
		if (by !== undefined) said.set(term, by);
	}
	// Every ticket says what has no letter and no digit.
	const fits = compileQuery<Line>(query, asker, ({ no }, term) => said.get(term)?.has(no) ?? true);
	const hits: PlacedHit[] = [];
	for (const { no, rank } of inOrder(search, { query, actor, asker }, said)) {
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
	readonly updatedMs: number;
	readonly service: ServiceRecord | null;
}

/** Its clocks are read only if somebody asks for them. */
function lineOf(search: SearchStore, stored: StoredLine, no: number): Line {
	return {
		...search.read(stored.line),
		no,
		updatedMs: stored.updated_ms,
		get service() {
			return search.service(stored.target);
		}
	};
}

/** A first look that reads no JSON: whoever is on a ticket is named in its line. */
function mayReach(actor: Actor, { team, line }: StoredLine): boolean {
	const isInTeam = [...actor.teams, ...actor.supervises].some((one) => one === team);
	return isInTeam || actor.role === 'org-admin' || line.includes(actor.person);
}

function mayRead(actor: Actor, { team, people }: SearchLine): boolean {
	const ticket = { team, people: new Set(people.filter(isPersonId)) };
	return can(actor, { do: 'ticket.read', ticket }).allowed;
}

/** With at most so many candidates each is looked up by itself. */
const ONE_BY_ONE = 2_000;

/** The tickets that may fit, by how well they say the words and then the newest first. */
function inOrder(
	search: SearchStore,
	wanted: Wanted,
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
	const times: Iterable<readonly [number, number]> =
		fewest !== undefined && fewest.size <= ONE_BY_ONE
			? [...fewest.keys()].map((no) => [no, search.changedMs(no)] as const)
			: search.where(conditionsOf(wanted.query, wanted.actor, wanted.asker));
	const all: { no: number; ms: number; rank: number }[] = [];
	for (const [no, ms] of times) {
		if (!texts.every((terms) => saysAny(terms, said, no))) continue;
		let rank = IN_HEAD;
		for (const ranked of ranks) rank = Math.max(rank, ranked.get(no) ?? BY_GUESS);
		all.push({ no, ms, rank });
	}
	return all.sort((a, b) => a.rank - b.rank || b.ms - a.ms);
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

/** What tickets say, looked up once for each term. */
class Texts {
	readonly #search: SearchStore;
	readonly #runs = new Map<TextTerm, readonly string[]>();
	readonly #words = new Map<TextTerm, readonly string[]>();

	constructor(search: SearchStore) {
		this.#search = search;
	}

	/** The words by which a term was found. */
	wordsOf(term: TextTerm): readonly string[] {
		return this.#words.get(term) ?? [];
	}

	/** Whose head says a term as it was typed; undefined for a term without any word. */
	inHeads(term: TextTerm): SaidBy | undefined {
		const runs = this.#runsOf(term);
		return runs.length === 0 ? undefined : this.#search.heads(runs);
	}

	/** Who says a term; undefined for a term without any word. */
	of(term: TextTerm): SaidBy | undefined {
		const runs = this.#runsOf(term);
		const [word, ...others] = searchWords(term.text);
		if (word === undefined) return undefined;
		const found = this.#search.texts(runs);
		if (term.exact || others.length > 0) return found;
		const alike = found.size < FEW ? this.#alike(word, found.size > 0) : [];
		this.#words.set(term, [...runs, ...alike]);
		return alike.length === 0 ? found : new Map([...this.#guessed(alike), ...found]);
	}

	/** What must stand in a text for it to say a term, any of it: words as typed, or parts of words. */
	#runsOf(term: TextTerm): readonly string[] {
		const known = this.#runs.get(term);
		if (known !== undefined) return known;
		const words = searchWords(term.text);
		const runs =
			term.exact || words.length !== 1 ? [words.join(' ')].filter(Boolean) : this.#parts(words);
		this.#runs.set(term, runs);
		this.#words.set(term, term.exact || words.length !== 1 ? words : runs);
		return runs;
	}

	/** A word, and the known words that it is a part of. */
	#parts([word = '']: readonly string[]): readonly string[] {
		const whole = [word, ...withoutArticle(word)];
		const parts = whole.filter(({ length }) => length >= 3);
		const known = parts.flatMap((part) => this.#search.wordsWith(part, MOST_PARTS));
		return [...new Set([...whole, ...known])];
	}

	#alike(word: string, isKnown: boolean): string[] {
		if (slipsIn(word) === 0) return [];
		const near = this.#search.wordsNear(word, CANDIDATES);
		return wordsLike(word, near, { limit: MOST_ALIKE, isKnown });
	}

	#guessed(alike: readonly string[]): SaidBy {
		const found = this.#search.texts(alike);
		return new Map([...found].map(([no, place]) => [no, guessed(place)]));
	}
}
