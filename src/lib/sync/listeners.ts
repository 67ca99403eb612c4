/** Who wants to hear of something; the answer of `add` stops it. */
export class Listeners<Args extends readonly unknown[] = []> {
	readonly #all = new Set<(...args: Args) => void>();

	readonly add = (listener: (...args: Args) => void): (() => void) => {
		// A wrapper, so that one function that was added twice is also removed twice.
		const own = (...args: Args) => listener(...args);
		this.#all.add(own);
		return () => this.#all.delete(own);
	};

	emit(...args: Args): void {
		for (const listener of [...this.#all]) listener(...args);
	}
}
