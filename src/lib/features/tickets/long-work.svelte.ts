import { fewAtATime, runInSlices, type Slicing } from '#lib/ui/slices.ts';

/**
 * How long somebody waits before they want to see how far it is, in ms. Sooner, a dialog would only flash
 * on a slow device, and take the keys that are meant for what is below.
 */
const SHOWN_AFTER_MS = 1_000;

interface Progress {
	/** What people call it. */
	readonly name: string;
	readonly done: number;
	readonly total: number;
}

/** What is done to many tickets and takes its time: how far it is, and how to end it. */
export class LongWork {
	readonly #slicing: Slicing;
	#progress = $state.raw<Progress | null>(null);
	#end: () => void = () => undefined;

	constructor(slicing: Slicing) {
		this.#slicing = slicing;
	}

	/** Null while nothing is done, or it is done before anybody would ask. */
	get progress(): Progress | null {
		return this.#progress;
	}

	/** Does it a few at a time; ended early, it finishes with what was done until then. */
	run<T, R>(
		name: string,
		all: readonly T[],
		act: (some: readonly T[]) => readonly R[],
		finish: (results: readonly R[]) => void
	): void {
		const results: R[] = [];
		const began = this.#slicing.now();
		const few = (some: readonly T[]) => {
			results.push(...act(some));
			if (this.#slicing.now() - began > SHOWN_AFTER_MS)
				this.#progress = { name, done: results.length, total: all.length };
			return [];
		};
		const over = () => {
			this.#progress = null;
			finish(results);
		};
		const stop = runInSlices(fewAtATime(all, few), this.#slicing, over);
		this.#end = () => {
			stop();
			over();
		};
	}

	/** Ends what is shown; what was made so far stays. */
	end(): void {
		if (this.#progress !== null) this.#end();
	}
}
