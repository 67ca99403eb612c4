/** Lets others have their turn when this one has taken long enough. */
export type Breathe = () => Promise<void> | undefined;

/** Work goes on for so long before others have their turn: no longer than a commit takes. */
const TURN_MS = 2;

/** Breathes once a turn has taken long, by a clock that counts ms. */
export function turns(nowMs: () => number): Breathe {
	let sinceMs = nowMs();
	return () => {
		if (nowMs() - sinceMs < TURN_MS) return undefined;
		return new Promise((resolve) =>
			setImmediate(() => {
				sinceMs = nowMs();
				resolve();
			})
		);
	};
}
