/** Texts that people write together, their versions, and whose a Yjs client of them is. */
export const TEXT_SCHEMA = `
CREATE TABLE texts (
	id TEXT PRIMARY KEY,
	base BLOB,
	changed_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE text_updates (
	text TEXT NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
	seq INTEGER NOT NULL,
	bytes BLOB NOT NULL,
	PRIMARY KEY (text, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE text_clients (
	text TEXT NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
	client INTEGER NOT NULL,
	person TEXT NOT NULL,
	PRIMARY KEY (text, client)
) STRICT, WITHOUT ROWID;
CREATE TABLE text_versions (
	text TEXT NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
	number INTEGER NOT NULL,
	name TEXT NOT NULL,
	person TEXT NOT NULL,
	at_ms INTEGER NOT NULL,
	rich TEXT NOT NULL,
	PRIMARY KEY (text, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX registers_drafts ON registers (key) WHERE key >= 'drafts/' AND key < 'drafts0';
`;
