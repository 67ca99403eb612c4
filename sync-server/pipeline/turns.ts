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
 * What the next transaction takes of a queue: one submission of each author in turn, so that nobody
 * waits for all that somebody else sent. One that is longer than a transaction stands alone, and
 * short ones and long ones take turns: `afterShort` says that short ones had the last.
 */
export function nextTurn<S extends Sent>(queue: readonly S[], afterShort: boolean): Set<S> {
	const lines = [...Map.groupBy(queue, ({ submission }) => submission.sender.author).values()];
	const longest = lines.find(([head]) => isLong(head))?.[0];
	const short = lines.filter(([head]) => !isLong(head));
	if (longest !== undefined && (afterShort || short.length === 0)) return new Set([longest]);
	return roundsOf(short);
}

/** The first submission of everybody, then the second, as far as they fit. */
function roundsOf<S extends Sent>(lines: readonly S[][]): Set<S> {
	const batch = new Set<S>();
	const open = new Set(lines);
	let entries = 0;
	for (let round = 0; open.size > 0; round += 1)
		for (const line of open) {
			const waiting = line[round];
			const length = lengthOf(waiting);
			// Whoever does not fit waits, and so does all that the same person sent after it.
			if (waiting === undefined || (entries > 0 && entries + length > BATCH_ENTRIES))
				open.delete(line);
			else {
				batch.add(waiting);
				entries += length;
			}
		}
	return batch;
}

/** Whether it fills a transaction by itself. */
export function isLong(waiting: Sent | undefined): boolean {
	return lengthOf(waiting) > BATCH_ENTRIES;
}

const lengthOf = (waiting: Sent | undefined): number => waiting?.submission.entries.length ?? 0;
