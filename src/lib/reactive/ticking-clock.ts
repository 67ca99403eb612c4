import { createSubscriber } from 'svelte/reactivity';

const MINUTE_MS = 60_000;

/** The present, kept current by the minute in whatever reads it; one timer for all readers. */
export class TickingClock {
	readonly #now: () => number;
	readonly #subscribe: () => void;

	constructor(now: () => number, every: (ms: number, run: () => void) => () => void) {
		this.#now = now;
		this.#subscribe = createSubscriber((update) => every(MINUTE_MS, update));
	}

	get nowMs(): number {
		this.#subscribe();
		return this.#now();
	}
}
