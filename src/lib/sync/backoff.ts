import { CLOSE } from '#lib/protocol/close-codes.ts';

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** Signing in happens elsewhere; another tab may do it at any time. */
const SIGNED_OUT_MS = 30_000;
const TOO_MUCH_MS = 10_000;
/** Soon, yet no tight loop with a server that ends every session. */
const AT_ONCE_MS = 200;

/** How long to wait before the next try: doubling, and never all devices at once. */
export class Backoff {
	readonly #chance: () => number;
	#tries = 0;

	constructor(chance: () => number) {
		this.#chance = chance;
	}

	reset(): void {
		this.#tries = 0;
	}

	/** Pause in ms after the socket ended with `code`; null for never. */
	next(code: number): number | null {
		if (code === CLOSE.foreignDevice) return null;
		if (code === CLOSE.signedOut) return this.#jitter(SIGNED_OUT_MS);
		if (code === CLOSE.limit || code === CLOSE.badFrame) return this.#jitter(TOO_MUCH_MS);
		const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#tries);
		this.#tries += 1;
		const atOnce = code === CLOSE.accessChanged || code === CLOSE.revoked;
		return this.#jitter(atOnce ? AT_ONCE_MS : pause);
	}

	#jitter(ms: number): number {
		return Math.round(ms * (0.5 + this.#chance() / 2));
	}
}
