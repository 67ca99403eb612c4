import { APPROVAL_STATUS, MERGED_STATUS, NEW_STATUS } from '../catalogue/built-in.ts';
import { isAutomation } from '../changes/change.ts';
import { isOfPerson } from '../follow-ups/follow-up-author.ts';
import { lift } from '../changes/lift.ts';
import type { TypedChange } from '../changes/typed.ts';
import { STATE_KEY } from '../crdt/cells.ts';
import { isPersonId } from '../ids.ts';
import {
	isFromCustomer,
	NO_HISTORY,
	serviceRecord,
	withChange,
	type ServiceHistory,
	type ServiceRecord
} from '../sla/history.ts';
import type { Answer } from '../sla/outcomes.ts';
import type { Served } from '../sla/targets.ts';
import { stampMs } from '../stamp.ts';
import { roundsToRate } from '../ticket/rating.ts';
import { HOLD_MS } from '../ticket/messages.ts';
import { readState, type TicketState } from '../ticket/statuses.ts';

/** How a ticket came: by mail, through the portal, or written down by the staff or a program. */
export const CHANNELS = ['mail', 'portal', 'staff'] as const;
export type Channel = (typeof CHANNELS)[number];

/** One time that a ticket was done; being rejected is being done, too. */
export interface Resolution {
	readonly atMs: number;
	readonly round: number;
	/** Whose it was, else who did it; null for an automation. */
	readonly person: string | null;
	/** How often the customer had turned to us by then, the first time included. */
	readonly contacts: number;
	readonly isRejected: boolean;
	/** When the customer wrote again, or it was opened again; null while neither. */
	readonly againMs: number | null;
	readonly reopenedMs: number | null;
}

/** How one round of a ticket was rated last. */
export interface GivenStars {
	readonly atMs: number;
	readonly round: number;
	readonly stars: number;
}

/** That whoever asked was asked how one round was: by a link in a reply, or in the portal. */
export interface AskedToRate {
	/** The first time. */
	readonly atMs: number;
	readonly round: number;
}

/**
 * All that reports know of a ticket: moments and outcomes, no words. Times are ms since 1970. It
 * follows from the ticket's changes alone, so that server and browser count the same.
 */
export interface ReportedTicket extends Served {
	readonly channel: Channel;
	readonly assignee: string | null;
	/** What its clocks depend on, and which class it had when. */
	readonly service: ServiceRecord;
	/** First given to, or taken by, somebody. */
	readonly assignedMs: number | null;
	/** Work on it began: a person gave it another status, or answered. */
	readonly startedMs: number | null;
	readonly answers: readonly Answer[];
	readonly resolutions: readonly Resolution[];
	readonly ratings: readonly GivenStars[];
	/** Of which rounds a rating was asked for; whoever rated was asked. */
	readonly asked: readonly AskedToRate[];
	/** A proposed solution waits for a supervisor. */
	readonly isAwaiting: boolean;
	readonly isMerged: boolean;
	/** It was deleted: no figure counts it. */
	readonly isRemoved: boolean;
}

interface Told {
	team: string;
	priority: string;
	category: string | null;
	channel: Channel;
	assignee: string | null;
}

/** What reading on needs besides what reports know: plain JSON, which is kept beside that. */
export interface ReadOn {
	readonly history: ServiceHistory;
	readonly state: Pick<TicketState, 'round' | 'class' | 'status'>;
	readonly contacts: number;
	readonly askedMs: number | null;
	/** The newest reply, while it may be taken back before it is out, and what it answered. */
	readonly reply?: { readonly id: string; readonly ms: number; readonly askedMs: number | null };
}

const isRejection = ({ status }: TicketState): boolean => status === 'rejected';

/** Reads the accepted changes of one ticket, which must come in the order of their stamps. */
export class TicketReading {
	#told: Told | undefined;
	#history: ServiceHistory = NO_HISTORY;
	#state: ReadOn['state'] = { round: 0, class: 'open', status: NEW_STATUS };
	#assignedMs: number | null = null;
	#startedMs: number | null = null;
	#isRemoved = false;
	#contacts = 0;
	#askedMs: number | null = null;
	#reply: ReadOn['reply'];
	readonly #answers: Answer[] = [];
	readonly #resolutions: Resolution[] = [];
	readonly #ratings = new Map<number, GivenStars>();
	readonly #asked = new Map<number, AskedToRate>();

	/** Goes on where an earlier reading stopped, or begins. */
	constructor(known?: { readonly ticket: ReportedTicket; readonly readOn: ReadOn }) {
		if (known === undefined) return;
		const { ticket, readOn } = known;
		const { team, priority, category, channel, assignee } = ticket;
		this.#told = { team, priority, category, channel, assignee };
		this.#history = readOn.history;
		this.#state = readOn.state;
		this.#contacts = readOn.contacts;
		this.#askedMs = readOn.askedMs;
		this.#reply = readOn.reply;
		this.#assignedMs = ticket.assignedMs;
		this.#startedMs = ticket.startedMs;
		this.#isRemoved = ticket.isRemoved;
		this.#answers.push(...ticket.answers);
		this.#resolutions.push(...ticket.resolutions);
		for (const rating of ticket.ratings) this.#ratings.set(rating.round, rating);
		for (const asked of ticket.asked) this.#asked.set(asked.round, asked);
	}

	get readOn(): ReadOn {
		const { round, class: statusClass, status } = this.#state;
		const state = { round, class: statusClass, status };
		const [contacts, askedMs, reply] = [this.#contacts, this.#askedMs, this.#reply];
		return { history: this.#history, state, contacts, askedMs, ...(reply && { reply }) };
	}

	take(change: TypedChange): void {
		this.#history = withChange(this.#history, change);
		const ms = stampMs(change.at);
		switch (change.type) {
			case 'ticket.create':
				return this.#create(change, ms);
			case 'ticket.field':
				return this.#field(change, ms);
			case 'ticket.take':
				this.#assign(change.by, ms);
				return this.#enter(change, ms);
			case 'ticket.assign':
				return change.body.mode === 'assign' ? this.#assign(change.body.person, ms) : undefined;
			case 'ticket.transfer':
				return this.#tell({ team: change.body.team });
			case 'ticket.state':
			case 'ticket.approve':
			case 'ticket.reject':
			case 'ticket.merge':
			case 'ticket.unmerge':
				return this.#enter(change, ms);
			case 'message.add':
				return this.#hear(change, ms);
			case 'message.retract':
				return change.body.retracted ? this.#unsay(change.body.message, ms) : undefined;
			case 'ticket.remove':
				this.#isRemoved = change.body.reason !== null;
				return;
			case 'ticket.rate': {
				const { round, stars } = change.body;
				this.#ratings.set(round, { atMs: ms, round, stars });
				return this.#ask(round, ms);
			}
			case 'ticket.seen':
				return change.body.rate === undefined ? undefined : this.#ask(change.body.rate, ms);
			default:
				return;
		}
	}

	/** What was read; undefined when the ticket has not been created. */
	get ticket(): ReportedTicket | undefined {
		const service = serviceRecord(this.#history);
		if (this.#told === undefined || service === null) return undefined;
		return {
			...this.#told,
			service,
			assignedMs: this.#assignedMs,
			startedMs: this.#startedMs,
			answers: [...this.#answers],
			resolutions: [...this.#resolutions],
			ratings: [...this.#ratings.values()],
			asked: [...this.#asked.values()],
			isAwaiting: this.#state.status === APPROVAL_STATUS,
			isMerged: this.#state.status === MERGED_STATUS,
			isRemoved: this.#isRemoved
		};
	}

	#tell(facts: Partial<Told>): void {
		if (this.#told !== undefined) this.#told = { ...this.#told, ...facts };
	}

	#create({ body }: Extract<TypedChange, { type: 'ticket.create' }>, ms: number): void {
		const { team, priority = 'normal', category = null, assignee = null, message } = body;
		const channel = message?.mail ? 'mail' : message?.side === 'customer' ? 'portal' : 'staff';
		this.#told = { team, priority, category, channel, assignee };
		this.#contacts = 1;
		if (assignee !== null) this.#assignedMs = ms;
		if (message && isFromCustomer(message)) this.#askedMs = ms;
	}

	#field({ body }: Extract<TypedChange, { type: 'ticket.field' }>, ms: number): void {
		if (body.field === 'assignee') this.#assign(body.value, ms);
		else if (body.field === 'priority') this.#tell({ priority: body.value });
		else if (body.field === 'category') this.#tell({ category: body.value });
	}

	#assign(assignee: string | null, ms: number): void {
		this.#tell({ assignee });
		if (assignee !== null) this.#assignedMs ??= ms;
	}

	/** A write of the state that lost (CE6) changed nothing. */
	#enter(change: TypedChange, ms: number): void {
		const [before, written] = [this.#state, lift(change)[STATE_KEY]];
		if (written === undefined) return;
		const next = readState(written[0]);
		const [wasDone, isDone] = [before.class === 'done', next.class === 'done'];
		const isSameRound = next.round === before.round;
		if (next.round < before.round || (isSameRound && wasDone && !isDone)) return;
		this.#state = next;
		if (!isDone) this.#goOn(next, change.by, ms, wasDone);
		else if (wasDone && isSameRound) this.#amend({ isRejected: isRejection(next) });
		else if (next.status !== MERGED_STATUS) this.#resolve(next, change.by, ms);
	}

	#goOn({ status }: TicketState, by: string, ms: number, wasDone: boolean): void {
		if (!isAutomation(by) && status !== NEW_STATUS) this.#startedMs ??= ms;
		if (!wasDone) return;
		this.#amend({ reopenedMs: ms });
		this.#again(ms);
	}

	#resolve(state: TicketState, by: string, ms: number): void {
		this.#resolutions.push({
			atMs: Math.max(ms, this.#history.createdMs ?? ms),
			round: state.round,
			person: this.#told?.assignee ?? (isPersonId(by) ? by : null),
			contacts: this.#contacts,
			isRejected: isRejection(state),
			againMs: null,
			reopenedMs: null
		});
	}

	#amend(facts: Partial<Resolution>): void {
		const last = this.#resolutions.pop();
		if (last !== undefined) this.#resolutions.push({ ...last, ...facts });
	}

	#again(ms: number): void {
		if (this.#resolutions.at(-1)?.againMs === null) this.#amend({ againMs: ms });
	}

	#ask(round: number, atMs: number): void {
		if (!this.#asked.has(round)) this.#asked.set(round, { atMs, round });
	}

	#hear({ id, body, by, target }: Extract<TypedChange, { type: 'message.add' }>, ms: number): void {
		if (body.kind !== 'public') return;
		if (isFromCustomer(body)) {
			this.#contacts += 1;
			this.#askedMs ??= ms;
			this.#again(ms);
			return;
		}
		const ticket = target.slice('ticket.'.length);
		for (const round of roundsToRate(ticket, body.text)) this.#ask(round, ms);
		if (isOfPerson(by)) {
			const askedMs = this.#askedMs;
			if (askedMs !== null) this.#answers.push([askedMs, ms]);
			this.#reply = body.hold ? { id, ms, askedMs } : undefined;
			this.#askedMs = null;
			this.#startedMs ??= ms;
		}
	}

	/** A reply that was taken back before it was out answered nothing. */
	#unsay(message: string, ms: number): void {
		const reply = this.#reply;
		if (reply?.id !== message || ms >= reply.ms + HOLD_MS) return;
		if (reply.askedMs !== null) this.#answers.pop();
		this.#askedMs = reply.askedMs ?? this.#askedMs;
		this.#reply = undefined;
	}
}
