import type { Migration } from '../sqlite.ts';
import { CONTACT_SCHEMA } from './contact-rows.ts';
import { REPORT_FACTS_SCHEMA, REPORT_SCHEMA } from './report-schema.ts';
import { SEARCH_SCHEMA } from './search-schema.ts';
import { TEXT_SCHEMA } from './text-schema.ts';

/** The file of one organisation: the truth (log, registers) and what is derived from it. */
export const ORG_MIGRATIONS: readonly Migration[] = [
	{
		number: 1,
		name: 'changes, registers, projections, outboxes, effects',
		up: `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE changes (
	seq INTEGER PRIMARY KEY,
	rev INTEGER NOT NULL,
	id TEXT NOT NULL UNIQUE,
	type TEXT NOT NULL,
	v INTEGER NOT NULL,
	target TEXT NOT NULL,
	at TEXT NOT NULL,
	saw TEXT NOT NULL,
	body TEXT NOT NULL,
	redo TEXT,
	author TEXT NOT NULL,
	device TEXT NOT NULL,
	arrived_ms INTEGER NOT NULL,
	-- null: accepted; otherwise the reason of the refusal
	refusal TEXT,
	detail TEXT,
	-- what the server gave at acceptance: a ticket's number, a message's place in its thread
	assigned TEXT,
	-- the stamp as sent, where the server replaced it
	sent_at TEXT,
	body_hash BLOB NOT NULL,
	chain BLOB NOT NULL
) STRICT;
CREATE INDEX changes_target ON changes (target, at) WHERE refusal IS NULL;
CREATE INDEX changes_at ON changes (at);

-- Changes whose target has not appeared yet; they enter the log when it does.
CREATE TABLE parked (
	id TEXT PRIMARY KEY,
	target TEXT NOT NULL,
	at TEXT NOT NULL,
	raw TEXT NOT NULL,
	author TEXT NOT NULL,
	device TEXT NOT NULL,
	arrived_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX parked_target ON parked (target, at);

CREATE TABLE registers (
	target TEXT NOT NULL,
	key TEXT NOT NULL,
	value TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (target, key)
) STRICT, WITHOUT ROWID;

-- Per thread, what its row and its numbering need beside the registers.
CREATE TABLE threads (
	target TEXT PRIMARY KEY,
	seq INTEGER NOT NULL,
	frontier TEXT NOT NULL,
	updated_ms INTEGER NOT NULL,
	last TEXT,
	rev INTEGER NOT NULL,
	listed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX threads_listed ON threads (target) WHERE listed = 1;

CREATE TABLE projections (
	name TEXT PRIMARY KEY,
	generation INTEGER NOT NULL,
	client INTEGER NOT NULL,
	rev INTEGER NOT NULL,
	-- the server's clock that base covers
	base_clock INTEGER NOT NULL,
	base BLOB
) STRICT, WITHOUT ROWID;
CREATE TABLE projection_updates (
	name TEXT NOT NULL REFERENCES projections (name) ON DELETE CASCADE,
	clock INTEGER NOT NULL,
	bytes BLOB NOT NULL,
	PRIMARY KEY (name, clock)
) STRICT, WITHOUT ROWID;

CREATE TABLE outboxes (
	device TEXT NOT NULL,
	number INTEGER NOT NULL,
	vector BLOB NOT NULL,
	PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE devices (
	id TEXT PRIMARY KEY,
	person TEXT NOT NULL,
	seen_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE effects (
	id INTEGER PRIMARY KEY,
	change_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	payload TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'done', 'dead', 'held')),
	attempts INTEGER NOT NULL DEFAULT 0,
	next_ms INTEGER NOT NULL,
	lease_ms INTEGER,
	error TEXT,
	UNIQUE (change_id, kind)
) STRICT;
CREATE INDEX effects_due ON effects (next_ms) WHERE state IN ('waiting', 'leased');
`
	},
	{
		number: 2,
		name: 'find replaced stamps without reading the log',
		up: 'CREATE INDEX changes_sent_at ON changes (sent_at) WHERE sent_at IS NOT NULL;'
	},
	{
		number: 3,
		name: 'note the revision with each update',
		// In the row of the base, every write of a large document would write all of it again.
		up: 'ALTER TABLE projection_updates ADD COLUMN rev INTEGER NOT NULL DEFAULT 0;'
	},
	{
		number: 4,
		name: 'what the service level clocks of a ticket depend on',
		up: 'ALTER TABLE threads ADD COLUMN service TEXT;'
	},
	{
		number: 5,
		name: 'find what somebody asked',
		up: "CREATE INDEX registers_asked ON registers (value, at) WHERE key = 'asked';"
	},
	{
		number: 6,
		name: 'keep updates in the order in which they come',
		// Beside their documents, each update of a commit would write a page of its own.
		up: `
ALTER TABLE projections RENAME TO old_projections;
ALTER TABLE projection_updates RENAME TO old_projection_updates;
CREATE TABLE projections (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	generation INTEGER NOT NULL,
	client INTEGER NOT NULL,
	rev INTEGER NOT NULL,
	base_clock INTEGER NOT NULL,
	base BLOB
) STRICT;
CREATE TABLE projection_updates (
	projection INTEGER NOT NULL REFERENCES projections (id) ON DELETE CASCADE,
	clock INTEGER NOT NULL,
	rev INTEGER NOT NULL,
	bytes BLOB NOT NULL,
	PRIMARY KEY (projection, clock)
) STRICT;
INSERT INTO projections (name, generation, client, rev, base_clock, base)
	SELECT name, generation, client, rev, base_clock, base FROM old_projections ORDER BY name;
INSERT INTO projection_updates (projection, clock, rev, bytes)
	SELECT id, old.clock, old.rev, old.bytes
	FROM old_projection_updates AS old JOIN projections USING (name) ORDER BY old.rev;
DROP TABLE old_projection_updates;
DROP TABLE old_projections;
`
	},
	{
		number: 7,
		name: 'look through all tickets',
		up: SEARCH_SCHEMA
	},
	{
		number: 8,
		name: 'find what rules did',
		up: "CREATE INDEX changes_by_rules ON changes (seq) WHERE author LIKE '~rule:%';"
	},
	{
		number: 9,
		name: 'texts that people write together',
		up: TEXT_SCHEMA
	},
	{
		number: 10,
		name: 'order what was found without reading threads',
		up: 'ALTER TABLE search_tickets ADD COLUMN updated_ms INTEGER NOT NULL DEFAULT 0;'
	},
	{
		number: 11,
		name: 'what reports know of each ticket',
		up: REPORT_SCHEMA
	},
	{
		number: 12,
		name: 'find what somebody did',
		up: 'CREATE INDEX changes_by_author ON changes (author, at);'
	},
	{
		number: 13,
		name: 'find a ticket by its number',
		up: "CREATE INDEX registers_number ON registers (value) WHERE key = 'number';"
	},
	{
		number: 14,
		name: 'follow what reports know along the log',
		up: REPORT_FACTS_SCHEMA
	},
	{
		number: 15,
		name: 'whose each ticket is',
		up: CONTACT_SCHEMA
	}
];
