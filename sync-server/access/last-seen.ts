import { unlessInTrouble } from '../persistence/storage-trouble.ts';

/** Last seen is accurate to this; writing it with every request would cost a disk sync each. */
const NOTED_EVERY_MS = 60_000;
/** Who comes within this is written together: after a restart everybody comes at once. */
const WRITTEN_AFTER_MS = 1_000;

export interface LastSeenParts {
	readonly now: () => number;
	readonly after: (ms: number, run: () => void) => void;
	/** Saves when sessions were last seen, by their public ids. */
	readonly save: (seen: ReadonlyMap<string, number>) => void;
}

/** Notes when sessions were last seen. */
export function createLastSeen({ now, after, save }: LastSeenParts) {
	let seen = new Map<string, number>();

	function write(): void {
		const all = seen;
		seen = new Map();
		// They are seen again when the disk takes something again.
		if (all.size > 0) unlessInTrouble(() => save(all), undefined);
	}

	return {
		note({ publicId, lastSeenAt }: { publicId: string; lastSeenAt: number }): void {
			if (now() - lastSeenAt < NOTED_EVERY_MS) return;
			if (seen.size === 0) after(WRITTEN_AFTER_MS, write);
			seen.set(publicId, now());
		},
		/** Saves what has been noted, before somebody reads it. */
		write
	};
}
