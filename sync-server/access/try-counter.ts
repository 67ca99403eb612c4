/** Counts tries per key and says when there were too many. Lives in memory, bounded. */
export interface TryCounter {
	/** Counts a try; gives 0 when it may go on, else the milliseconds until one may. */
	take(key: string): number;
	/** Takes back a counted try that turned out to be honest. */
	giveBack(key: string): void;
}

interface TryLimits {
	readonly max: number;
	readonly windowMs: number;
	readonly now: () => number;
}

/** More keys than this are only seen in an attack; the oldest are then forgotten first. */
const MAX_KEYS = 20_000;

export function createTryCounter({ max, windowMs, now }: TryLimits): TryCounter {
	const tries = new Map<string, { count: number; since: number }>();
	return {
		take(key) {
			const known = tries.get(key);
			const isCurrent = known !== undefined && now() - known.since < windowMs;
			if (isCurrent && known.count >= max) return known.since + windowMs - now();
			const entry = isCurrent ? known : { count: 0, since: now() };
			entry.count += 1;
			tries.delete(key);
			tries.set(key, entry);
			const oldest = tries.size > MAX_KEYS ? tries.keys().next().value : undefined;
			if (oldest !== undefined) tries.delete(oldest);
			return 0;
		},
		giveBack(key) {
			const known = tries.get(key);
			if (known !== undefined && known.count > 0) known.count -= 1;
		}
	};
}
