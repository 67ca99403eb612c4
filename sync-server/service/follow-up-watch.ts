import { ruleBehind } from '#lib/domain/automation/rule-author.ts';
import { rulesOf } from '#lib/domain/automation/rule.ts';
import { followUpAuthor } from '#lib/domain/follow-ups/follow-up-author.ts';
import {
	FOLLOW_UP_PREFIX,
	isStanding,
	messageOf,
	readFollowUps,
	type FollowUp,
	type PlannedMessage
} from '#lib/domain/follow-ups/follow-ups.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import { can } from '#lib/domain/policy/can.ts';
import { stampMs } from '#lib/domain/stamp.ts';
import { ticketSubject, type Ticket } from '#lib/domain/ticket/ticket.ts';
import type { Draft } from '../pipeline/automation.ts';
import { followingId } from '../pipeline/following-id.ts';
import type { Commit } from '../pipeline/org-unit.ts';
import { writtenBy } from './stale-tickets.ts';
import { TicketAgenda, type Deed } from './ticket-agenda.ts';
import type { WatchParts } from './watch-parts.ts';

/** What is later than this is not done any more, only told. */
const DONE_WITHIN_MS = 24 * 3_600_000;

/** What happens to a follow-up next, and from when on. */
interface Step {
	readonly followUp: FollowUp;
	readonly state: 'due' | 'done' | 'missed' | 'replied';
	readonly atMs: number;
}

/**
 * Does what was planned, at its time: reminds people, sends messages, and cancels what the customer's
 * reply has made needless. All of it is changes whose ids follow from what they are about, so that
 * neither a restart nor a second server does it twice.
 */
export class FollowUpWatch {
	readonly #parts: WatchParts;
	readonly #agenda: TicketAgenda<Step>;

	constructor(parts: WatchParts) {
		this.#parts = parts;
		this.#agenda = new TicketAgenda<Step>(parts, {
			where: 'follow-ups',
			next: (target) => this.#next(target),
			deed: (target, step) => this.#deed(target, step)
		});
	}

	/** Plans all tickets, or those that a commit wrote. */
	look(commit?: Commit): void {
		this.#agenda.look(commit ? writtenBy(commit) : this.#parts.unit.store.listedTickets());
	}

	/** Does what is due; answers when to ask again, undefined when there is nothing to wait for. */
	run(): number | undefined {
		return this.#agenda.run();
	}

	stop(): void {
		this.#agenda.stop();
	}

	#next(target: EntityRef): Step | undefined {
		const { unit } = this.#parts;
		// Hardly any ticket has one: the others need not be read.
		if (unit.store.cellsUnder(target, FOLLOW_UP_PREFIX).length === 0) return undefined;
		// What is deleted rests until it is brought back.
		if (unit.world.ticket(target)?.removed !== null) return undefined;
		const [next] = readFollowUps(unit.world.entities.get(target).head)
			.flatMap((followUp) => this.#stepOf(target, followUp) ?? [])
			.filter((step) => unit.store.judgedAs(idOf(target, step)) === undefined)
			.sort((a, b) => a.atMs - b.atMs);
		return next;
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

	#deed(target: EntityRef, planned: Step): Deed {
		const step = this.#permitted(target, planned);
		const { followUp, state } = step;
		const round = this.#parts.unit.world.ticket(target)?.round ?? 0;
		const end: Draft = {
			id: idOf(target, step),
			type: 'ticket.follow-up',
			target,
			body: { followUp: followUp.id, field: 'state', value: { state, round } }
		};
		const isSent = state === 'done' && followUp.kind === 'send';
		const drafts = isSent ? [messageDraft(target, followUp), end] : [end];
		return { author: followUpAuthor(followUp.by), drafts };
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
}

/** The words of a planned message, under an id that it has once and for all. */
function messageDraft(target: EntityRef, followUp: PlannedMessage): Draft {
	const id = hashed('message', target, followUp.id);
	return { id, type: 'message.add', target, body: messageOf(followUp) };
}

/** One for each way in which a follow-up, as it was planned last, can come to its time. */
function idOf(target: string, { followUp: { id, atMs, stateAt, plannedAt }, state }: Step): string {
	return hashed(state, target, id, `${atMs}`, stateAt, plannedAt);
}

function hashed(...parts: readonly string[]): string {
	return followingId(['follow-up', ...parts].join('\n'));
}
