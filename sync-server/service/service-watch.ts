import type { EntityRef } from '#lib/domain/ids.ts';
import { serviceRecord } from '#lib/domain/sla/history.ts';
import type { Alert, ServiceLevels } from '#lib/domain/sla/service-levels.ts';
import { followingId } from '../pipeline/following-id.ts';
import type { Commit } from '../pipeline/org-unit.ts';
import { writtenBy } from './stale-tickets.ts';
import { TicketAgenda, type Deed } from './ticket-agenda.ts';
import type { WatchParts } from './watch-parts.ts';

/** The automation that tells people of clocks. */
export const SERVICE = '~service';

/** What nobody could be told within a day, as after an import or an outage, is not told any more. */
const TOLD_WITHIN_MS = 24 * 3_600_000;

/** What is to be told of one ticket next. */
interface Step {
	readonly atMs: number;
	readonly alert: Alert;
	readonly round: number;
	readonly id: string;
}

/**
 * Tells people of clocks that run out, once each: at its moment an alert becomes a change like any
 * other, whose id follows from what it is about, so that neither a restart nor a second server tells
 * it again.
 */
export class ServiceWatch {
	readonly #parts: WatchParts;
	readonly #agenda: TicketAgenda<Step>;
	#levels: ServiceLevels | undefined;

	constructor(parts: WatchParts) {
		this.#parts = parts;
		this.#agenda = new TicketAgenda<Step>(parts, {
			where: 'service',
			next: (target) => this.#next(target),
			deed: telling
		});
	}

	/** Plans all tickets, or those that a commit wrote; all of them when the promises changed. */
	look(commit?: Commit): void {
		const { unit } = this.#parts;
		const { levels } = unit.world.directory;
		if (levels !== this.#levels) {
			this.#levels = levels;
			this.#agenda.look(levels.hasTargets ? unit.store.listedTickets() : this.#agenda.targets);
		} else this.#agenda.look(levels.hasTargets && commit ? writtenBy(commit) : []);
	}

	/** Tells what is due; answers when to ask again, undefined when there is nothing to wait for. */
	run(): number | undefined {
		return this.#agenda.run();
	}

	stop(): void {
		this.#agenda.stop();
	}

	#next(target: EntityRef): Step | undefined {
		const { unit, now } = this.#parts;
		const ticket = unit.world.ticket(target);
		if (ticket === undefined || ticket.final || ticket.removed !== null) return undefined;
		const service = serviceRecord(unit.world.entities.get(target).thread.service);
		const alerts = this.#levels?.alerts({ ...ticket, service }) ?? [];
		const { round } = ticket;
		const [next] = worthTelling(alerts, now())
			.map((alert) => ({ atMs: alert.atMs, alert, round, id: idOf(target, round, alert) }))
			.filter(({ id }) => unit.store.judgedAs(id) === undefined)
			.sort((a, b) => a.atMs - b.atMs);
		return next;
	}
}

function telling(target: EntityRef, { alert: { clock, kind }, round, id }: Step): Deed {
	const draft = { id, type: 'ticket.alert', target, body: { clock, kind, round } } as const;
	return { author: SERVICE, drafts: [draft] };
}

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
	return followingId([SERVICE, target, round, clock, startedMs, kind].join('\n'));
}
