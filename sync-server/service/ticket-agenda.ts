import type { EntityRef } from '#lib/domain/ids.ts';
import { submitAutomation, type Draft } from '../pipeline/automation.ts';
import { StaleTickets } from './stale-tickets.ts';
import type { WatchParts } from './watch-parts.ts';

/** Timers reach no further than this, and machines sleep: then it is looked at again. */
export const LOOK_AGAIN_MS = 3_600_000;
/** How soon what could not be saved is tried again. */
const RETRY_MS = 60_000;

/** Changes that are handed in together, and in whose name. */
export interface Deed {
	readonly author: string;
	readonly drafts: readonly Draft[];
}

interface Planning<Step> {
	/** What reports of failures call it by. */
	readonly where: string;
	/** What comes next for a ticket; undefined when there is nothing to wait for. */
	readonly next: (target: EntityRef) => Step | undefined;
	/** What is done when a step has come to its time. */
	readonly deed: (target: EntityRef, step: Step) => Deed;
}

/**
 * What is to be done next with each ticket, and when. It keeps nothing of its own: after a start it
 * is planned anew from the tickets.
 */
export class TicketAgenda<Step extends { readonly atMs: number }> {
	readonly #parts: WatchParts;
	readonly #planning: Planning<Step>;
	readonly #stale: StaleTickets;
	readonly #planned = new Map<EntityRef, Step>();
	/** Before this there is nothing to do. */
	#nextMs = Infinity;
	#isStopped = false;

	constructor(parts: WatchParts, planning: Planning<Step>) {
		this.#parts = parts;
		this.#planning = planning;
		const read = (target: EntityRef) => this.#plan(target);
		this.#stale = new StaleTickets(parts, { where: planning.where, read });
	}

	/** The tickets with which something is to be done. */
	get targets(): readonly string[] {
		return [...this.#planned.keys()];
	}

	/** Plans the tickets among the documents of these names anew. */
	look(names: Iterable<string>): void {
		this.#stale.add(names);
	}

	/** Does what is due; answers when to ask again, undefined when there is nothing to wait for. */
	run(): number | undefined {
		const nowMs = this.#parts.now();
		if (this.#nextMs <= nowMs) this.#nextMs = this.#doDue(nowMs);
		return this.#nextMs === Infinity ? undefined : Math.min(this.#nextMs, nowMs + LOOK_AGAIN_MS);
	}

	stop(): void {
		this.#isStopped = true;
		this.#planned.clear();
		this.#stale.stop();
	}

	/** Answers when the next one is due; what fails on the way is due again. */
	#doDue(nowMs: number): number {
		let nextMs = Infinity;
		for (const [target, planned] of [...this.#planned]) {
			// A timer that came late finds something else in place of what it was set for.
			if (planned.atMs <= nowMs) this.#plan(target);
			const next = this.#planned.get(target);
			if (next === undefined) continue;
			if (next.atMs <= nowMs) this.#do(target, next);
			else nextMs = Math.min(nextMs, next.atMs);
		}
		return nextMs;
	}

	#plan(target: EntityRef): void {
		this.#planned.delete(target);
		const next = this.#planning.next(target);
		if (next !== undefined) this.#put(target, next);
	}

	#put(target: EntityRef, step: Step): void {
		this.#planned.set(target, step);
		this.#nextMs = Math.min(this.#nextMs, step.atMs);
	}

	#do(target: EntityRef, step: Step): void {
		const { unit, report, now, onPlanned } = this.#parts;
		const { author, drafts } = this.#planning.deed(target, step);
		this.#planned.delete(target);
		// What it writes brings the ticket back here, for what comes next.
		submitAutomation(unit, author, drafts).catch((error: unknown) => {
			if (this.#isStopped) return;
			report(error, this.#planning.where);
			this.#put(target, { ...step, atMs: now() + RETRY_MS });
			onPlanned();
		});
	}
}
