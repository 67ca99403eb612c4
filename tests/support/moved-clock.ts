/** The real time, which a test moves on: whatever waited for a moment that has passed is done. */
export function movedClock() {
	let movedMs = 0;
	const waiting = new Map<() => void, number>();
	const now = () => Date.now() + movedMs;
	return {
		now,
		after(ms: number, run: () => void): void {
			const once = () => {
				if (waiting.delete(once)) run();
			};
			waiting.set(once, now() + ms);
			setTimeout(once, ms).unref();
		},
		move(ms: number): void {
			movedMs += ms;
			for (const [once, atMs] of [...waiting]) if (atMs <= now()) once();
		}
	};
}
