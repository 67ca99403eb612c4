import { foldText } from '#lib/domain/fold-text.ts';
import { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import { compileQuery } from '#lib/domain/query/match.ts';
import type { TextTerm } from '#lib/domain/query/query.ts';
import { simplified, textTerms } from '#lib/domain/query/simplify.ts';
import { isUnread } from '#lib/domain/query/unread.ts';
import { needlesOf, searchWords, spacedWords } from '#lib/domain/query/words.ts';
import { Vocabulary } from '#lib/domain/query/vocabulary.ts';
import { ServiceLevels, type Measured } from '#lib/domain/sla/service-levels.ts';
import type { Found, Question, RowText } from './messages.ts';
import { isNamed } from './named.ts';
import { rowWords } from './row-words.ts';

/** With fewer hits than this, slips are forgiven. */
const FEW = 10;
const MOST_ALIKE = 8;

/** What is kept of a ticket's own document: its line, and what was written in it. */
export interface StoredText {
	readonly id: string;
	/** As its document says; a list may know better. */
	readonly row: RowText;
	/** Everything that was said, as spaced words. */
	readonly text: string;
}

interface Line extends RowText {
	readonly subjectWords: string;
	readonly requesterWords: string;
	readonly words: string;
}

/**
 * The words of the tickets on this device, folded once and looked through as a whole: twelve million
 * letters take a few milliseconds, and any part of a word is found in any script.
 */
export class TextIndex {
	readonly #rows = new Map<string, Line>();
	readonly #texts = new Map<string, { readonly line: Line; readonly text: string }>();
	readonly #vocabulary = new Vocabulary();
	#levels:
		| {
				readonly promises: Question['promises'];
				readonly of: string;
				readonly levels: ServiceLevels;
		  }
		| undefined;

	putRow(row: RowText): void {
		this.#rows.set(row.id, this.#line(row));
	}

	removeRow(id: string): void {
		this.#rows.delete(id);
	}

	putText({ id, row, text }: StoredText): void {
		this.#texts.set(id, { line: this.#line(row), text });
		this.#vocabulary.learn(text);
	}

	removeText(id: string): void {
		this.#texts.delete(id);
	}

	/** The best first: a number or mark, then subjects, requesters, what was written, and guesses. */
	find(asked: Question, limit: number): Found[] {
		const question = { ...asked, query: simplified(asked.query) };
		const terms = textTerms(question.query);
		const exact: Needles = new Map(terms.map((term) => [term, needlesOf(term)]));
		const hits = this.#fitting(question, exact).map((line) => ({
			line,
			rank: rankOf(line, exact)
		}));
		if (hits.length < FEW) {
			const known = new Set(hits.map(({ line }) => line.id));
			for (const line of this.#fitting(question, this.#loosened(exact, hits.length > 0)))
				if (!known.has(line.id)) hits.push({ line, rank: GUESS });
		}
		return hits
			.sort((a, b) => a.rank - b.rank || b.line.updatedMs - a.line.updatedMs)
			.slice(0, limit)
			.map(({ line, rank }) => toFound(line, rank === GUESS));
	}

	#line(row: RowText): Line {
		const { subject, requester } = row;
		const [subjectWords, requesterWords] = [subject, requester ?? ''].map(spacedWords);
		const words = rowWords(row);
		this.#vocabulary.learn(words);
		return {
			...row,
			subjectWords: subjectWords ?? '',
			requesterWords: requesterWords ?? '',
			words
		};
	}

	#fitting({ query, levels, promises, marks, ...asker }: Question, needles: Needles): Line[] {
		const levelOf = (priority: string) => levels[priority] ?? -1;
		const standing = (line: Measured) => this.#promised(promises).standing(line);
		const says = (line: Line, term: TextTerm) => {
			const wanted = needles.get(term) ?? [];
			const text = this.#texts.get(line.id)?.text ?? '';
			return (
				wanted.length === 0 || wanted.some((one) => line.words.includes(one) || text.includes(one))
			);
		};
		const fits = compileQuery<Line>(
			query,
			{ ...asker, levelOf, standing },
			{ says, isUnread: (line) => isUnread(line, asker.me, marks.get(line.id) ?? 0) }
		);
		const lines = [...this.#rows.values()].filter(fits);
		// A ticket that is in no list any more is found by what lies on this device of it.
		for (const [id, { line }] of this.#texts)
			if (!this.#rows.has(id) && fits(line)) lines.push(line);
		return lines;
	}

	/** Working time is worked out once for as long as the promises are the same. */
	#promised(promises: Question['promises']): ServiceLevels {
		if (this.#levels?.promises === promises) return this.#levels.levels;
		const of = JSON.stringify(promises);
		const levels =
			this.#levels?.of === of
				? this.#levels.levels
				: new ServiceLevels(new Catalogue(promises.entries), promises.teams);
		this.#levels = { promises, of, levels };
		return levels;
	}

	/** What may have been meant; words in quotes are meant as they are. */
	#loosened(exact: Needles, isKnown: boolean): Needles {
		const loose: Needles = new Map();
		for (const [term, needles] of exact) {
			const [word, ...others] = searchWords(term.text);
			const isWord = !term.exact && word !== undefined && others.length === 0;
			const alike = isWord ? this.#vocabulary.like(word, { limit: MOST_ALIKE, isKnown }) : [];
			loose.set(term, [...needles, ...alike.map((one) => ` ${one} `)]);
		}
		return loose;
	}
}

/** Any of these must stand in what a ticket says; none: every ticket says it. */
type Needles = Map<TextTerm, readonly string[]>;

const GUESS = 5;

function rankOf(line: Line, needles: Needles): number {
	const wanted = [...needles].filter(([term]) => !term.not);
	const [first] = wanted;
	if (wanted.length === 1 && first !== undefined && isNamed(line, foldText(first[0].text)))
		return 0;
	const isIn = (words: string) =>
		wanted.every(([, any]) => any.length === 0 || any.some((one) => words.includes(one)));
	if (isIn(line.subjectWords)) return 1;
	if (isIn(line.requesterWords)) return 2;
	return isIn(line.words) ? 3 : 4;
}

function toFound(line: Line, isGuess: boolean): Found {
	const { id, number, subject, status, requester, updatedMs, contact } = line;
	return {
		...{ id, number, subject, status, class: line.class, requester, updatedMs, isGuess },
		...(contact !== undefined && { contact })
	};
}
