import { addressKey } from '../access/address-key.ts';
import { Bucket } from './budget.ts';

/** Addresses that are remembered; beyond this those that have been quiet longest are forgotten. */
const KEPT = 10_000;

/** How many sockets one address may ask for in a minute. */
export class AddressLimit {
	readonly #perMinute: number;
	readonly #buckets = new Map<string, Bucket>();

	constructor(perMinute: number) {
		this.#perMinute = perMinute;
	}

	take(address: string, nowMs: number): boolean {
		const key = addressKey(address);
		const rate = { perSecond: this.#perMinute / 60, burst: this.#perMinute };
		const bucket = this.#buckets.get(key) ?? new Bucket(rate, nowMs);
		this.#buckets.delete(key);
		this.#buckets.set(key, bucket);
		const [oldest] = this.#buckets.keys();
		if (this.#buckets.size > KEPT && oldest !== undefined) this.#buckets.delete(oldest);
		return bucket.take(1, nowMs);
	}
}
