import type { Timers } from '#lib/sync/environment.ts';
import type { PlannedChange } from './views.ts';

/** Reading on moves a mark many times a minute; the others need to know it now and then. */
const FLUSH_MS = 3_000;

/** How far I have read, ahead of the changes that say so. */
export class ReadMarks {
	readonly #timers: Timers;
	readonly #target: `user.${string}`;
	readonly #make: (planned: readonly PlannedChange[]) => void;
	readonly #ahead = new Map<string, number>();
	#cancel: (() => void) | undefined;

	constructor(timers: Timers, me: string, make: (planned: readonly PlannedChange[]) => void) {
		this.#timers = timers;
		this.#target = `user.${me}`;
		this.#make = make;
	}

	/** The mark that is about to be written; 0 for none. */
	ahead(name: string): number {
		return this.#ahead.get(name) ?? 0;
	}

	/** What is about to be written. */
	names(): readonly string[] {
		return [...this.#ahead.keys()];
	}

	set(name: string, seq: number): void {
		this.#ahead.set(name, seq);
		this.#cancel ??= this.#timers.after(FLUSH_MS, () => this.flush());
	}

	/** Nobody reads on there: its mark is written at once, so that none appears to wait later. */
	close(name: string): void {
		if (!this.#ahead.has(name)) return;
		this.#cancel?.();
		this.#cancel = this.#timers.after(0, () => this.flush());
	}

	/** Writes what has not been written yet. */
	flush(): void {
		this.#cancel?.();
		this.#cancel = undefined;
		const marks = [...this.#ahead];
		this.#ahead.clear();
		if (marks.length === 0) return;
		this.#make(
			marks.map(([of, seq]) => ({ type: 'user.mark', target: this.#target, body: { of, seq } }))
		);
	}
}
