import type { EntityRef } from '#lib/domain/ids.ts';
import { nextCall, type WaitingTicket } from '#lib/domain/on-call/next-call.ts';
import { submitAutomation, type Draft } from '../../pipeline/automation.ts';
import type { Commit } from '../../pipeline/org-unit.ts';
import { isTicket, StaleTickets, writtenBy } from '../../service/stale-tickets.ts';
import { LOOK_AGAIN_MS } from '../../service/ticket-agenda.ts';
import type { WatchParts } from '../../service/watch-parts.ts';
import { ON_CALL_AUTHOR, onCallId } from './on-call-author.ts';
import type { OnCallRules } from './on-call-rules.ts';
import { calledMs, waitingTicket } from './waiting.ts';

interface OnCallParts extends WatchParts {
	/** Undefined where nobody is to be told. */
	readonly rules: () => OnCallRules | undefined;
}

/**
 * Decides when those on call are told of tickets that nobody has outside working hours. Each decision
 * is a change of every ticket it is about, and what is sent follows from its commit: after a restart
 * the tickets themselves say what has been told.
 */
export class OnCallWatch {
	readonly #parts: OnCallParts;
	readonly #stale: StaleTickets;
	readonly #waiting = new Map<EntityRef, WaitingTicket & { readonly team: string }>();
	/** When a team was last told of anything, also of what somebody has taken since. */
	readonly #toldMs = new Map<string, number>();
	readonly #busy = new Set<string>();
	#rules: OnCallRules | undefined;
	#levels: object | undefined;
	#isStopped = false;

	constructor(parts: OnCallParts) {
		this.#parts = parts;
		const read = (target: EntityRef) => this.#read(target);
		this.#stale = new StaleTickets(parts, { where: 'on call', read });
	}

	/** Looks at all tickets, or at those that a commit wrote. */
	look(commit?: Commit): void {
		const { unit, rules } = this.#parts;
		if (commit === undefined) this.#rules = rules();
		if (this.#rules === undefined) return this.#waiting.clear();
		const isForAll = this.#isForAll(commit);
		this.#stale.add(commit && !isForAll ? writtenBy(commit) : unit.store.listedTickets());
	}

	/** Whether hours have changed, or the names by which lines are found. */
	#isForAll(commit: Commit | undefined): boolean {
		const { levels } = this.#parts.unit.world.directory;
		const isOther = levels !== this.#levels;
		this.#levels = levels;
		return isOther || !commit || writtenBy(commit).some((name) => name.startsWith('workspace.'));
	}

	/** Tells what is due; answers when to ask again, undefined when there is nothing to wait for. */
	run(): number | undefined {
		const nowMs = this.#parts.now();
		let nextMs = Infinity;
		for (const team of new Set([...this.#waiting.values()].map((one) => one.team)))
			nextMs = Math.min(nextMs, this.#runTeam(team, nowMs));
		return nextMs === Infinity ? undefined : Math.min(nextMs, nowMs + LOOK_AGAIN_MS);
	}

	stop(): void {
		this.#isStopped = true;
		this.#waiting.clear();
		this.#stale.stop();
	}

	#runTeam(team: string, nowMs: number): number {
		if (this.#rules === undefined || this.#busy.has(team)) return Infinity;
		const { everyMs } = this.#rules;
		const lastMs = this.#toldMs.get(team) ?? null;
		const waiting = [...this.#waiting.values()].filter((one) => one.team === team);
		const call = nextCall(waiting, { everyMs, lastMs, nowMs });
		if (call === undefined) return Infinity;
		if (call.atMs > nowMs) return call.atMs;
		this.#tell(team, call.tickets.filter(isTicket), nowMs);
		return Infinity;
	}

	#read(target: EntityRef): void {
		this.#waiting.delete(target);
		const { world } = this.#parts.unit;
		const team = world.ticket(target)?.team;
		const toldMs = calledMs(world.entities.get(target).head);
		if (team !== undefined && toldMs !== null)
			this.#toldMs.set(team, Math.max(this.#toldMs.get(team) ?? 0, toldMs));
		const found = this.#rules && waitingTicket(world, target, this.#rules);
		if (found !== undefined) this.#waiting.set(target, found);
	}

	#tell(team: string, tickets: readonly EntityRef[], nowMs: number): void {
		const { unit, report } = this.#parts;
		const name = unit.world.directory.team(team)?.name ?? '';
		const people = this.#rules?.numbersOf(name).length ?? 0;
		const batch = onCallId(team, String(nowMs), ...tickets);
		const drafts = tickets.map((target): Draft => {
			const body = { people, batch, round: unit.world.ticket(target)?.round ?? 0 };
			return { id: onCallId(batch, target), type: 'ticket.on-call', target, body };
		});
		this.#busy.add(team);
		// Whatever comes of it, those on call have their peace until the next time.
		this.#toldMs.set(team, nowMs);
		for (const target of tickets) {
			const known = this.#waiting.get(target);
			if (known !== undefined) this.#waiting.set(target, { ...known, calledMs: nowMs });
		}
		submitAutomation(unit, ON_CALL_AUTHOR, drafts)
			.catch((error: unknown) => {
				if (!this.#isStopped) report(error, 'on call');
			})
			.finally(() => {
				this.#busy.delete(team);
				if (!this.#isStopped) this.#parts.onPlanned();
			});
	}
}
