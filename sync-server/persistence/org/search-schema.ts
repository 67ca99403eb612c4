/**
 * What a search looks through: of each ticket its line and the words of its head and messages. A row
 * of `search_texts` is numbered by its ticket (`no`), or, for a message, by that and its place.
 * `search_words` holds each word once, cut into runs of three letters, so that parts of words and
 * words spelled a little otherwise are found.
 */
export const SEARCH_SCHEMA = `
CREATE TABLE search_tickets (
	no INTEGER PRIMARY KEY,
	target TEXT NOT NULL UNIQUE,
	team TEXT NOT NULL,
	status TEXT NOT NULL,
	class TEXT NOT NULL,
	priority TEXT NOT NULL,
	assignee TEXT,
	due INTEGER,
	-- all of it, as JSON
	line TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_texts USING fts5 (
	words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0"
);
CREATE TABLE search_known (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search_words USING fts5 (word, tokenize='trigram');
`;
