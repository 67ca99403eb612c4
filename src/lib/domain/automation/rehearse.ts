import { ServiceLevels, type Lateness } from '../sla/service-levels.ts';
import { NO_HISTORY, serviceRecord, withChange } from '../sla/history.ts';
import { joinCells, type Cells } from '../crdt/cells.ts';
import { lift } from '../changes/lift.ts';
import type { TypedChange } from '../changes/typed.ts';
import { readFollowUps } from '../follow-ups/follow-ups.ts';
import { readTicket } from '../ticket/ticket.ts';
import { conditionTest, looked, type Looked } from './conditions.ts';
import { effectOf, type Surroundings } from './effects.ts';
import { eventOf, hasWon, isAwaited, saidIn } from './events.ts';
import { answering, isWork } from './rule-author.ts';
import type { Rule } from './rule.ts';

/** A change of a ticket with the time at which it became known. */
export interface Happened {
	readonly change: TypedChange;
	readonly arrivedMs: number;
	/** It is history that was brought in, which no rule answers to. */
	readonly isImported?: boolean;
}

/** What a rule would have done at a moment: the places of its actions that would have changed something. */
export interface Hit {
	readonly atMs: number;
	readonly actions: readonly number[];
}

interface Span {
	readonly sinceMs: number;
	readonly nowMs: number;
}

const HOUR_MS = 3_600_000;

/**
 * What a rule would have done to a ticket, had it been switched on: the ticket's life once more, in
 * the order in which it became known. What the rule would have done is not taken in, so that each
 * hit stands by itself.
 */
export function rehearse(
	rule: Rule,
	life: readonly Happened[],
	span: Span,
	surroundings: Surroundings
): Hit[] {
	const stage = new Stage(rule, surroundings);
	const hits: Hit[] = [];
	for (const [index, { change, arrivedMs, isImported = false }] of life.entries()) {
		stage.take(change, arrivedMs);
		const isNews = !isImported && arrivedMs >= span.sinceMs;
		if (isNews && stage.isAwaited(change)) hits.push(...stage.hit(arrivedMs));
		const next = life.slice(index + 1).find(({ change: { by } }) => isWork(by));
		const isLastWork = isWork(change.by) || index === 0;
		if (isLastWork) hits.push(...stage.waits(arrivedMs, next?.arrivedMs ?? span.nowMs, span));
	}
	return hits;
}

class Stage {
	readonly #rule: Rule;
	readonly #surroundings: Surroundings;
	#cells: Cells = {};
	#updatedMs = 0;
	#said = '';
	#service = NO_HISTORY;
	#levels: ServiceLevels | undefined;
	/** The promises that it would have spoken of. */
	readonly #answered = new Set<string>();
	#test: { readonly hour: number; readonly fits: (ticket: Looked) => boolean } | undefined;

	constructor(rule: Rule, surroundings: Surroundings) {
		this.#rule = rule;
		this.#surroundings = surroundings;
	}

	take(change: TypedChange, arrivedMs: number): void {
		this.#cells = joinCells(this.#cells, lift(change));
		this.#updatedMs = arrivedMs;
		this.#service = withChange(this.#service, change);
		this.#said = saidIn(eventOf(change));
	}

	isAwaited(change: TypedChange): boolean {
		const event = eventOf(change);
		return (
			event !== undefined &&
			isAwaited(this.#rule.when, event) &&
			answering(this.#rule.code, change.by) !== undefined &&
			hasWon(change, this.#cells)
		);
	}

	/** What the rule does to the ticket as it is; nothing where it does not fit. */
	hit(atMs: number): Hit[] {
		const ticket = readTicket(this.#cells);
		const [updatedMs, said, service] = [this.#updatedMs, this.#said, this.#service];
		const seen = looked(this.#cells, { updatedMs, said, service });
		if (ticket === undefined || seen === undefined || !this.#fits(seen, atMs)) return [];
		const situation = {
			...this.#surroundings,
			nowMs: atMs,
			said,
			followUps: readFollowUps(this.#cells)
		};
		const actions = this.#rule.actions.flatMap((action, index) =>
			effectOf(action, ticket, situation) === undefined ? [] : [index]
		);
		return actions.length === 0 ? [] : [{ atMs, actions }];
	}

	/** What a rule that waits does between two deeds: the first time that the ticket fits, once for a promise. */
	waits(fromMs: number, untilMs: number, { sinceMs, nowMs }: Span): Hit[] {
		const promise = this.#late()?.promise;
		if (promise !== undefined && this.#answered.has(promise)) return [];
		for (const atMs of this.#looks(fromMs, Math.min(untilMs, nowMs))) {
			if (atMs < sinceMs || readTicket(this.#cells)?.final === true) continue;
			const found = this.hit(atMs);
			if (found.length === 0) continue;
			if (promise !== undefined) this.#answered.add(promise);
			return found;
		}
		return [];
	}

	/** When such a rule looks. It looks more often than this, which finds as much, a little later. */
	#looks(fromMs: number, untilMs: number): number[] {
		const { when } = this.#rule;
		if (when.on === 'idle') {
			const atMs = fromMs + when.value * HOUR_MS;
			return atMs <= untilMs ? [atMs] : [];
		}
		if (when.on === 'overdue') {
			const atMs = Math.max(fromMs, this.#late()?.atMs ?? Infinity);
			return atMs <= untilMs ? [atMs] : [];
		}
		if (when.on !== 'every') return [];
		const looks: number[] = [];
		for (let waitMs = when.value * 60_000; fromMs + waitMs <= untilMs; waitMs *= 2)
			looks.push(fromMs + waitMs);
		if (looks.length > 0) looks.push(untilMs);
		return looks;
	}

	/** When the clock that presses most will have been up for as long as the rule waits, as things stand. */
	#late(): Lateness | null {
		const { when } = this.#rule;
		if (when.on !== 'overdue') return null;
		const ticket = readTicket(this.#cells);
		const { catalogue, teams } = this.#surroundings;
		this.#levels ??= new ServiceLevels(catalogue, teams);
		const service = serviceRecord(this.#service);
		return ticket ? this.#levels.upFor({ ...ticket, service }, when.value) : null;
	}

	/** Days and lateness move slowly: what was worked out for an hour holds in it. */
	#fits(seen: Looked, atMs: number): boolean {
		const hour = Math.floor(atMs / HOUR_MS);
		if (this.#test?.hour !== hour) {
			this.#test = { hour, fits: conditionTest(this.#rule.query, this.#surroundings, atMs) };
		}
		return this.#test?.fits(seen) === true;
	}
}
