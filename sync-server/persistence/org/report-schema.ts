/** What was read of each ticket's changes for reports; made anew where `rev` or `shape` is another. */
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
