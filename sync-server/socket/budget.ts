/** A token bucket: `perSecond` on average, `burst` at once. Times in ms. */
export class Budget {
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
