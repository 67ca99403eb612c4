/** What a finger asks for when it pulls a row aside. `start` is pulled towards the line's start. */
export type Pull = 'start' | 'end';

const decideAt = 10;
const actAt = 84;
const furthest = 120;

/**
 * Follows one finger over a row. Sideways it moves the row and, far enough, means something; a
 * finger that goes up or down first is scrolling and is left alone.
 */
export class Swipe {
	#from: { readonly x: number; readonly y: number } | undefined;
	#isSideways = false;
	#offset = 0;

	begin(x: number, y: number): void {
		this.#from = { x, y };
		this.#isSideways = false;
		this.#offset = 0;
	}

	/** How far the row is to be moved, in CSS pixels. */
	move(x: number, y: number): number {
		if (this.#from === undefined) return 0;
		const across = x - this.#from.x;
		const down = Math.abs(y - this.#from.y);
		if (!this.#isSideways) {
			if (down > decideAt && down > Math.abs(across)) this.#from = undefined;
			else this.#isSideways = Math.abs(across) > decideAt;
		}
		this.#offset = this.#isSideways ? Math.max(-furthest, Math.min(furthest, across)) : 0;
		return this.#offset;
	}

	get isSideways(): boolean {
		return this.#isSideways;
	}

	/** What it meant; `flow` is -1 where lines run from right to left. */
	end(flow: 1 | -1): Pull | null {
		const offset = this.#offset * flow;
		this.#from = undefined;
		this.#offset = 0;
		if (Math.abs(offset) < actAt) return null;
		return offset > 0 ? 'end' : 'start';
	}
}
