import { presentElements, type Cells } from '#lib/domain/crdt/cells.ts';
import { foldText } from '#lib/domain/fold-text.ts';
import { plainWords } from '#lib/domain/knowledge/markdown.ts';
import { readRating } from '#lib/domain/ticket/rating.ts';
import { readTicket, type Ticket } from '#lib/domain/ticket/ticket.ts';
import type { ShelvedArticle } from '#lib/session/desk/knowledge.ts';

/** As many as are looked at before somebody writes themselves. */
const SHOWN = 4;
/** Words of fewer letters say little, but for names such as VPN, dns or M3. */
const LEAST_LETTERS = 4;
const MOST_WORDS = 12;
/** What somebody's word counts beside a word in the title. */
const OPINION = { weight: 2, most: 3 } as const;
/** How many stars speak for what solved a ticket, and how few against it. */
const STARS = { good: 4, bad: 2 } as const;

/** The words of a ticket by which others like it are found. */
export function tellingWords({ subject, tags, category }: Ticket): string[] {
	const written = [subject, category ?? '', ...tags].join(' ').split(/[^\p{L}\p{N}]+/u);
	const isShouted = !/\p{Ll}/u.test(subject);
	const words = written
		.filter((word) => word.length >= LEAST_LETTERS || isShortName(word, isShouted))
		.map(foldText);
	return [...new Set(words)].slice(0, MOST_WORDS);
}

/** Three letters in capitals where not everything is, or without a vowel; or a letter with a number. */
function isShortName(word: string, isShouted: boolean): boolean {
	if (/\p{N}/u.test(word)) return /\p{L}/u.test(word);
	return /^[b-df-hj-np-tv-xz]{3}$/i.test(word) || (!isShouted && /^\p{Lu}{3}$/u.test(word));
}

/** Words are found in longer ones, but short names only as they are. */
function isIn(text: string, word: string): boolean {
	if (word.length >= LEAST_LETTERS || !text.includes(word)) return text.includes(word);
	return text.split(/[^\p{L}\p{N}]+/u).includes(word);
}

/** Something that may solve a ticket: an article, or what solved a ticket like it. */
export interface Suggestion {
	readonly kind: 'article' | 'ticket';
	readonly id: string;
	readonly title: string;
	/** What goes into a reply. */
	readonly words: string;
	/** It was written for the staff alone. */
	readonly isInner: boolean;
	/** Colleagues whom it helped, and those whom it did not. */
	readonly helpful: readonly string[];
	readonly unhelpful: readonly string[];
}

/** With what it is measured by. */
export interface Considered extends Suggestion {
	/** What it is found by, folded. */
	readonly found: { readonly title: string; readonly body: string };
	/** What whoever asked said of it: 1 that it was good, -1 that it was not, else 0. */
	readonly served: number;
	readonly writtenMs: number;
}

/** Articles do not change: each is read once. */
const known = new WeakMap<ShelvedArticle, Considered>();

/** An article, if it has something to do with these words and is not put away. */
export function nearTo(article: ShelvedArticle, words: readonly string[]): Considered | undefined {
	if (article.stage === 'archived') return undefined;
	const considered = fromArticle(article);
	return likeness(considered, words) > 0 ? considered : undefined;
}

function fromArticle(article: ShelvedArticle): Considered {
	const before = known.get(article);
	if (before !== undefined) return before;
	const { id, title, tags, helpful, unhelpful, writtenMs } = article;
	const words = plainWords(article.body);
	const found = { title: foldText(`${title} ${tags.join(' ')}`), body: foldText(words) };
	const [kind, served] = ['article', 0] as const;
	const isInner = article.stage !== 'published' || article.visibility === 'staff';
	const telling = { kind, id, title, words, isInner, helpful, unhelpful };
	const considered = { ...telling, found, served, writtenMs };
	known.set(article, considered);
	return considered;
}

/** What solved a ticket; undefined when that is not known. */
export function fromTicket(id: string, cells: Cells): Considered | undefined {
	const ticket = readTicket(cells);
	if (ticket?.class !== 'done' || ticket.resolution === null) return undefined;
	const { subject: title, tags, resolution: words, createdMs: writtenMs } = ticket;
	return {
		kind: 'ticket',
		id,
		title,
		words,
		isInner: false,
		helpful: presentElements(cells, 'helpful'),
		unhelpful: presentElements(cells, 'unhelpful'),
		found: { title: foldText(`${title} ${tags.join(' ')}`), body: foldText(words) },
		served: servedBy(cells, ticket.round),
		writtenMs
	};
}

function servedBy(cells: Cells, round: number): number {
	const rating = readRating(cells);
	if (rating?.round !== round) return 0;
	if (!rating.solved || rating.stars <= STARS.bad) return -1;
	return rating.stars >= STARS.good ? 1 : 0;
}

/** What it has to do with these words, and how much it helped; 0 when it has nothing to. */
function likeness(
	{ kind, found, helpful, unhelpful, served }: Considered,
	words: readonly string[]
) {
	const inTitle = words.filter((word) => isIn(found.title, word)).length;
	const inBody = words.filter((word) => isIn(found.body, word)).length;
	// A ticket was found by all that was said in it.
	if (kind === 'article' && inTitle === 0 && inBody < 2) return 0;
	const opinion = helpful.length - unhelpful.length + served;
	const heard = Math.max(-OPINION.most, Math.min(OPINION.most, opinion));
	return Math.max(0.1, 3 * inTitle + inBody + OPINION.weight * heard);
}

/** Where the same solved several tickets, the closest of them says it. */
const isFirstToSay = (one: Suggestion, index: number, all: readonly Suggestion[]): boolean =>
	one.kind === 'article' || all.findIndex(({ words }) => words === one.words) === index;

/** What may solve a ticket, that first which fits and helped most. */
export function suggestions(
	ticket: Ticket,
	articles: readonly Considered[],
	solved: readonly Considered[]
): readonly Suggestion[] {
	const words = tellingWords(ticket);
	return [...articles, ...solved]
		.map((considered) => ({ considered, score: likeness(considered, words) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score || b.considered.writtenMs - a.considered.writtenMs)
		.map(({ considered }) => considered)
		.filter(isFirstToSay)
		.slice(0, SHOWN);
}
