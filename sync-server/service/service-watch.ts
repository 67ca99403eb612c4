import { createHash } from 'node:crypto';
import { toBase32, type EntityRef } from '#lib/domain/ids.ts';
import { serviceRecord } from '#lib/domain/sla/history.ts';
import type { Alert, ServiceLevels } from '#lib/domain/sla/service-levels.ts';
import { automationChange } from '../pipeline/intake.ts';
import type { Commit, OrgUnit } from '../pipeline/org-unit.ts';

/** The automation that tells people of clocks. */
export const SERVICE = '~service';

/** What nobody could be told within a day, as after an import or an outage, is not told any more. */
const TOLD_WITHIN_MS = 24 * 3_600_000;
/** Timers reach no further than this, and machines sleep: then it is looked at again. */
const LOOK_AGAIN_MS = 3_600_000;
/** How soon what could not be saved is tried again. */
const RETRY_MS = 60_000;
/** Tickets that are worked out at a time; what waits for the server meanwhile has its turn. */
const TICKETS_PER_TURN = 50;

export interface ServiceWatchParts {
	readonly unit: OrgUnit;
	readonly now: () => number;
	/** Runs a function soon, after what is already queued. */
	readonly defer: (run: () => void) => void;
	readonly report: (error: unknown, where: string) => void;
	/** Something has changed: ask `run` again when there is time. */
	readonly onPlanned: () => void;
}

/** What is to be told of one ticket next. */
interface Planned {
	readonly alert: Alert;
	readonly round: number;
	readonly id: string;
}

/**
 * Tells people of clocks that run out, once each: at its moment an alert becomes a change like any
 * other, whose id follows from what it is about, so that neither a restart nor a second server tells
 * it again. It keeps nothing of its own: after a start it is planned anew from the tickets.
 */
export class ServiceWatch {
	readonly #parts: ServiceWatchParts;
	readonly #planned = new Map<string, Planned>();
	readonly #stale = new Set<string>();
	/** Before this there is nothing to tell. */
	#nextMs = Infinity;
	#levels: ServiceLevels | undefined;
	#isWorking = false;
	#isStopped = false;

	constructor(parts: ServiceWatchParts) {
		this.#parts = parts;
	}

	/** Plans all tickets, or those that a commit wrote; all of them when the promises changed. */
	look(commit?: Commit): void {
		const { unit } = this.#parts;
		const { levels } = unit.world.directory;
		if (levels !== this.#levels) {
			this.#levels = levels;
			const targets = levels.hasTargets ? unit.store.listedTickets() : this.#planned.keys();
			for (const target of targets) this.#stale.add(target);
		} else if (levels.hasTargets)
			for (const { name } of commit?.written ?? [])
				if (name.startsWith('ticket.')) this.#stale.add(name);
		if (this.#stale.size > 0 && !this.#isWorking) this.#work();
	}

	/** Tells what is due; answers when to ask again, undefined when there is nothing to wait for. */
	run(): number | undefined {
		const nowMs = this.#parts.now();
		if (this.#nextMs <= nowMs) this.#nextMs = this.#tellDue(nowMs);
		return this.#nextMs === Infinity ? undefined : Math.min(this.#nextMs, nowMs + LOOK_AGAIN_MS);
	}

	stop(): void {
		this.#isStopped = true;
		this.#planned.clear();
		this.#stale.clear();
	}

	/** Works through what is stale, a part at a time. */
	#work(): void {
		this.#isWorking = true;
		this.#parts.defer(() => {
			this.#isWorking = false;
			if (this.#isStopped) return;
			try {
				this.#planSome();
			} catch (error) {
				// As with a failing disk: what is left is looked at with the next commit.
				this.#parts.report(error, 'service');
				return;
			}
			if (this.#stale.size > 0) this.#work();
			else this.#parts.onPlanned();
		});
	}

	#planSome(): void {
		let left = TICKETS_PER_TURN;
		for (const target of this.#stale) {
			this.#plan(target);
			this.#stale.delete(target);
			left -= 1;
			if (left === 0) return;
		}
	}

	/** Answers when the next one is due; what fails on the way is due again. */
	#tellDue(nowMs: number): number {
		let nextMs = Infinity;
		for (const [target, planned] of [...this.#planned]) {
			// A timer that came late finds another alert in place of the one it was set for.
			if (planned.alert.atMs <= nowMs) this.#plan(target);
			const next = this.#planned.get(target);
			if (next === undefined) continue;
			if (next.alert.atMs <= nowMs) this.#tell(target, next);
			else nextMs = Math.min(nextMs, next.alert.atMs);
		}
		return nextMs;
	}

	#plan(target: string): void {
		this.#planned.delete(target);
		const { unit, now } = this.#parts;
		const ticket = unit.world.ticket(target);
		if (
			ticket === undefined ||
			ticket.final ||
			ticket.removed !== null ||
			this.#levels === undefined
		)
			return;
		const service = serviceRecord(unit.world.entities.get(target).thread.service);
		const alerts = this.#levels.alerts({ ...ticket, service });
		const { round } = ticket;
		const [next] = worthTelling(alerts, now())
			.map((alert) => ({ alert, round, id: idOf(target, round, alert) }))
			.filter(({ id }) => unit.store.judgedAs(id) === undefined)
			.sort((a, b) => a.alert.atMs - b.alert.atMs);
		if (next === undefined) return;
		this.#planned.set(target, next);
		this.#await(next);
	}

	#await({ alert }: Planned): void {
		this.#nextMs = Math.min(this.#nextMs, alert.atMs);
	}

	#tell(target: string, { alert, round, id }: Planned): void {
		const { unit, report } = this.#parts;
		const { clock, kind } = alert;
		const change = automationChange(unit.nextStamp(), {
			id,
			type: 'ticket.alert',
			target: toTicket(target),
			body: { clock, kind, round }
		});
		this.#planned.delete(target);
		const sender = { author: SERVICE, device: '', revoked: false };
		// What it wrote brings the ticket back here, for what comes next.
		unit.submit({ sender, entries: [change] }).catch((error: unknown) => {
			if (this.#isStopped) return;
			report(error, 'service');
			const again = { alert: { ...alert, atMs: this.#parts.now() + RETRY_MS }, round, id };
			this.#planned.set(target, again);
			this.#await(again);
			this.#parts.onPlanned();
		});
	}
}

const toTicket = (target: string): EntityRef => `ticket.${target.slice('ticket.'.length)}`;

/** Nobody is warned of what is late already, or told of what is long past. */
function worthTelling(alerts: readonly Alert[], nowMs: number): Alert[] {
	const late = new Set(
		alerts.filter(({ kind, atMs }) => kind === 'late' && atMs <= nowMs).map(({ clock }) => clock)
	);
	return alerts.filter(
		({ kind, clock, atMs }) =>
			atMs > nowMs - TOLD_WITHIN_MS && !(kind === 'warning' && late.has(clock))
	);
}

/** One alert of a kind for each run of a clock and each round of the ticket. */
function idOf(target: string, round: number, { clock, kind, startedMs }: Alert): string {
	const text = [SERVICE, target, round, clock, startedMs, kind].join('\n');
	return toBase32(createHash('sha256').update(text).digest().subarray(0, 16));
}
