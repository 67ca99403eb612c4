import { CHANGE_LIMITS } from '#lib/domain/changes/change.ts';
import { makeStamp, nextStamp, stampMs, type Stamp } from '#lib/domain/stamp.ts';
import type { OrgStore } from '../persistence/org/org-store.ts';

/** A stamp further ahead of the server than this is replaced. */
const AHEAD_LIMIT_MS = 60_000;
/** The node of stamps that the server makes; no device has this id. */
const SERVER_NODE = '0'.repeat(18);

/** The stamps of an organisation: those the server makes, and those it takes from devices. */
export class Stamps {
	readonly #store: OrgStore;
	readonly #now: () => number;
	#lastStamp: Stamp = makeStamp(0, 0, SERVER_NODE);

	constructor(store: OrgStore, now: () => number) {
		this.#store = store;
		this.#now = now;
	}

	/** Replaces a stamp that lies too far ahead, or that another change bears already. */
	acceptable(at: Stamp): Stamp {
		const isFine = stampMs(at) <= this.#now() + AHEAD_LIMIT_MS && !this.#store.isStampTaken(at);
		return isFine ? at : this.next();
	}

	/** A stamp of the server's own, beyond all it has made, and all that it answers to. */
	next(saw: readonly Stamp[] = []): Stamp {
		this.#lastStamp = nextStamp(this.#now(), SERVER_NODE, this.#lastStamp, saw);
		while (this.#store.isStampTaken(this.#lastStamp))
			this.#lastStamp = nextStamp(this.#now(), SERVER_NODE, this.#lastStamp, []);
		return this.#lastStamp;
	}

	/** Replaced stamps become what they were replaced with; refused changes pass on what they saw. */
	resolve(saw: readonly Stamp[], device: string): Stamp[] {
		const resolved = new Set<Stamp>();
		for (const stamp of saw) {
			const rewritten = this.#store.rewritten(stamp, device) ?? stamp;
			for (const seen of this.#store.sawOfRefused(rewritten) ?? [rewritten]) resolved.add(seen);
		}
		return [...resolved].sort().slice(-CHANGE_LIMITS.saw);
	}
}
