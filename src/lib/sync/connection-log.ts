const LENGTH = 20;

export interface ConnectionEvent {
	readonly atMs: number;
	readonly what: 'connected' | 'lost' | 'failed';
	readonly code: number | null;
}

/** The last things that happened to the connection, for the inspector. */
export class ConnectionLog {
	readonly #now: () => number;
	#events: readonly ConnectionEvent[] = [];

	constructor(now: () => number) {
		this.#now = now;
	}

	/** The newest last. */
	get events(): readonly ConnectionEvent[] {
		return this.#events;
	}

	note(what: ConnectionEvent['what'], code: number | null): void {
		this.#events = [...this.#events, { atMs: this.#now(), what, code }].slice(-LENGTH);
	}
}
