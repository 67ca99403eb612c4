/** What waits for a commit: how much it is, and who sent it. */
export interface Sent {
	readonly submission: {
		readonly sender: { readonly author: string };
		readonly entries: readonly unknown[];
	};
}

/** Entries that one transaction takes; only a submission that is longer by itself makes it more. */
const BATCH_ENTRIES = 64;

/**
 * What the next transaction takes of a queue: one submission of each author in turn, short ones
 * first, so that nobody waits for all that somebody else sent. A long one stands alone: what others
 * do meanwhile comes right after it.
 */
export function nextTurn<S extends Sent>(queue: readonly S[]): Set<S> {
	const lines = [...Map.groupBy(queue, ({ submission }) => submission.sender.author).values()].sort(
		(a, b) => lengthOf(a[0]) - lengthOf(b[0])
	);
	const longest = Math.max(0, ...lines.map((line) => line.length));
	const batch = new Set<S>();
	let entries = 0;
	for (let round = 0; round < longest && entries < BATCH_ENTRIES; round += 1)
		for (const line of lines) {
			const waiting = line[round];
			if (waiting === undefined) continue;
			const length = lengthOf(waiting);
			// Whoever does not fit waits, and so does all that the same person sent after it.
			if (entries > 0 && entries + length > BATCH_ENTRIES) line.length = round;
			else batch.add(waiting);
			entries += line.length === round ? 0 : length;
		}
	return batch;
}

const lengthOf = (waiting: Sent | undefined): number => waiting?.submission.entries.length ?? 0;
