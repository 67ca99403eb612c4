/** What was read of each ticket's changes for reports, as it was until it was read on from. */
export const REPORT_SCHEMA = `
CREATE TABLE report_tickets (
	target TEXT PRIMARY KEY,
	-- the revision of its thread that was read
	rev INTEGER NOT NULL,
	shape INTEGER NOT NULL,
	team TEXT NOT NULL,
	created_ms INTEGER NOT NULL,
	-- the last instant at which it counts for anything; null while it is open
	last_ms INTEGER,
	facts TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** What reports know of each ticket, followed along the log; `meta.reports` says how far. */
export const REPORT_FACTS_SCHEMA = `
DROP TABLE report_tickets;
CREATE TABLE report_tickets (
	target TEXT PRIMARY KEY,
	team TEXT NOT NULL,
	created_ms INTEGER NOT NULL,
	-- the last instant at which it counts for anything; null while it is open
	last_ms INTEGER,
	-- up to where in the log it was read, and the newest stamp of what was
	seq INTEGER NOT NULL,
	at TEXT NOT NULL,
	facts TEXT NOT NULL,
	-- what reading on needs besides
	read_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
