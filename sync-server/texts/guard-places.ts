import { TEXT_DEPTH } from '#lib/documents/text-doc.ts';
import type { Vector } from '../pipeline/guard.ts';

/** A struct by the client that wrote it and its clock there. */
export interface Place {
	readonly client: number;
	readonly clock: number;
}

/** A part of an update, as far as its place goes. */
export interface Struct {
	readonly clock: number;
	readonly length: number;
	/** What it names; it can be put in its place only after them. */
	readonly beside: readonly Place[];
	/** The first of these is the node it lies in. */
	readonly isInside: boolean;
}

export interface Run {
	readonly client: number;
	readonly structs: readonly Struct[];
	readonly end: number;
}

/**
 * Refuses structs beside what is not there, beside themselves or in a circle: they would wait. And
 * nodes that lie too deep in each other: deleting them would take more stack than there may be.
 */
export function placeFault(runs: readonly Run[], known: Vector): 'bad-update' | 'gap' | undefined {
	const there = new Map(known);
	const depths = new Depths(runs);
	const next = runs.map(() => 0);
	for (let isMoving = true; isMoving;) {
		isMoving = false;
		for (const [index, { client, structs }] of runs.entries()) {
			let struct = structs[next[index] ?? 0];
			while (struct?.beside.every((place) => place.clock < (there.get(place.client) ?? 0))) {
				if (depths.note(client, struct) > TEXT_DEPTH) return 'bad-update';
				there.set(client, Math.max(there.get(client) ?? 0, struct.clock + struct.length));
				isMoving = true;
				next[index] = (next[index] ?? 0) + 1;
				struct = structs[next[index] ?? 0];
			}
		}
	}
	const isWaiting = runs.some(({ structs }, index) => (next[index] ?? 0) < structs.length);
	return isWaiting ? 'gap' : undefined;
}

/** How deep the structs of one update lie in each other. */
class Depths {
	readonly #runs: ReadonlyMap<number, readonly Struct[]>;
	readonly #depths = new Map<Struct, number>();

	constructor(runs: readonly Run[]) {
		this.#runs = new Map(runs.map(({ client, structs }) => [client, structs]));
	}

	note(client: number, struct: Struct): number {
		const [first] = struct.beside;
		const around = first === undefined ? 0 : this.#of(first);
		const depth = around + (struct.isInside ? 1 : 0);
		this.#depths.set(struct, depth);
		return depth;
	}

	/** What is known already lies where it may. */
	#of({ client, clock }: Place): number {
		const structs = this.#runs.get(client) ?? [];
		let [low, high] = [0, structs.length - 1];
		while (low <= high) {
			const middle = (low + high) >> 1;
			const struct = structs[middle];
			if (struct === undefined) return 0;
			if (clock < struct.clock) high = middle - 1;
			else if (clock >= struct.clock + struct.length) low = middle + 1;
			else return this.#depths.get(struct) ?? 0;
		}
		return 0;
	}
}
