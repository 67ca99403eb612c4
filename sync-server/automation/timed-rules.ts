import { answering, isWork } from '#lib/domain/automation/rule-author.ts';
import { isTimed, type Rule } from '#lib/domain/automation/rule.ts';
import { serviceRecord } from '#lib/domain/sla/history.ts';
import type { Measured } from '#lib/domain/sla/service-levels.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import type { WatchParts } from '../service/watch-parts.ts';
import { fits, hasActed, runRule, ticketRef, type Outcome } from './rule-run.ts';

/** How many tickets a rule has looked at, fitted, and changed. */
export interface Sweep {
	readonly tickets: number;
	readonly fitting: number;
	readonly changed: number;
}

interface Parts extends WatchParts {
	readonly ended: () => boolean;
	readonly note: (rule: Rule, target: string, outcome: Outcome) => void;
}

/** Which rules look at which tickets. */
interface Round {
	readonly rules: readonly Rule[];
	readonly isOurs: (ticket: Ticket) => boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Tickets that are looked at in one go; what waits for the server meanwhile has its turn. */
const TICKETS_PER_TURN = 50;
/** Changes of a ticket that are looked through for the last one that was somebody's work. */
const LOOK_BACK = 60;

/** Runs the rules that wait for their time, on the open tickets. */
export class TimedRules {
	readonly #parts: Parts;
	/** When each rule that runs every so often last did. */
	readonly #ranMs = new Map<string, number>();
	readonly #running = new Set<string>();
	#isSweeping = false;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** Looks, if it is time; answers when to look again. */
	run(rules: readonly Rule[]): number | undefined {
		const { now, report } = this.#parts;
		const timed = rules.filter(isTimed);
		if (timed.length === 0) return undefined;
		const due = timed.filter((rule) => this.#isDue(rule));
		if (due.length > 0 && !this.#isSweeping) {
			this.#isSweeping = true;
			this.#sweep({ rules: due, isOurs: () => true })
				.catch((error: unknown) => this.#parts.ended() || report(error, 'rules'))
				.finally(() => (this.#isSweeping = false));
		}
		return now() + MINUTE_MS;
	}

	/**
	 * Runs one rule on every open ticket that is ours, fits, and whose time has come: who runs an
	 * escalation by hand means what is late. Undefined while it runs already.
	 */
	runNow(rule: Rule, isOurs: (ticket: Ticket) => boolean): Promise<Sweep> | undefined {
		if (this.#running.has(rule.code)) return undefined;
		this.#running.add(rule.code);
		return this.#sweep({ rules: [rule], isOurs }).finally(() => this.#running.delete(rule.code));
	}

	/** What it is the rule's time for, once for each: a promise that is late, or what was last done there. */
	#occasion({ when }: Rule, target: EntityRef, work: Work): string | undefined {
		const nowMs = this.#parts.now();
		const { levels } = this.#parts.unit.world.directory;
		const measured = this.#measured(target);
		if (when.on === 'overdue') {
			const late = measured ? levels.upFor(measured, when.value) : null;
			return late !== null && late.atMs <= nowMs ? `late ${late.promise}` : undefined;
		}
		const isTime =
			when.on === 'idle'
				? work.atMs + when.value * HOUR_MS <= nowMs
				: when.on !== 'alert' ||
					measured === undefined ||
					levels.alerts(measured).some(({ kind, atMs }) => kind === when.value && atMs <= nowMs);
		return isTime ? `after ${work.id}` : undefined;
	}

	#measured(target: EntityRef): Measured | undefined {
		const { world } = this.#parts.unit;
		const ticket = world.ticket(target);
		const service = serviceRecord(world.entities.get(target).thread.service);
		return ticket && { ...ticket, service };
	}

	#isDue(rule: Rule): boolean {
		if (rule.when.on !== 'every') return true;
		const nowMs = this.#parts.now();
		const ranMs = this.#ranMs.get(rule.code);
		if (ranMs !== undefined && nowMs < ranMs + rule.when.value * MINUTE_MS) return false;
		this.#ranMs.set(rule.code, nowMs);
		return true;
	}

	async #sweep(round: Round): Promise<Sweep> {
		const { unit, defer, ended } = this.#parts;
		let [tickets, fitting, changed] = [0, 0, 0];
		for (const listed of unit.store.listedTickets()) {
			if (ended()) break;
			const target = ticketRef(listed);
			if (target === undefined || !isOpenIn(round, unit.world.ticket(target))) continue;
			tickets += 1;
			if (tickets % TICKETS_PER_TURN === 0) await new Promise<void>((done) => defer(done));
			for (const rule of round.rules) {
				const outcome = await this.#look(rule, target);
				if (outcome === undefined) continue;
				fitting += 1;
				if (outcome === 'did') changed += 1;
				if (rule.stop && hasActed(outcome)) break;
			}
		}
		return { tickets, fitting, changed };
	}

	/** Undefined when it is not the rule's time, or the ticket does not fit. */
	async #look(rule: Rule, target: EntityRef): Promise<Outcome | undefined> {
		const { unit, now, note } = this.#parts;
		const work = lastWork(unit, target);
		const author = answering(rule.code, '');
		const occasion = work && this.#occasion(rule, target, work);
		if (occasion === undefined || author === undefined) return undefined;
		const cause = { target, occasion, author, said: '' };
		if (!fits(unit, rule, cause, now())) return undefined;
		const outcome = await runRule(unit, rule, cause, now());
		note(rule, target, outcome);
		return outcome;
	}
}

function isOpenIn({ isOurs }: Round, ticket: Ticket | undefined): boolean {
	return ticket?.final === false && ticket.removed === null && isOurs(ticket);
}

/** A change that somebody made, and when it came. */
interface Work {
	readonly id: string;
	readonly atMs: number;
}

/** The last thing that somebody did to a ticket; its oldest known change where it was only automations. */
function lastWork(unit: OrgUnit, target: string): Work | undefined {
	const rows = unit.store.recentChanges(target, LOOK_BACK);
	const row = rows.find(({ author }) => isWork(author)) ?? rows.at(-1);
	return row && { id: row.id, atMs: row.arrived_ms };
}
