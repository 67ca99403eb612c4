/** Work that can pause: each `yield` is a place where a frame may be drawn. */
export type Work<T> = Generator<void, T>;

/** Time and turns, handed in so that tests can run without either. */
export interface Slicing {
	readonly now: () => number;
	readonly pause: (resume: () => void) => void;
	/** How long one slice may keep the main thread, in ms. */
	readonly budgetMs: number;
}

/**
 * Does the first slice at once, so that short work is done in the same frame, and the rest in turns.
 * Returns how to give up.
 */
export function runInSlices<T>(
	work: Work<T>,
	slicing: Slicing,
	finish: (result: T) => void
): () => void {
	let isStopped = false;
	// What follows draws: it gets a turn of its own unless hardly any of this one was used.
	const end = (result: T, spentMs: number) => {
		if (spentMs < slicing.budgetMs / 3) finish(result);
		else
			slicing.pause(() => {
				if (!isStopped) finish(result);
			});
	};
	const slice = () => {
		if (isStopped) return;
		const began = slicing.now();
		const until = began + slicing.budgetMs;
		do {
			const step = work.next();
			if (step.done) return end(step.value, slicing.now() - began);
		} while (slicing.now() < until);
		slicing.pause(slice);
	};
	slice();
	return () => {
		isStopped = true;
	};
}

/** As `runInSlices`, but from the next turn on: what asked for it is shown first. */
export function runInLaterSlices<T>(
	work: Work<T>,
	slicing: Slicing,
	finish: (result: T) => void
): () => void {
	let isStopped = false;
	let stop = () => {
		isStopped = true;
	};
	slicing.pause(() => {
		if (!isStopped) stop = runInSlices(work, slicing, finish);
	});
	return () => stop();
}

const fewAre = 4;

/** Does something with all of them, a few between two pauses; the answers in order. */
export function* fewAtATime<T, R>(
	all: readonly T[],
	act: (some: readonly T[]) => readonly R[]
): Work<R[]> {
	const answers: R[] = [];
	for (let start = 0; start < all.length; start += fewAre) {
		answers.push(...act(all.slice(start, start + fewAre)));
		yield;
	}
	return answers;
}

const runLength = 64;
const stepsPerYield = 128;

/** A merge sort that pauses; `compare` must be a total order. Leaves `items` as they were. */
export function* sortInSlices<T>(items: readonly T[], compare: (a: T, b: T) => number): Work<T[]> {
	let runs: T[][] = [];
	for (let start = 0; start < items.length; start += runLength) {
		runs.push(items.slice(start, start + runLength).sort(compare));
		yield;
	}
	while (runs.length > 1) {
		const merged: T[][] = [];
		for (let index = 0; index < runs.length; index += 2)
			merged.push(yield* merge(runs[index] ?? [], runs[index + 1] ?? [], compare));
		runs = merged;
	}
	return runs[0] ?? [];
}

function* merge<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): Work<T[]> {
	const merged: T[] = [];
	let [i, j] = [0, 0];
	while (i < a.length && j < b.length) {
		const [left, right] = [a[i], b[j]];
		if (left === undefined || right === undefined) break;
		if (compare(left, right) <= 0) {
			merged.push(left);
			i += 1;
		} else {
			merged.push(right);
			j += 1;
		}
		if (merged.length % stepsPerYield === 0) yield;
	}
	return merged.concat(a.slice(i), b.slice(j));
}
