import { readRefusals, readRewrites } from '#lib/documents/user-doc.ts';
import { Listeners } from '#lib/sync/listeners.ts';
import type { MyChange, MyChanges } from '#lib/sync/my-changes.ts';
import type { Outboxes } from '#lib/sync/outboxes.ts';
import { changesToShow, type Currency } from '#lib/sync/overlay.ts';
import type { Replica } from '#lib/sync/replica.ts';

const NEVER_LIVE: Currency = { isLive: false, lastLiveMs: null };

/** My changes as they have to be shown, with the server's word on them from my own document. */
export class Pending {
	readonly mine: MyChanges;
	readonly #outboxes: Outboxes;
	readonly #user: Replica;
	readonly #changed = new Listeners<[ReadonlySet<string>]>();
	readonly #stops: (() => void)[];
	#refused: ReadonlySet<string> = new Set();
	#rewrites: ReadonlyMap<string, string> = new Map();

	constructor(outboxes: Outboxes, user: Replica) {
		this.mine = outboxes.changes;
		this.#outboxes = outboxes;
		this.#user = user;
		this.#read();
		this.#stops = [
			this.mine.onChange((targets) => {
				// A receipt may come after its refusals: only now are they about known settled changes.
				outboxes.markRefused(this.#refused);
				this.#changed.emit(targets);
			}),
			user.onChange((keys) => {
				if (keys.has('refusals') || keys.has('rewrites')) this.#verdicts();
			})
		];
	}

	/** Targets that may look different now. */
	readonly onChange = this.#changed.add;

	/** What to lay over a copy of `target`, oldest first. */
	toShow(target: string, copy: Currency = NEVER_LIVE): MyChange[] {
		const mine = this.mine.of(target);
		if (mine.length === 0) return mine;
		return changesToShow(mine, copy, (id) => this.#refused.has(id), this.#rewrites);
	}

	/** What to lay over my own document. */
	ofUser(): MyChange[] {
		return this.toShow(this.#user.name, this.#user);
	}

	isRefused(id: string): boolean {
		return this.#refused.has(id);
	}

	stop(): void {
		for (const stop of this.#stops) stop();
	}

	#verdicts(): void {
		const before = this.#refused;
		this.#read();
		this.#outboxes.markRefused(this.#refused);
		const moved = [...this.#refused, ...before].filter(
			(id) => this.#refused.has(id) !== before.has(id)
		);
		const targets = moved.flatMap((id) => this.mine.find(id)?.change.target ?? []);
		if (targets.length > 0) this.#changed.emit(new Set(targets));
	}

	#read(): void {
		const { doc } = this.#user;
		this.#refused = new Set(doc && readRefusals(doc).keys());
		this.#rewrites = doc === undefined ? new Map() : readRewrites(doc);
	}
}
