/** Runs something in a task of its own, before the next frame if it can; the answer takes it back. */
export function inOwnTask(run: () => void, ms = 0): () => void {
	const timer = setTimeout(run, ms);
	return () => clearTimeout(timer);
}

/**
 * Runs something once the next frame is shown, in a task of its own: a frame that also makes what
 * the one after it shows is too long on a slow machine. The answer takes it back.
 */
export function afterFrame(run: () => void): () => void {
	let cancel = () => cancelAnimationFrame(frame);
	const frame = requestAnimationFrame(() => (cancel = inOwnTask(run)));
	return () => cancel();
}
