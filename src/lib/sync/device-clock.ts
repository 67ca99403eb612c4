import { nextStamp, stampMs, ZERO_STAMP, type Stamp } from '#lib/domain/stamp.ts';

/** How many samples of the server's clock are compared; the quickest answer is the most exact. */
const SAMPLES = 8;
/** Farther ahead than this the server replaces a stamp. */
const FAR_AHEAD_MS = 60_000;

/** The difference between the server's clock and this device's, from the quickest recent answer. */
export class ServerOffset {
	#samples: { readonly offsetMs: number; readonly roundTripMs: number }[] = [];
	#kept: number | null;

	constructor(kept: number | null) {
		this.#kept = kept;
	}

	/** An answer of the server: sent and received by this device's clock, `serverMs` in between. */
	sample(sentMs: number, serverMs: number, receivedMs: number): void {
		const roundTripMs = receivedMs - sentMs;
		if (roundTripMs < 0) return;
		const offsetMs = Math.round(serverMs - (sentMs + receivedMs) / 2);
		this.#samples = [...this.#samples, { offsetMs, roundTripMs }].slice(-SAMPLES);
		this.#kept = this.#samples.reduce((best, next) =>
			next.roundTripMs < best.roundTripMs ? next : best
		).offsetMs;
	}

	/** A new connection may mean that either clock was set: older samples say nothing any more. */
	restart(): void {
		this.#samples = [];
	}

	/** Server minus device, in ms; null while it was never measured. */
	get ms(): number | null {
		return this.#kept;
	}
}

/** The hybrid logical clock of a tab: unique, beyond what a change saw, near the server's time. */
export class DeviceClock {
	readonly #now: () => number;
	readonly #offset: ServerOffset;
	/** The device and the tab, as they stand in every stamp. */
	readonly node: string;
	#last: Stamp;

	/** `node` is the device and two characters of the tab; `last` the highest stamp made before. */
	constructor(now: () => number, offset: ServerOffset, node: string, last: Stamp = ZERO_STAMP) {
		this.#now = now;
		this.#offset = offset;
		this.node = node;
		this.#last = last;
	}

	/** The present by the server's clock, ms since 1970. */
	nowMs(): number {
		return Math.max(0, this.#now() + (this.#offset.ms ?? 0));
	}

	/** The highest stamp so far. */
	get last(): Stamp {
		return this.#last;
	}

	next(saw: readonly Stamp[]): Stamp {
		const nowMs = this.nowMs();
		// Once the server's clock is known, stamps of a clock that ran far ahead no longer bind: the
		// server has replaced them.
		const isAhead = this.#offset.ms !== null && stampMs(this.#last) > nowMs + FAR_AHEAD_MS;
		this.#last = nextStamp(nowMs, this.node, isAhead ? ZERO_STAMP : this.#last, saw);
		return this.#last;
	}

	/** A stamp of this device that was made in another tab or an earlier visit. */
	observe(stamp: Stamp): void {
		if (stamp > this.#last) this.#last = stamp;
	}
}
