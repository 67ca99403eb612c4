import { afterFrame } from './frames.ts';

/**
 * How many of `count` things are on screen: `first` of them at once, `step` more with each frame until they
 * all are, and from then on whatever comes. To be made while a component is.
 */
export class Growing {
	#made = $state(0);

	constructor(step: number, count: () => number, first = step) {
		this.#made = first;
		$effect(() => {
			if (this.#made === Infinity) return;
			return afterFrame(() => {
				const more = this.#made + step;
				this.#made = more < count() ? more : Infinity;
			});
		});
	}

	get made(): number {
		return this.#made;
	}

	/** Somebody asked for all of them. */
	finish(): void {
		this.#made = Infinity;
	}
}
