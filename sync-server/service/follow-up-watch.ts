import { createHash } from 'node:crypto';
import { ruleBehind } from '#lib/domain/automation/rule-author.ts';
import { rulesOf } from '#lib/domain/automation/rule.ts';
import type { Change } from '#lib/domain/changes/change.ts';
import { followUpAuthor } from '#lib/domain/follow-ups/follow-up-author.ts';
import {
	FOLLOW_UP_PREFIX,
	isStanding,
	messageOf,
	readFollowUps,
	type FollowUp,
	type PlannedMessage
} from '#lib/domain/follow-ups/follow-ups.ts';
import { toBase32, type EntityRef } from '#lib/domain/ids.ts';
import { can } from '#lib/domain/policy/can.ts';
import { stampMs } from '#lib/domain/stamp.ts';
import { ticketSubject, type Ticket } from '#lib/domain/ticket/ticket.ts';
import { automationChange } from '../pipeline/intake.ts';
import type { Commit } from '../pipeline/org-unit.ts';
import type { ServiceWatchParts } from './service-watch.ts';

/** What is later than this is not done any more, only told. */
const DONE_WITHIN_MS = 24 * 3_600_000;
/** Timers reach no further than this, and machines sleep: then it is looked at again. */
const LOOK_AGAIN_MS = 3_600_000;
/** How soon what could not be saved is tried again. */
const RETRY_MS = 60_000;
/** Tickets that are worked out at a time; what waits for the server meanwhile has its turn. */
const TICKETS_PER_TURN = 50;

/** What happens to a follow-up next, and from when on. */
interface Step {
	readonly followUp: FollowUp;
	readonly state: 'due' | 'done' | 'missed' | 'replied';
	readonly atMs: number;
}

/**
 * Does what was planned, at its time: reminds people, sends messages, and cancels what the customer's
 * reply has made needless. All of it is changes whose ids follow from what they are about, so that
 * neither a restart nor a second server does it twice. It keeps nothing of its own: after a start it
 * is planned anew from the tickets.
 */
export class FollowUpWatch {
	readonly #parts: ServiceWatchParts;
	readonly #planned = new Map<string, Step>();
	readonly #stale = new Set<string>();
	/** Before this there is nothing to do. */
	#nextMs = Infinity;
	#isWorking = false;
	#isStopped = false;

	constructor(parts: ServiceWatchParts) {
		this.#parts = parts;
	}

	/** Plans all tickets, or those that a commit wrote. */
	look(commit?: Commit): void {
		const written = commit?.written.map(({ name }) => name);
		for (const name of written ?? this.#parts.unit.store.listedTickets())
			if (name.startsWith('ticket.')) this.#stale.add(name);
		if (this.#stale.size > 0 && !this.#isWorking) this.#work();
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
		this.#stale.clear();
	}

	/** Works through what is stale, a part at a time. */
	#work(): void {
		this.#isWorking = true;
		this.#parts.defer(() => {
			this.#isWorking = false;
			if (this.#isStopped) return;
			try {
				for (const target of [...this.#stale].slice(0, TICKETS_PER_TURN)) {
					this.#plan(target);
					this.#stale.delete(target);
				}
			} catch (error) {
				// As with a failing disk: what is left is looked at with the next commit.
				this.#parts.report(error, 'follow-ups');
				return;
			}
			if (this.#stale.size > 0) this.#work();
			else this.#parts.onPlanned();
		});
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

	#plan(target: string): void {
		this.#planned.delete(target);
		const { unit } = this.#parts;
		// Hardly any ticket has one: the others need not be read.
		if (unit.store.cellsUnder(target, FOLLOW_UP_PREFIX).length === 0) return;
		// What is deleted rests until it is brought back.
		if (unit.world.ticket(target)?.removed !== null) return;
		const [next] = readFollowUps(unit.world.entities.get(target).head)
			.flatMap((followUp) => this.#stepOf(target, followUp) ?? [])
			.filter((step) => unit.store.judgedAs(idOf(target, step)) === undefined)
			.sort((a, b) => a.atMs - b.atMs);
		if (next === undefined) return;
		this.#planned.set(target, next);
		this.#nextMs = Math.min(this.#nextMs, next.atMs);
	}

	#stepOf(target: string, followUp: FollowUp): Step | undefined {
		if (!isStanding(followUp)) return undefined;
		const { keep, plannedAt, stateAt, state, atMs } = followUp;
		const { unit, now } = this.#parts;
		// What a fast clock has written can only be overwritten once that time has come.
		if (!keep && unit.store.hasReplySince(target, plannedAt))
			return { followUp, state: 'replied', atMs: stampMs(stateAt) + 1 };
		if (state !== 'open') return undefined;
		const isMissed = atMs <= now() - DONE_WITHIN_MS;
		const next = followUp.kind === 'remind' ? 'due' : 'done';
		const atLeastMs = stampMs(stateAt) + 1;
		return { followUp, state: isMissed ? 'missed' : next, atMs: Math.max(atMs, atLeastMs) };
	}

	#do(target: string, planned: Step): void {
		const { unit, report } = this.#parts;
		const ref = toTicket(target);
		const step = this.#permitted(target, planned);
		const { followUp, state } = step;
		const round = unit.world.ticket(target)?.round ?? 0;
		const entries: Change[] = [];
		if (state === 'done' && followUp.kind === 'send') entries.push(this.#message(ref, followUp));
		const value = { state, round };
		entries.push(
			automationChange(unit.nextStamp(), {
				id: idOf(target, step),
				type: 'ticket.follow-up',
				target: ref,
				body: { followUp: followUp.id, field: 'state', value }
			})
		);
		this.#planned.delete(target);
		const sender = { author: followUpAuthor(followUp.by), device: '', revoked: false };
		// What it wrote brings the ticket back here, for what comes next.
		unit.submit({ sender, entries }).catch((error: unknown) => {
			if (this.#isStopped) return;
			report(error, 'follow-ups');
			const again = this.#parts.now() + RETRY_MS;
			this.#planned.set(target, { ...planned, atMs: again });
			this.#nextMs = Math.min(this.#nextMs, again);
			this.#parts.onPlanned();
		});
	}

	/** Nothing is sent in the name of somebody who may not write there any more. */
	#permitted(target: string, step: Step): Step {
		const { followUp, state } = step;
		if (state !== 'done') return step;
		const ticket = this.#parts.unit.world.ticket(target);
		const isAllowed = ticket !== undefined && this.#mayWrite(followUp.by, ticket);
		return isAllowed ? step : { ...step, state: 'missed' };
	}

	/** A rule writes while it is switched on, a person while they may. */
	#mayWrite(by: string, ticket: Ticket): boolean {
		const { directory } = this.#parts.unit.world;
		const rule = ruleBehind(by);
		if (rule !== undefined) return rulesOf(directory.catalogue).some(({ code }) => code === rule);
		const actor = directory.actor(by);
		const writing = { do: 'ticket.message', ticket: ticketSubject(ticket) } as const;
		return actor !== undefined && can(actor, writing).allowed;
	}

	/** The words of a planned message, under an id that it has once and for all. */
	#message(target: EntityRef, followUp: PlannedMessage): Change {
		const id = hashed('message', target, followUp.id);
		const body = messageOf(followUp);
		const { unit } = this.#parts;
		return automationChange(unit.nextStamp(), { id, type: 'message.add', target, body });
	}
}

const toTicket = (target: string): EntityRef => `ticket.${target.slice('ticket.'.length)}`;

/** One for each way in which a follow-up, as it was planned last, can come to its time. */
function idOf(target: string, { followUp: { id, atMs, stateAt, plannedAt }, state }: Step): string {
	return hashed(state, target, id, `${atMs}`, stateAt, plannedAt);
}

function hashed(...parts: readonly string[]): string {
	const text = ['follow-up', ...parts].join('\n');
	return toBase32(createHash('sha256').update(text).digest().subarray(0, 16));
}
