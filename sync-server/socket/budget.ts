/** A token bucket: `perSecond` on average, `burst` at once. Times in ms. */
class Budget {
	readonly #perSecond: number;
	readonly #burst: number;
	#tokens: number;
	#atMs: number;

	constructor(perSecond: number, burst: number, nowMs: number) {
		this.#perSecond = perSecond;
		this.#burst = burst;
		this.#tokens = burst;
		this.#atMs = nowMs;
	}

	/** Takes tokens; false when there are not enough. */
	take(amount: number, nowMs: number): boolean {
		const gained = (Math.max(0, nowMs - this.#atMs) / 1_000) * this.#perSecond;
		this.#tokens = Math.min(this.#burst, this.#tokens + gained);
		this.#atMs = nowMs;
		if (this.#tokens < amount) return false;
		this.#tokens -= amount;
		return true;
	}
}

/** What one connection may send; an honest client stays far below. Resending after days is allowed. */
const MESSAGES = { perSecond: 200, burst: 4_000 } as const;
const BYTES = { perSecond: 2_000_000, burst: 40_000_000 } as const;
/** A reader who lets this much pile up is cut off; it will come back and get what it lacks. */
export const BUFFER_LIMIT = 64_000_000;

/** The budget of one connection, in messages and in bytes. */
export class ConnectionBudget {
	readonly #messages: Budget;
	readonly #bytes: Budget;

	constructor(nowMs: number) {
		this.#messages = new Budget(MESSAGES.perSecond, MESSAGES.burst, nowMs);
		this.#bytes = new Budget(BYTES.perSecond, BYTES.burst, nowMs);
	}

	/** Takes one message in; false when it is too much. */
	take(byteLength: number, nowMs: number): boolean {
		return this.#messages.take(1, nowMs) && this.#bytes.take(byteLength, nowMs);
	}
}
