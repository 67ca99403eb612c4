import { createSubscriber } from 'svelte/reactivity';

/** Calls back when a source has changed; the answer stops it. */
export type Listen = (changed: () => void) => () => void;

/**
 * The one bridge from documents to runes: a value that is read from outside Svelte, kept until its
 * source says that it has changed, and current in every component that reads it.
 */
export class Cached<T> {
	readonly #read: () => T;
	readonly #stop: (() => void)[];
	readonly #subscribe: () => void;
	#update: (() => void) | undefined;
	#kept: { readonly value: T } | undefined;

	/** `sources` are listened to from now on, until `stop`. */
	constructor(read: () => T, ...sources: readonly Listen[]) {
		this.#read = read;
		this.#subscribe = createSubscriber((update) => {
			this.#update = update;
			return () => (this.#update = undefined);
		});
		this.#stop = sources.map((listen) => listen(() => this.invalidate()));
	}

	get value(): T {
		this.#subscribe();
		this.#kept ??= { value: this.#read() };
		return this.#kept.value;
	}

	/** The next reader reads the source again. */
	readonly invalidate = (): void => {
		this.#kept = undefined;
		this.#update?.();
	};

	stop(): void {
		for (const stop of this.#stop.splice(0)) stop();
	}
}
