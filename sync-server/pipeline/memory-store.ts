import type { Cell } from '#lib/domain/crdt/cells.ts';
import type { ThreadFacts } from '../persistence/org/thread-rows.decode.ts';
import type { CellStore } from './entities.ts';
import type { Logged } from './record.ts';

/** Entities in memory alone, for replaying a log. */
export class MemoryStore implements CellStore {
	readonly #cells = new Map<string, Map<string, Cell>>();
	readonly #threads = new Map<string, ThreadFacts>();
	readonly #contacts = new Map<string, string>();
	readonly #refused = new Map<string, { author: string; target: string }>();

	headCells(target: string): [string, Cell][] {
		return [...this.#of(target)].filter(([key]) => !key.startsWith('m/'));
	}

	cellsUnder(target: string, prefix: string): [string, Cell][] {
		const cells = this.#of(target);
		return ['', '/text', '/retracted', '/seq'].flatMap((suffix): [string, Cell][] => {
			const cell = cells.get(prefix + suffix);
			return cell === undefined ? [] : [[prefix + suffix, cell]];
		});
	}

	setCell(target: string, key: string, cell: Cell): void {
		const cells = this.#of(target);
		cells.set(key, cell);
		this.#cells.set(target, cells);
	}

	thread(target: string): ThreadFacts | undefined {
		return this.#threads.get(target);
	}

	setThread(target: string, facts: ThreadFacts): void {
		this.#threads.set(target, facts);
	}

	threads(): IterableIterator<[string, ThreadFacts]> {
		return this.#threads.entries();
	}

	setContact(target: string, contact: string | null): void {
		if (contact === null) this.#contacts.delete(target);
		else this.#contacts.set(target, contact);
	}

	ticketsOf(contact: string): string[] {
		return [...this.#contacts].flatMap(([target, of]) => (of === contact ? [target] : []));
	}

	contacts(): IterableIterator<[string, string]> {
		return this.#contacts.entries();
	}

	targets(kind: string): string[] {
		return [...this.#cells.keys()].filter((target) => target.startsWith(`${kind}.`));
	}

	refused(id: string): { author: string; target: string } | undefined {
		return this.#refused.get(id);
	}

	noteRefused({ change, refusal }: Logged): void {
		if (refusal !== null)
			this.#refused.set(change.id, { author: change.by, target: change.target });
	}

	all(): IterableIterator<[string, Map<string, Cell>]> {
		return this.#cells.entries();
	}

	#of(target: string): Map<string, Cell> {
		return this.#cells.get(target) ?? new Map<string, Cell>();
	}
}
