import { typeChange, type TypedChange } from '#lib/domain/changes/typed.ts';
import { Listeners } from './listeners.ts';
import type { Outbox } from './outbox.ts';

/** A change of this device and how it stands. */
export interface MyChange {
	readonly change: TypedChange;
	/** By this device's clock; null while the server has not confirmed it. */
	readonly settledMs: number | null;
	readonly outbox: string;
}

/** Everything in the outboxes of this device, by target, kept up per outbox. */
export class MyChanges {
	readonly #by: string;
	readonly #byTarget = new Map<string, Map<string, MyChange>>();
	readonly #byOutbox = new Map<string, ReadonlyMap<string, MyChange>>();
	readonly #changed = new Listeners<[ReadonlySet<string>]>();

	constructor(by: string) {
		this.#by = by;
	}

	/** The targets whose changes came, settled or went. */
	readonly onChange = this.#changed.add;

	/** In the order of their stamps. */
	of(target: string): MyChange[] {
		return sorted(this.#byTarget.get(target)?.values() ?? []);
	}

	find(id: string): MyChange | undefined {
		for (const changes of this.#byOutbox.values()) {
			const found = changes.get(id);
			if (found !== undefined) return found;
		}
		return undefined;
	}

	all(): MyChange[] {
		return sorted([...this.#byOutbox.values()].flatMap((changes) => [...changes.values()]));
	}

	waiting(): MyChange[] {
		return this.all().filter(({ settledMs }) => settledMs === null);
	}

	targets(): Iterable<string> {
		return this.#byTarget.keys();
	}

	/** Takes in how an outbox stands now. */
	update(outbox: Outbox): void {
		const before = this.#byOutbox.get(outbox.name) ?? new Map<string, MyChange>();
		const after = new Map<string, MyChange>();
		const touched = new Set<string>();
		for (const { change } of outbox.entries) {
			const known = before.get(change.id);
			const settledMs = outbox.settledAt(change.id) ?? null;
			if (known !== undefined && known.settledMs === settledMs) {
				after.set(change.id, known);
				continue;
			}
			const typed = known?.change ?? this.#type(change);
			if (typed === undefined) continue;
			after.set(change.id, { change: typed, settledMs, outbox: outbox.name });
			touched.add(change.target);
		}
		for (const [id, { change }] of before) if (!after.has(id)) touched.add(change.target);
		this.#byOutbox.set(outbox.name, after);
		this.#index(before, after);
		if (touched.size > 0) this.#changed.emit(touched);
	}

	/** An outbox is no more. */
	drop(outbox: Outbox): void {
		const before = this.#byOutbox.get(outbox.name) ?? new Map<string, MyChange>();
		this.#byOutbox.delete(outbox.name);
		this.#index(before, new Map());
	}

	#index(before: ReadonlyMap<string, MyChange>, after: ReadonlyMap<string, MyChange>): void {
		for (const [id, { change }] of before)
			if (!after.has(id)) this.#byTarget.get(change.target)?.delete(id);
		for (const [id, mine] of after) {
			const changes = this.#byTarget.get(mine.change.target) ?? new Map<string, MyChange>();
			this.#byTarget.set(mine.change.target, changes.set(id, mine));
		}
	}

	#type(change: Outbox['entries'][number]['change']): TypedChange | undefined {
		const typed = typeChange(change, this.#by);
		return typed.ok ? typed.value : undefined;
	}
}

function sorted(changes: Iterable<MyChange>): MyChange[] {
	return [...changes].sort((a, b) => (a.change.at < b.change.at ? -1 : 1));
}
