/** The other end of one physical socket, whatever carries it. */
export interface Peer {
	/** Sends one message, given in pieces that follow each other; a large one may be shared by many. */
	send(...pieces: Uint8Array[]): void;
	close(code: number, reason: string): void;
	/** Bytes that were sent and have not left yet. */
	buffered(): number;
}

/** One document's channel on a socket: multiplexed, or a whole socket of a stock client. */
export interface Port {
	/** Sends one message, as `Peer` does. */
	send(...pieces: Uint8Array[]): void;
	close(code: number, reason: string): void;
}

/**
 * Whom a socket belongs to. `deliver-only`: the session was ended, so what its outboxes bring is
 * refused and kept. `update-needed`: the client is too old to read documents, but what its outboxes
 * bring counts.
 */
export interface Identity {
	readonly org: string;
	readonly person: string;
	/** The session's public id, by which it is ended. */
	readonly session: string;
	readonly mode: 'normal' | 'deliver-only' | 'update-needed';
}
