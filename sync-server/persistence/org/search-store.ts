import { markedWord, trigrams } from '#lib/domain/query/likeness.ts';
import type { ServiceRecord } from '#lib/domain/sla/history.ts';
import type { Database } from '../sqlite.ts';
import { toNumbers, toSearchLine, toServiceRecord, type SearchLine } from './search-line.decode.ts';

/** Places of messages in one ticket; the bits of a row's number below those of its ticket. */
const PLACES = 2 ** 20;
/** Messages are numbered after all heads, so that heads can be looked through by themselves. */
const MESSAGES = 2 ** 40;
/** Lengths of words by whose parts and likenesses texts are found, and most new ones of one text. */
const WORD_LENGTH = { least: 3, most: 40 } as const;
const MOST_NEW_WORDS = 2_000;
/** So many words that are known are remembered, so that the file is not asked for each again. */
const MOST_REMEMBERED = 100_000;

/** Where tickets, by their numbers, say words: the first message that does, 0 for the head. */
type FoundTexts = ReadonlyMap<number, number>;

/** The line of a ticket, as text until it is wanted. */
export interface StoredLine {
	readonly target: string;
	readonly team: string;
	readonly line: string;
	readonly updated_ms: number;
}

/** SQL about the columns of `search_tickets`, with the values of its places. */
export type Condition = readonly [sql: string, ...values: (string | number)[]];

const statementsOf = (database: Database) => ({
	ticket: database.prepare<[string], { no: number }>(
		'SELECT no FROM search_tickets WHERE target = ?'
	),
	changeTicket: database.prepare<unknown[]>(
		`UPDATE search_tickets SET team = ?, status = ?, class = ?, priority = ?, assignee = ?,
			due = ?, line = ?, updated_ms = ? WHERE no = ?`
	),
	putTicket: database.prepare<object, { no: number }>(
		`INSERT INTO search_tickets
				(target, team, status, class, priority, assignee, due, line, updated_ms)
			VALUES (@target, @team, @status, @class, @priority, @assignee, @due, @line, @updatedMs)
			ON CONFLICT (target) DO UPDATE SET team = excluded.team, status = excluded.status,
				class = excluded.class, priority = excluded.priority, assignee = excluded.assignee,
				due = excluded.due, line = excluded.line, updated_ms = excluded.updated_ms
			RETURNING no`
	),
	line: database.prepare<[number], StoredLine>(
		'SELECT target, team, line, updated_ms FROM search_tickets WHERE no = ?'
	),
	changedMs: database
		.prepare<[number], number>('SELECT updated_ms FROM search_tickets WHERE no = ?')
		.pluck(),
	touch: database.prepare<[number, number]>(
		'UPDATE search_tickets SET updated_ms = ? WHERE no = ?'
	),
	service: database
		.prepare<[string], string | null>('SELECT service FROM threads WHERE target = ?')
		.pluck(),
	putText: database.prepare<[bigint, string]>(
		'INSERT OR REPLACE INTO search_texts (rowid, words) VALUES (?, ?)'
	),
	dropText: database.prepare<[bigint]>('DELETE FROM search_texts WHERE rowid = ?'),
	heads: database
		.prepare<[string], number>(
			`SELECT rowid FROM search_texts WHERE search_texts MATCH ? AND rowid < ${MESSAGES}`
		)
		.pluck(),
	// One text of hundreds of thousands of numbers is handed over much sooner than as many rows.
	messages: database
		.prepare<[string], string>(
			`SELECT json_group_array(rowid) FROM (SELECT rowid FROM search_texts
				WHERE search_texts MATCH ? AND rowid >= ${MESSAGES} ORDER BY rowid)`
		)
		.pluck(),
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

	const rowOf = (no: number, place: number): bigint =>
		place === 0 ? BigInt(no) : BigInt(MESSAGES) + BigInt(no) * BigInt(PLACES) + BigInt(place);

	const known = new Set<string>();

	function know(words: Iterable<string>): void {
		let added = 0;
		for (const word of words) {
			if (word.length < WORD_LENGTH.least || word.length > WORD_LENGTH.most) continue;
			if (known.has(word)) continue;
			if (known.size >= MOST_REMEMBERED) known.clear();
			known.add(word);
			if (stmts.know.run(word).changes === 0) continue;
			stmts.putWord.run(markedWord(word));
			added += 1;
			if (added >= MOST_NEW_WORDS) return;
		}
	}

	return {
		numberOf: (target: string): number | undefined => stmts.ticket.get(target)?.no,
		/** Keeps the line of a ticket and when it was changed last; gives its number here. */
		putTicket: (target: string, line: SearchLine, updatedMs: number): number => {
			const { team, status, class: statusClass, priority, assignee, due } = line;
			const facts = { target, team, status, class: statusClass, priority, assignee, due };
			return stmts.putTicket.get({ ...facts, line: JSON.stringify(line), updatedMs })?.no ?? 0;
		},
		/** Keeps what one message says, or (place 0) the head of its ticket. */
		putText: (no: number, place: number, words: readonly string[]) => {
			if (place >= PLACES) return;
			stmts.putText.run(rowOf(no, place), words.join(' '));
			know(new Set(words));
		},
		dropText: (no: number, place: number) => stmts.dropText.run(rowOf(no, place)),
		/** Keeps the line of a ticket that is known by its number. */
		changeTicket: (no: number, line: SearchLine, updatedMs: number) => {
			const { team, status, class: statusClass, priority, assignee, due } = line;
			const facts = [team, status, statusClass, priority, assignee, due];
			stmts.changeTicket.run(...facts, JSON.stringify(line), updatedMs, no);
		},
		/** A ticket was changed of which the line says nothing. */
		touch: (no: number, updatedMs: number) => stmts.touch.run(updatedMs, no),
		line: (no: number): StoredLine | undefined => stmts.line.get(no),
		/** What the clocks of a ticket depend on. */
		service: (target: string): ServiceRecord | null =>
			toServiceRecord(stmts.service.get(target) ?? null),
		read: toSearchLine,
		/** When a ticket was changed last. */
		changedMs: (no: number): number => stmts.changedMs.get(no) ?? 0,
		/** The tickets of which conditions on their columns hold, with the time of their last change. */
		where: (conditions: readonly Condition[]): [no: number, ms: number][] => {
			const sql = ['true', ...conditions.map(([condition]) => condition)].join(' AND ');
			const found = database
				.prepare<(string | number)[], { numbers: string; times: string }>(
					`SELECT json_group_array(s.no) AS numbers, json_group_array(s.updated_ms) AS times
					FROM search_tickets AS s WHERE ${sql}`
				)
				.get(...conditions.flatMap(([, ...values]) => values));
			const times = toNumbers(found?.times ?? '[]');
			return toNumbers(found?.numbers ?? '[]').map((no, index) => [no, times[index] ?? 0]);
		},
		/** In which heads any of the runs of words stands; each run is whole words in their order. */
		heads: (runs: readonly string[]): FoundTexts =>
			new Map(stmts.heads.all(anyOf(runs)).map((no) => [no, 0])),
		/** Where any of the runs of words stands. */
		texts: (runs: readonly string[]): FoundTexts => {
			const found = new Map<number, number>();
			// One after the other: looked for together, each row is compared with every run.
			for (const run of runs.map(quoted))
				for (const row of toNumbers(stmts.messages.get(run) ?? '[]')) {
					const no = Math.floor((row - MESSAGES) / PLACES);
					const place = row % PLACES;
					const before = found.get(no);
					if (before === undefined || place < before) found.set(no, place);
				}
			for (const no of stmts.heads.all(anyOf(runs))) found.set(no, 0);
			return found;
		},
		/** Known words that a part of a word stands in, the shortest first. */
		wordsWith: (part: string, limit: number): string[] =>
			stmts.words.all(quoted(part), limit).map(bare),
		/** Known words that have runs of three letters in common with a word, the most first. */
		wordsNear: (word: string, limit: number): string[] =>
			stmts.alike.all(trigrams(word).map(quoted).join(' OR '), limit).map(bare),
		/** Forgets what a rolled-back transaction had put into memory. */
		forget: () => known.clear(),
		clear: () => {
			known.clear();
			for (const statement of stmts.clear) statement.run();
		}
	};
}

export type SearchStore = ReturnType<typeof createSearchStore>;

/** Words hold letters and digits only, but marks of their ends are no operators either. */
const quoted = (words: string): string => `"${words.replaceAll('"', '')}"`;

const anyOf = (runs: readonly string[]): string => runs.map(quoted).join(' OR ');

const bare = ({ word }: { readonly word: string }): string => word.slice(2, -2);
