import { messageIdIn } from '#lib/domain/changes/message-keys.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { joinCells, type Cells } from '#lib/domain/crdt/cells.ts';
import { Listeners } from '#lib/sync/listeners.ts';
import { pageCells, pageChanges } from './shapes.decode.ts';

/**
 * Pages of older messages and changes that were fetched for an open thread; they last while it is
 * open. From then on it keeps what the document had as well: what leaves the document while others
 * go on would otherwise be missing between the pages and the rest. Pages that the document has left
 * behind altogether are given up, since nobody knows what came between; they can be fetched again.
 */
export class Older {
	readonly #changed = new Listeners();
	#cells: Cells | undefined;
	#changes: ReadonlyMap<string, TypedChange> = new Map();
	/** Whether what the document had is among the messages, and among what was done. */
	#hasMessages = false;
	#hasRecord = false;

	readonly onChange = this.#changed.add;

	get cells(): Cells | undefined {
		return this.#cells;
	}

	/** What the document has, with all that was fetched before it. */
	withCells(stored: Cells): Cells {
		const known = this.#cells;
		if (known === undefined) return stored;
		const messages = Object.keys(stored).filter((key) => messageIdIn(key) !== undefined);
		const isLost = this.#hasMessages && isApart(messages, (key) => Object.hasOwn(known, key));
		this.#hasMessages = !isLost;
		this.#cells = isLost ? undefined : joinCells(known, stored);
		return this.#cells ?? stored;
	}

	/** The same for what was done, by its id. */
	withChanges(stored: readonly TypedChange[]): ReadonlyMap<string, TypedChange> {
		const known = this.#changes;
		if (known.size === 0) return withAll(known, stored);
		const isLost = this.#hasRecord && isApart(stored, ({ id }) => known.has(id));
		this.#hasRecord = !isLost;
		const all = withAll(isLost ? new Map() : known, stored);
		this.#changes = isLost ? new Map() : all;
		return all;
	}

	/** The thread was taken from this person. */
	clear(): void {
		this.#cells = undefined;
		this.#changes = new Map();
		this.#hasMessages = this.#hasRecord = false;
		this.#changed.emit();
	}

	/** Takes in a page as the server gave it, of messages or of the record; false when it held nothing. */
	take(page: unknown): boolean {
		const [cells, changes] = [pageCells(page), pageChanges(page)];
		if (Object.keys(cells).length === 0 && changes.length === 0) return false;
		this.#cells = joinCells(this.#cells ?? {}, cells);
		this.#changes = withAll(this.#changes, changes);
		this.#changed.emit();
		return true;
	}
}

const isApart = <T>(stored: readonly T[], isKnown: (one: T) => boolean): boolean =>
	stored.length > 0 && !stored.some(isKnown);

function withAll(
	known: ReadonlyMap<string, TypedChange>,
	changes: readonly TypedChange[]
): ReadonlyMap<string, TypedChange> {
	return new Map([...known, ...changes.map((change) => [change.id, change] as const)]);
}
