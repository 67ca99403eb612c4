import type { Timers } from './environment.ts';

/** Something that happens after a while unless it is called off; setting it anew starts the while again. */
export class Deadline {
	readonly #timers: Timers;
	#cancel: (() => void) | undefined;

	constructor(timers: Timers) {
		this.#timers = timers;
	}

	get isSet(): boolean {
		return this.#cancel !== undefined;
	}

	set(ms: number, run: () => void): void {
		this.clear();
		this.#cancel = this.#timers.after(ms, () => {
			this.#cancel = undefined;
			run();
		});
	}

	clear(): void {
		this.#cancel?.();
		this.#cancel = undefined;
	}
}
