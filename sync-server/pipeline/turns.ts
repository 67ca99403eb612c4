/** What waits for a commit: how much it is, and who sent it. */
export interface Sent {
	readonly submission: {
		readonly sender: { readonly author: string };
		readonly entries: readonly unknown[];
	};
}

/** Entries that short submissions together bring into one transaction; what has more is long. */
const SHORT_ENTRIES = 64;
/**
 * Entries that long ones of several authors together bring while nothing short waits. Whatever comes
 * meanwhile waits for all of them, which it should not do for what one alone sends.
 */
const LONG_ENTRIES = 400;

interface Limit {
	readonly entries: number;
	/** How many of one author. */
	readonly rounds: number;
}

/**
 * What waits for a commit, in a line for each author. Authors take turns, and so do short submissions
 * and long ones, which stand alone while anything short waits: so nobody waits for more than one turn
 * of each other author of their kind, and for one turn of the other kind before each.
 */
export class Turns<S extends Sent> {
	/** Whoever has waited longest for a turn is first. */
	readonly #lines = new Map<string, S[]>();
	#afterShort = false;

	add(waiting: S): void {
		const { author } = waiting.submission.sender;
		const line = this.#lines.get(author);
		if (line === undefined) this.#lines.set(author, [waiting]);
		else line.push(waiting);
	}

	get isEmpty(): boolean {
		return this.#lines.size === 0;
	}

	/** Entries that wait. */
	get entries(): number {
		return [...this.#lines.values()].flat().reduce((sum, waiting) => sum + lengthOf(waiting), 0);
	}

	/** Takes out what the next transaction takes. */
	next(): S[] {
		const [long, short] = [this.#headed(isLong), this.#headed(isShort)];
		const isLongTurn = long.length > 0 && (this.#afterShort || short.length === 0);
		this.#afterShort = !isLongTurn;
		if (!isLongTurn)
			return this.#take(short, isShort, { entries: SHORT_ENTRIES, rounds: Infinity });
		return this.#take(long, isLong, { entries: short.length > 0 ? 0 : LONG_ENTRIES, rounds: 1 });
	}

	#headed(isOfKind: (head: S) => boolean): string[] {
		return [...this.#lines].flatMap(([author, [head]]) =>
			head !== undefined && isOfKind(head) ? [author] : []
		);
	}

	/** The first of everybody, then the second, until one does not fit. */
	#take(authors: readonly string[], isOfKind: (head: S) => boolean, limit: Limit): S[] {
		const batch: S[] = [];
		let [entries, open] = [0, authors];
		for (let round = 0; round < limit.rounds && open.length > 0; round += 1) {
			const next: string[] = [];
			for (const author of open) {
				const head = this.#lines.get(author)?.[0];
				if (head === undefined || !isOfKind(head)) continue;
				entries += lengthOf(head);
				if (batch.length > 0 && entries > limit.entries) return batch;
				batch.push(head);
				this.#served(author);
				next.push(author);
			}
			open = next;
		}
		return batch;
	}

	/** Takes the first of a line out; whoever has more stands behind the others now. */
	#served(author: string): void {
		const line = this.#lines.get(author) ?? [];
		line.shift();
		this.#lines.delete(author);
		if (line.length > 0) this.#lines.set(author, line);
	}
}

const lengthOf = ({ submission }: Sent): number => submission.entries.length;
const isLong = (waiting: Sent): boolean => lengthOf(waiting) > SHORT_ENTRIES;
const isShort = (waiting: Sent): boolean => !isLong(waiting);
