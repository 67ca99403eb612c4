import { createHash } from 'node:crypto';
import { toBase32, type EntityRef } from '#lib/domain/ids.ts';
import { nextCall, type WaitingTicket } from '#lib/domain/on-call/next-call.ts';
import { automationChange } from '../../pipeline/intake.ts';
import type { Commit } from '../../pipeline/org-unit.ts';
import type { ServiceWatchParts } from '../../service/service-watch.ts';
import type { OnCallRules } from './on-call-rules.ts';
import { calledMs, waitingTicket } from './waiting.ts';

/** The automation that tells those on call. */
export const ON_CALL_AUTHOR = '~on-call';

/** Timers reach no further than this, and machines sleep: then it is looked at again. */
const LOOK_AGAIN_MS = 3_600_000;
/** Tickets that are worked out at a time; what waits for the server meanwhile has its turn. */
const TICKETS_PER_TURN = 50;

interface OnCallParts extends ServiceWatchParts {
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
	readonly #stale = new Set<string>();
	readonly #waiting = new Map<string, WaitingTicket & { readonly team: string }>();
	/** When a team was last told of anything, also of what somebody has taken since. */
	readonly #toldMs = new Map<string, number>();
	readonly #busy = new Set<string>();
	#rules: OnCallRules | undefined;
	#levels: object | undefined;
	#isWorking = false;
	#isStopped = false;

	constructor(parts: OnCallParts) {
		this.#parts = parts;
	}

	/** Looks at all tickets, or at those that a commit wrote. */
	look(commit?: Commit): void {
		const { unit, rules } = this.#parts;
		if (commit === undefined) this.#rules = rules();
		if (this.#rules === undefined) return this.#waiting.clear();
		for (const name of this.#isForAll(commit) ? unit.store.listedTickets() : writtenBy(commit))
			if (name.startsWith('ticket.')) this.#stale.add(name);
		if (this.#stale.size > 0 && !this.#isWorking) this.#work();
	}

	/** Whether hours have changed, or the names by which lines are found. */
	#isForAll(commit: Commit | undefined): boolean {
		const { levels } = this.#parts.unit.world.directory;
		const isOther = levels !== this.#levels;
		this.#levels = levels;
		const isElsewhere = writtenBy(commit).some((name) => name.startsWith('workspace.'));
		return commit === undefined || isOther || isElsewhere;
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
		this.#stale.clear();
	}

	#runTeam(team: string, nowMs: number): number {
		if (this.#rules === undefined || this.#busy.has(team)) return Infinity;
		const { everyMs } = this.#rules;
		const lastMs = this.#toldMs.get(team) ?? null;
		const waiting = [...this.#waiting.values()].filter((one) => one.team === team);
		const call = nextCall(waiting, { everyMs, lastMs, nowMs });
		if (call === undefined) return Infinity;
		if (call.atMs > nowMs) return call.atMs;
		this.#tell(team, call.tickets, nowMs);
		return Infinity;
	}

	/** Works through what is stale, a part at a time. */
	#work(): void {
		this.#isWorking = true;
		this.#parts.defer(() => {
			this.#isWorking = false;
			if (this.#isStopped) return;
			try {
				for (const target of [...this.#stale].slice(0, TICKETS_PER_TURN)) {
					this.#read(target);
					this.#stale.delete(target);
				}
			} catch (error) {
				// As with a failing disk: what is left is looked at with the next commit.
				this.#parts.report(error, 'on call');
				return;
			}
			if (this.#stale.size > 0) this.#work();
			else this.#parts.onPlanned();
		});
	}

	#read(target: string): void {
		this.#waiting.delete(target);
		const { world } = this.#parts.unit;
		const team = world.ticket(target)?.team;
		const toldMs = calledMs(world.entities.get(target).head);
		if (team !== undefined && toldMs !== null)
			this.#toldMs.set(team, Math.max(this.#toldMs.get(team) ?? 0, toldMs));
		const found = this.#rules && waitingTicket(world, target, this.#rules);
		if (found !== undefined) this.#waiting.set(target, found);
	}

	#tell(team: string, tickets: readonly string[], nowMs: number): void {
		const { unit, report } = this.#parts;
		const name = unit.world.directory.team(team)?.name ?? '';
		const people = this.#rules?.numbersOf(name).length ?? 0;
		const batch = hashed(team, String(nowMs), ...tickets);
		const entries = tickets.map((target) =>
			automationChange(unit.nextStamp(), {
				id: hashed(batch, target),
				type: 'ticket.on-call',
				target: toTicket(target),
				body: { people, batch, round: unit.world.ticket(target)?.round ?? 0 }
			})
		);
		this.#busy.add(team);
		// Whatever comes of it, those on call have their peace until the next time.
		this.#toldMs.set(team, nowMs);
		for (const target of tickets) {
			const known = this.#waiting.get(target);
			if (known !== undefined) this.#waiting.set(target, { ...known, calledMs: nowMs });
		}
		const sender = { author: ON_CALL_AUTHOR, device: '', revoked: false };
		unit
			.submit({ sender, entries })
			.catch((error: unknown) => {
				if (!this.#isStopped) report(error, 'on call');
			})
			.finally(() => {
				this.#busy.delete(team);
				if (!this.#isStopped) this.#parts.onPlanned();
			});
	}
}

const writtenBy = (commit: Commit | undefined): string[] =>
	commit?.written.map(({ name }) => name) ?? [];

const toTicket = (target: string): EntityRef => `ticket.${target.slice('ticket.'.length)}`;

function hashed(...parts: readonly string[]): string {
	const text = [ON_CALL_AUTHOR, ...parts].join('\n');
	return toBase32(createHash('sha256').update(text).digest().subarray(0, 16));
}
