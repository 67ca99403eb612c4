import { between, nothingSelected, selectionOf, toggled, without } from './selection.ts';
import type { Selection } from './selection.ts';

/** Keys that move through a list, in rows or to an end. */
const steps: Readonly<Record<string, number>> = {
	ArrowDown: 1,
	ArrowUp: -1,
	j: 1,
	k: -1,
	PageDown: 12,
	PageUp: -12,
	Home: -Infinity,
	End: Infinity
};

/**
 * Which row of a list has the cursor and which are selected, by key rather than by place, so that
 * both stay with their row when others come and go. Shift extends, Ctrl or ⌘ toggles.
 */
export class ListCursor {
	#keys: () => readonly string[];
	#active = $state<string | null>(null);
	#selected = $state.raw<Selection>(nothingSelected);
	#from: string | null = null;
	/** Where the cursor stood when it was last looked at: its row may have gone since. */
	#place = 0;

	constructor(keys: () => readonly string[]) {
		this.#keys = keys;
	}

	get active(): string | null {
		return this.#active;
	}

	get activeIndex(): number {
		const index = this.#active === null ? -1 : this.#keys().indexOf(this.#active);
		if (index !== -1) this.#place = index;
		return index;
	}

	get selected(): Selection {
		return this.#selected;
	}

	isSelected(key: string): boolean {
		return this.#selected.has(key);
	}

	/** Puts the cursor on a row without selecting it. */
	activate(key: string | null): void {
		this.#active = key;
		this.#from = key;
	}

	/** Rows have gone: they are selected no more. */
	drop(gone: readonly string[]): void {
		if (gone.length > 0) this.#selected = without(this.#selected, gone);
	}

	/** A cursor whose row has gone stands on the one that took its place. */
	stay(): void {
		if (this.#active === null || this.activeIndex !== -1) return;
		const keys = this.#keys();
		if (keys.length > 0) this.activate(keys[Math.min(this.#place, keys.length - 1)] ?? null);
	}

	/** Moves the cursor and returns its new index; `extend` also selects what lies between. */
	move(step: number, extend = false): number {
		const keys = this.#keys();
		const at = this.activeIndex;
		// The row that took the place of one that has gone is the next one, whichever it is.
		const from = at !== -1 ? at : this.#place - (step > 0 ? 1 : 0);
		const index = Math.max(0, Math.min(keys.length - 1, from + step));
		const key = keys[index] ?? null;
		if (extend && key !== null) this.selectTo(key);
		else this.activate(key);
		this.#active = key;
		return index;
	}

	toggle(key: string): void {
		this.#selected = toggled(this.#selected, key);
		this.#active = key;
		this.#from = key;
	}

	/** Selects everything from where the selection began to this row. */
	selectTo(key: string): void {
		const keys = this.#keys();
		const from = [this.#from, this.#active].find((one) => one !== null && keys.includes(one));
		this.#from = from ?? key;
		this.#selected = between(keys, this.#from, key);
		this.#active = key;
	}

	selectAll(): void {
		this.#selected = selectionOf(this.#keys());
	}

	clear(): void {
		this.#selected = nothingSelected;
	}

	/** A click on a row: true when it only selected, false when the row should open. */
	click(key: string, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): boolean {
		if (event.shiftKey) this.selectTo(key);
		else if (event.ctrlKey || event.metaKey) this.toggle(key);
		else {
			this.activate(key);
			return false;
		}
		return true;
	}

	/** Moves or selects by key; returns the index to reveal, or null when the key is not the list's. */
	keydown(event: KeyboardEvent): number | null {
		const step = steps[event.key];
		if (step !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
			event.preventDefault();
			return this.move(step, event.shiftKey);
		}
		if (event.key === ' ' && this.#active !== null) this.toggle(this.#active);
		else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) this.selectAll();
		else if (event.key === 'Escape' && this.#selected.size > 0) this.clear();
		else return null;
		event.preventDefault();
		return this.activeIndex;
	}
}
