import { markedWord, trigrams } from '#lib/domain/query/likeness.ts';
import type { Database } from '../sqlite.ts';
import { toSearchLine, type SearchLine } from './search-line.decode.ts';

/** Places of messages in one ticket; the bits of a row's number below those of its ticket. */
const PLACES = 2 ** 20;
/** Lengths of words by whose parts and likenesses texts are found, and most new ones of one text. */
const WORD_LENGTH = { least: 3, most: 40 } as const;
const MOST_NEW_WORDS = 2_000;

/** Where in a ticket words were found: the first message that says them, 0 for its head. */
export interface FoundText {
	readonly no: number;
	readonly place: number;
}

/** The line of a ticket, as text until it is wanted. */
export interface StoredLine {
	readonly target: string;
	readonly team: string;
	readonly line: string;
	readonly updated_ms: number;
	/** What its clocks depend on, as JSON. */
	readonly service: string | null;
}

/** SQL about the columns of `search_tickets`, with the values of its places. */
export type Condition = readonly [sql: string, ...values: (string | number)[]];

const statementsOf = (database: Database) => ({
	ticket: database.prepare<[string], { no: number }>(
		'SELECT no FROM search_tickets WHERE target = ?'
	),
	putTicket: database.prepare<object, { no: number }>(
		`INSERT INTO search_tickets (target, team, status, class, priority, assignee, due, line)
			VALUES (@target, @team, @status, @class, @priority, @assignee, @due, @line)
			ON CONFLICT (target) DO UPDATE SET team = excluded.team, status = excluded.status,
				class = excluded.class, priority = excluded.priority, assignee = excluded.assignee,
				due = excluded.due, line = excluded.line
			RETURNING no`
	),
	line: database.prepare<[number], StoredLine>(
		`SELECT s.target, s.team, s.line, coalesce(t.updated_ms, 0) AS updated_ms, t.service
			FROM search_tickets AS s LEFT JOIN threads AS t USING (target) WHERE s.no = ?`
	),
	changedMs: database.prepare<[number], { ms: number }>(
		`SELECT coalesce(t.updated_ms, 0) AS ms
			FROM search_tickets AS s LEFT JOIN threads AS t USING (target) WHERE s.no = ?`
	),
	putText: database.prepare<[bigint, string]>(
		'INSERT OR REPLACE INTO search_texts (rowid, words) VALUES (?, ?)'
	),
	dropText: database.prepare<[bigint]>('DELETE FROM search_texts WHERE rowid = ?'),
	texts: database.prepare<[string], FoundText>(
		`SELECT rowid / ${PLACES} AS no, min(rowid % ${PLACES}) AS place
			FROM search_texts WHERE search_texts MATCH ? GROUP BY 1`
	),
	know: database.prepare<[string]>('INSERT OR IGNORE INTO search_known (word) VALUES (?)'),
	putWord: database.prepare<[string]>('INSERT INTO search_words (word) VALUES (?)'),
	words: database.prepare<[string, number], { word: string }>(
		'SELECT word FROM search_words WHERE search_words MATCH ? ORDER BY length(word) LIMIT ?'
	),
	alike: database.prepare<[string, number], { word: string }>(
		'SELECT word FROM search_words WHERE search_words MATCH ? ORDER BY rank LIMIT ?'
	),
	clear: [
		'DELETE FROM search_tickets',
		"INSERT INTO search_texts (search_texts) VALUES ('delete-all')",
		'DELETE FROM search_known',
		'DELETE FROM search_words'
	].map((sql) => database.prepare(sql))
});

/** The SQL of the search over all tickets. */
export function createSearchStore(database: Database) {
	const stmts = statementsOf(database);

	const rowOf = (no: number, place: number): bigint => BigInt(no) * BigInt(PLACES) + BigInt(place);

	function know(words: Iterable<string>): void {
		let added = 0;
		for (const word of words) {
			if (word.length < WORD_LENGTH.least || word.length > WORD_LENGTH.most) continue;
			if (stmts.know.run(word).changes === 0) continue;
			stmts.putWord.run(markedWord(word));
			added += 1;
			if (added >= MOST_NEW_WORDS) return;
		}
	}

	return {
		numberOf: (target: string): number | undefined => stmts.ticket.get(target)?.no,
		/** Keeps the line of a ticket; gives its number here. */
		putTicket: (target: string, line: SearchLine): number => {
			const { team, status, class: statusClass, priority, assignee, due } = line;
			const columns = { target, team, status, class: statusClass, priority, assignee, due };
			return stmts.putTicket.get({ ...columns, line: JSON.stringify(line) })?.no ?? 0;
		},
		/** Keeps what one message says, or (place 0) the head of its ticket. */
		putText: (no: number, place: number, words: readonly string[]) => {
			if (place >= PLACES) return;
			stmts.putText.run(rowOf(no, place), words.join(' '));
			know(new Set(words));
		},
		dropText: (no: number, place: number) => stmts.dropText.run(rowOf(no, place)),
		line: (no: number): StoredLine | undefined => stmts.line.get(no),
		read: toSearchLine,
		/** When a ticket was changed last. */
		changedMs: (no: number): number => stmts.changedMs.get(no)?.ms ?? 0,
		/** The tickets of which conditions on their columns hold, with the time of their last change. */
		where: (conditions: readonly Condition[]): [no: number, ms: number][] => {
			const sql = ['true', ...conditions.map(([condition]) => condition)].join(' AND ');
			return database
				.prepare<(string | number)[], [number, number]>(
					`SELECT s.no, coalesce(t.updated_ms, 0)
					FROM search_tickets AS s LEFT JOIN threads AS t USING (target) WHERE ${sql}`
				)
				.raw()
				.all(...conditions.flatMap(([, ...values]) => values));
		},
		/** Where any of the runs of words stands; each run is whole words in their order. */
		texts: (runs: readonly string[]): FoundText[] => stmts.texts.all(runs.map(quoted).join(' OR ')),
		/** Known words that a part of a word stands in, the shortest first. */
		wordsWith: (part: string, limit: number): string[] =>
			stmts.words.all(quoted(part), limit).map(bare),
		/** Known words that have runs of three letters in common with a word, the most first. */
		wordsNear: (word: string, limit: number): string[] =>
			stmts.alike.all(trigrams(word).map(quoted).join(' OR '), limit).map(bare),
		clear: () => {
			for (const statement of stmts.clear) statement.run();
		}
	};
}

export type SearchStore = ReturnType<typeof createSearchStore>;

/** Words hold letters and digits only, but marks of their ends are no operators either. */
const quoted = (words: string): string => `"${words.replaceAll('"', '')}"`;

const bare = ({ word }: { readonly word: string }): string => word.slice(2, -2);
