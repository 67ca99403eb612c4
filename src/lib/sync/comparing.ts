import type { Timers } from './environment.ts';
import type { Replica } from './replica.ts';

type Compared = Pick<Replica, 'generation' | 'rev' | 'isLive' | 'compare'>;

/** A document that never rests is compared this often all the same. */
const AT_LEAST_MS = 10 * 60_000;
/** Between two documents: the first comparison of a large one takes some of the screen's time. */
const PAUSE_MS = 200;

interface Known {
	/** What the copy held when it was last looked at. */
	readonly seen: string;
	/** What it held when the server was last asked, and when that was. */
	readonly asked: string;
	readonly askedMs: number;
}

/** Chooses which documents to compare with the server: those that rest, and were not since. */
export class Comparing {
	readonly #timers: Timers;
	readonly #now: () => number;
	#known = new Map<Compared, Known>();

	constructor(timers: Timers, now: () => number) {
		this.#timers = timers;
		this.#now = now;
	}

	/** A new connection: what was compared before says nothing any more. */
	restart(): void {
		for (const [replica, known] of this.#known) this.#known.set(replica, { ...known, asked: '' });
	}

	/** Called once a minute with the open documents: asks for those that rested since the last call. */
	look(replicas: readonly Compared[]): void {
		const known = new Map<Compared, Known>();
		let turn = 0;
		for (const replica of replicas) {
			const before = this.#known.get(replica);
			const isDue = this.#isDue(replica, before);
			const seen = stateOf(replica);
			known.set(replica, {
				seen,
				asked: isDue ? seen : (before?.asked ?? ''),
				askedMs: isDue ? this.#now() : (before?.askedMs ?? this.#now())
			});
			if (!isDue) continue;
			this.#timers.after(turn * PAUSE_MS, () => replica.compare());
			turn += 1;
		}
		this.#known = known;
	}

	#isDue(replica: Compared, known: Known | undefined): boolean {
		if (known === undefined || !replica.isLive) return false;
		const seen = stateOf(replica);
		if (seen === known.asked) return false;
		return seen === known.seen || this.#now() - known.askedMs >= AT_LEAST_MS;
	}
}

const stateOf = ({ generation, rev }: Compared): string => `${generation}.${rev}`;
