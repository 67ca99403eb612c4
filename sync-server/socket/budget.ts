/** A token bucket: `perSecond` on average, `burst` at once. Times in ms. */
export interface Rate {
	readonly perSecond: number;
	readonly burst: number;
}

/** Takes from a bucket that fills again as time passes. */
export class Bucket {
	readonly #rate: Rate;
	#tokens: number;
	#atMs: number;

	constructor(rate: Rate, nowMs: number) {
		this.#rate = rate;
		this.#tokens = rate.burst;
		this.#atMs = nowMs;
	}

	/** Takes tokens; false when there are not enough. */
	take(amount: number, nowMs: number): boolean {
		const gained = (Math.max(0, nowMs - this.#atMs) / 1_000) * this.#rate.perSecond;
		this.#tokens = Math.min(this.#rate.burst, this.#tokens + gained);
		this.#atMs = nowMs;
		if (this.#tokens < amount) return false;
		this.#tokens -= amount;
		return true;
	}

	/** Whether it is as full as a new one, so that it need not be kept. */
	isFull(nowMs: number): boolean {
		return this.take(0, nowMs) && this.#tokens >= this.#rate.burst;
	}
}

/** What one connection may send; an honest client stays far below. Resending after days is allowed. */
const MESSAGES: Rate = { perSecond: 200, burst: 4_000 };
const BYTES: Rate = { perSecond: 2_000_000, burst: 40_000_000 };
/** What one person may send through all their connections together. */
const PERSON_BYTES: Rate = { perSecond: 4_000_000, burst: 64_000_000 };
/**
 * What one person may make the server do, in steps of some twenty microseconds: enough for five tabs
 * that each open all they may, and for thousands of changes made offline; the rest waits its turn.
 */
const PERSON_WORK: Rate = { perSecond: 2_000, burst: 40_000 };

/** What things cost, in the steps of `PERSON_WORK`. */
export const WORK = {
	connection: 20,
	message: 1,
	/** Of a message, for every so many bytes one more. */
	messageBytes: 4_096,
	open: 2,
	holding: 0.5,
	entry: 5,
	/** Of an answer, for every so many bytes one more. */
	answerBytes: 16_384
} as const;

/** A reader who lets this much pile up is cut off; it will come back and get what it lacks. */
export const BUFFER_LIMIT = 64_000_000;
/** The same for all connections of a person together. */
const PERSON_BUFFER_LIMIT = 128_000_000;
/** Below this a connection is not worth looking at the others for. */
const BUFFER_NOTICED = 1_000_000;

interface Buffering {
	buffered(): number;
}

/** What all connections of one person share. */
export class PersonBudget {
	readonly #work: Bucket;
	readonly #bytes: Bucket;
	/** Their open connections. */
	readonly peers = new Set<Buffering>();

	/** `factor` multiplies what is allowed. */
	constructor(nowMs: number, factor = 1) {
		const scaled = ({ perSecond, burst }: Rate): Rate => ({
			perSecond: perSecond * factor,
			burst: burst * factor
		});
		this.#work = new Bucket(scaled(PERSON_WORK), nowMs);
		this.#bytes = new Bucket(scaled(PERSON_BYTES), nowMs);
	}

	/** Takes steps of work and bytes received; false when it is too much. */
	take(work: number, byteLength: number, nowMs: number): boolean {
		return this.#work.take(work, nowMs) && this.#bytes.take(byteLength, nowMs);
	}

	/** Whether what has piled up for this peer, or for all of them, is too much. */
	isPiledUp(peer: Buffering): boolean {
		const own = peer.buffered();
		if (own <= BUFFER_NOTICED) return false;
		if (own > BUFFER_LIMIT) return true;
		let all = 0;
		for (const each of this.peers) all += each.buffered();
		return all > PERSON_BUFFER_LIMIT;
	}

	isIdle(nowMs: number): boolean {
		return this.peers.size === 0 && this.#work.isFull(nowMs) && this.#bytes.isFull(nowMs);
	}
}

/** The budget of one connection: its own messages and bytes, and its part of what a person has. */
export class ConnectionBudget {
	readonly #messages: Bucket;
	readonly #bytes: Bucket;
	readonly #person: PersonBudget;

	constructor(nowMs: number, person = new PersonBudget(nowMs)) {
		this.#messages = new Bucket(MESSAGES, nowMs);
		this.#bytes = new Bucket(BYTES, nowMs);
		this.#person = person;
	}

	/** Takes one message in; false when it is too much. */
	take(byteLength: number, nowMs: number): boolean {
		const work = WORK.message + byteLength / WORK.messageBytes;
		return (
			this.#messages.take(1, nowMs) &&
			this.#bytes.take(byteLength, nowMs) &&
			this.#person.take(work, byteLength, nowMs)
		);
	}

	/** Takes what a message turned out to cost beyond itself; false when it is too much. */
	spend(work: number, nowMs: number): boolean {
		return this.#person.take(work, 0, nowMs);
	}

	isPiledUp(peer: Buffering): boolean {
		return this.#person.isPiledUp(peer);
	}
}
