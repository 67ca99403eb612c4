/** Limits that both sides know, so that an honest client never runs into one. */
export const LIMITS = {
	/** Bytes of one WebSocket message; answers of the server may be longer. */
	messageBytes: 1_048_576,
	/** An outbox is sealed at this many entries or bytes, whichever comes first. */
	outboxEntries: 200,
	outboxBytes: 262_144,
	/** Tabs that may have written to one outbox. */
	outboxWriters: 64,
	/** Documents open on one socket. */
	documentsPerSocket: 400,
	/** Documents named in one message about holdings. */
	holdingsPerMessage: 2_000,
	/** Bytes of one awareness state. */
	awarenessBytes: 4_096
} as const;

/** The version of the wire and of the documents' shapes; see the history below. */
export const PROTOCOL_VERSION = 1;
// 1: first.
