import { cellsBefore, inverses } from '#lib/domain/changes/inverse.ts';
import { isOvertaken } from '#lib/domain/changes/overtaken.ts';
import type { Undoing } from '#lib/domain/changes/undoing.decode.ts';
import { CURRENT_VERSION, typeChange, type TypedChange } from '#lib/domain/changes/typed.ts';
import type { Change } from '#lib/domain/changes/change.ts';
import { joinCells, type Cells } from '#lib/domain/crdt/cells.ts';
import { lift } from '#lib/domain/changes/lift.ts';
import { frontier } from '#lib/domain/history.ts';
import type { ChangeId } from '#lib/domain/ids.ts';
import type { Facts } from '#lib/domain/judge/checks.ts';
import { judge } from '#lib/domain/judge/judge.ts';
import { ACCEPTED, refused, type Verdict } from '#lib/domain/judge/verdict.ts';
import type { Stamp } from '#lib/domain/stamp.ts';
import { plainJson, toChangeId } from './shapes.decode.ts';
import type { ChangeResult, PlannedChange } from './views.ts';

/** What this device knows of a target: with my changes on top, as shown. */
export interface Known {
	/** Undefined when there is no such target here. */
	readonly cells: Cells | undefined;
	/** The changes, or stand-ins for them, whose frontier a new change has seen. */
	readonly seen: Iterable<{ readonly at: Stamp; readonly saw: readonly Stamp[] }>;
	/** Whether `cells` are enough to tell what the server will say of this type of change. */
	readonly canForecast: boolean;
}

export interface MakerPlace {
	readonly me: string;
	readonly newId: () => string;
	readonly stamp: (saw: readonly Stamp[]) => Stamp;
	readonly nowMs: () => number;
	/** Undefined while the workspace is not here: then nothing is forecast. */
	readonly facts: () => Facts | undefined;
	readonly known: (target: string, type: string) => Known;
	readonly queue: (changes: readonly Change[]) => Promise<void>;
}

/** For how many changes the values before them are remembered: more than a long list of tickets takes at once. */
const UNDO_DEPTH = 20_000;

/** Makes changes: fills in what their makers do not say, forecasts the verdict, and queues them. */
export class Maker {
	readonly #place: MakerPlace;
	readonly #undoable = new Map<string, { change: TypedChange; before: Cells }>();

	constructor(place: MakerPlace) {
		this.#place = place;
	}

	make(planned: readonly PlannedChange[]): ChangeResult[] {
		const made = new Batch();
		const verdicts = planned.map((plan) => this.#one(plan, made));
		const durable = this.#queue(made);
		return verdicts.map((result) => ({ ...result, durable }));
	}

	/**
	 * Takes changes back, in this order: what that came to for each, which is nothing where nothing would
	 * take it back, or what came after it would go, too.
	 */
	undo(ids: readonly string[]): (readonly ChangeResult[])[] {
		const made = new Batch();
		const undone = ids.map((id) => {
			const undoing = this.#undoing(id, made);
			this.#undoable.delete(id);
			return undoing.map((plan) => this.#one(plan, made));
		});
		const durable = this.#queue(made);
		return undone.map((verdicts) => verdicts.map((result) => ({ ...result, durable })));
	}

	#undoing(id: string, made: Batch): readonly Undoing[] {
		const known = this.#undoable.get(id);
		if (known === undefined) return [];
		const { change, before } = known;
		const shown = this.#place.known(change.target, change.type).cells;
		const cells = made.cells(change.target, shown) ?? {};
		const isTooLate = isOvertaken(change, cells, this.#place.nowMs());
		return isTooLate ? [] : inverses(change, before, cells);
	}

	#queue({ changes }: Batch): Promise<void> {
		const durable = changes.length > 0 ? this.#place.queue(changes) : Promise.resolve();
		// Whoever cares awaits `durable`; the status line tells everybody else.
		durable.catch(() => undefined);
		return durable;
	}

	/** What would become of changes, without making them. */
	forecast(planned: readonly PlannedChange[]): Verdict[] {
		const made = new Batch();
		return planned.map((plan) => this.#draft(plan, made).verdict);
	}

	#one(plan: PlannedChange, made: Batch): { id: ChangeId; verdict: Verdict } {
		const { id, verdict, typed, before } = this.#draft(plan, made);
		if (verdict.ok && typed !== undefined) this.#remember(typed, before ?? {});
		return { id, verdict };
	}

	/** A change with its verdict; an accepted one joins those that are made together. */
	#draft(plan: PlannedChange, made: Batch): Draft {
		const { type, target, options } = plan;
		const id = toChangeId(this.#place.newId());
		const known = this.#place.known(target, type);
		const saw = frontier([...known.seen, ...made.on(target)]);
		const change: Change = {
			id,
			v: CURRENT_VERSION,
			type,
			target,
			saw,
			at: this.#place.stamp(saw),
			body: plainJson(plan.body),
			...(options?.redo !== undefined && { redo: options.redo })
		};
		const typed = typeChange(change, this.#place.me);
		if (!typed.ok)
			return { id, verdict: refused('malformed', { path: typed.path, problem: typed.problem }) };
		const before = made.cells(target, known.cells);
		const facts =
			options?.forecast === false || !known.canForecast ? undefined : this.#place.facts();
		const verdict = facts === undefined ? ACCEPTED : judge(before, typed.value, facts);
		if (verdict.ok) made.add(change, typed.value, before);
		return { id, verdict, typed: typed.value, before };
	}

	#remember(change: TypedChange, cells: Cells): void {
		this.#undoable.set(change.id, { change, before: cellsBefore(change, cells) });
		const oldest = this.#undoable.keys().next();
		if (this.#undoable.size > UNDO_DEPTH && !oldest.done) this.#undoable.delete(oldest.value);
	}
}

interface Draft {
	readonly id: ChangeId;
	readonly verdict: Verdict;
	readonly typed?: TypedChange;
	readonly before?: Cells | undefined;
}

/** Changes that are made together: each sees the ones before it. */
class Batch {
	readonly changes: Change[] = [];
	readonly #cells = new Map<string, Cells>();

	on(target: string): Change[] {
		return this.changes.filter((change) => change.target === target);
	}

	cells(target: string, known: Cells | undefined): Cells | undefined {
		return this.#cells.get(target) ?? known;
	}

	add(change: Change, typed: TypedChange, cells: Cells | undefined): void {
		this.changes.push(change);
		this.#cells.set(change.target, joinCells(cells ?? {}, lift(typed)));
	}
}
