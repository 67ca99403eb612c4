import type { RowWindow } from './virtual-window.ts';

/** Time and frames, handed in so that tests can run without either. */
export interface Frames {
	readonly now: () => number;
	/** Runs something in a task of its own, before the next frame if it can; the answer takes it back. */
	readonly soon: (run: () => void) => () => void;
	/** Runs something in a task of its own, after the next frame; the answer takes it back. */
	readonly next: (run: () => void) => () => void;
	/** Runs something when nothing else is urgent; the answer takes it back. */
	readonly later: (run: () => void) => () => void;
	/** Brings the page up to date with what was written to the slots, its layout included. */
	readonly flush: () => void;
}

/** How long one task may fill rows, in ms; to paint them costs about as much again. */
const BUDGET_MS = 4;

/** A row's elements in the page. */
export class Slot<Item> {
	#item = $state.raw<Item>();
	#place = $state(-1);

	/** Undefined while the slot draws nothing. */
	get item(): Item | undefined {
		return this.#item;
	}
	get place(): number {
		return this.#place;
	}

	fill(place: number, item: Item | undefined): void {
		this.#place = item === undefined ? -1 : place;
		this.#item = item;
	}

	/** Stands elsewhere with what it shows; at -1 out of sight, until it is filled. */
	move(place: number): void {
		this.#place = place;
	}
}

/**
 * The rows of a long list that are in the page. Scrolling fills slots anew instead of making rows,
 * and what one task has no time for comes with the next: each slot stands where its own row belongs,
 * so that a list is never wrong, at worst it is blank for a frame. A row that moves takes its slot along.
 */
export class RowSlots<Item> {
	readonly #frames: Frames;
	readonly #key: (item: Item) => string;
	#slots = $state.raw<readonly Slot<Item>[]>([]);
	#items: readonly Item[] = [];
	#window: RowWindow = { first: 0, end: 0 };
	#cancelFill: (() => void) | undefined;
	#cancelOrder: (() => void) | undefined;

	constructor(frames: Frames, key: (item: Item) => string) {
		this.#frames = frames;
		this.#key = key;
	}

	get all(): readonly Slot<Item>[] {
		return this.#slots;
	}

	/** What should be on screen from now on. */
	show(items: readonly Item[], window: RowWindow): void {
		const { first, end } = this.#window;
		if (items === this.#items && window.first === first && window.end === end) return;
		this.#items = items;
		this.#window = window;
		// Not at once: a frame that fills rows and paints others is too long on a slow machine.
		this.#cancelFill ??= this.#frames.soon(() => this.#fill());
	}

	stop(): void {
		this.#cancelFill?.();
		this.#cancelOrder?.();
	}

	#fill(): void {
		const { now, soon, flush } = this.#frames;
		const until = now() + BUDGET_MS;
		this.#cancelFill = undefined;
		this.#moveAlong();
		const stale = this.#stale();
		for (const [index, [slot, place]] of stale.entries()) {
			slot.fill(place, this.#items[place]);
			flush();
			if (index + 1 < stale.length && now() >= until) {
				this.#cancelFill = soon(() => this.#fill());
				return;
			}
		}
		this.#cancelOrder?.();
		this.#cancelOrder = this.#frames.later(() => this.#order());
	}

	/** Slots whose row is now at another place go there; whatever stood there makes room. */
	#moveAlong(): void {
		const { first, end } = this.#window;
		const moved: [slot: Slot<Item>, place: number][] = [];
		for (const [index, item] of this.#items.slice(first, end).entries()) {
			const key = this.#key(item);
			const slot = this.#slots.find((one) => one.item !== undefined && this.#key(one.item) === key);
			if (slot !== undefined && slot.place !== first + index) moved.push([slot, first + index]);
		}
		for (const [, place] of moved) this.#slotAt(place)?.move(-1);
		for (const [slot, place] of moved) slot.move(place);
	}

	#slotAt(place: number): Slot<Item> | undefined {
		return this.#slots.find((slot) => slot.place === place);
	}

	/** The slots to fill, with the place each gets: first what is in the list, then what is not. */
	#stale(): [slot: Slot<Item>, place: number][] {
		const { first, end } = this.#window;
		const free = this.#slots.filter(({ place }) => place < first || place >= end);
		const stale: [Slot<Item>, number][] = [];
		const fresh: Slot<Item>[] = [];
		for (let place = first; place < end; place++) {
			let slot = this.#slotAt(place) ?? free.shift();
			if (slot === undefined) fresh.push((slot = new Slot()));
			if (slot.place !== place || slot.item !== this.#items[place]) stale.push([slot, place]);
		}
		if (fresh.length > 0) this.#slots = [...this.#slots, ...fresh];
		for (const slot of free) if (slot.item !== undefined) stale.push([slot, -1]);
		return stale;
	}

	/**
	 * Who reads the page, or tabs through it, takes the rows in the order of the page. A row that moves
	 * there is laid out anew, and of several at once more would move than have to: one in each frame.
	 */
	#order(): void {
		const run = longestRun(this.#slots);
		const astray = this.#slots.find((slot) => !run.includes(slot));
		if (astray === undefined) return;
		const slots = this.#slots.filter((slot) => slot !== astray);
		const before = run.findLast(({ place }) => place < astray.place);
		const place =
			before === undefined ? slots.findIndex((slot) => slot === run[0]) : slots.indexOf(before) + 1;
		this.#slots = slots.toSpliced(place, 0, astray);
		this.#frames.flush();
		this.#cancelOrder = this.#frames.next(() => this.#order());
	}
}

/** The most slots beside each other that are in order. */
function longestRun<Item>(slots: readonly Slot<Item>[]): Slot<Item>[] {
	const runs: Slot<Item>[][] = [];
	for (const slot of slots) {
		const run = runs.at(-1);
		if (run === undefined || (run.at(-1)?.place ?? 0) > slot.place) runs.push([slot]);
		else run.push(slot);
	}
	return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), []);
}
