import { randomFillSync } from 'node:crypto';
import { newId, type EntityRef, type PersonId } from '#lib/domain/ids.ts';

import { CREWS, MAILBOX, type Cast } from './cast.ts';
import type { Chance } from './chance.ts';
import type { DemoEvent } from './history.ts';
import type { DemoPriority, Language, Scenario, Turn } from './language.ts';
import { builtInClass } from '#lib/domain/catalogue/built-in.ts';
import { must } from '#lib/domain/assert.ts';
import { caseOf, type Case } from './wording.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
export const DEMO_DAYS = 45;

/** How long a ticket of a priority may take. */
const DUE_MS: Readonly<Record<DemoPriority, number>> = {
	urgent: 4 * HOUR,
	high: DAY,
	normal: 3 * DAY,
	low: 7 * DAY
};

/** Minutes until each kind of turn comes, at least and at most. */
const PACE: Readonly<Record<Turn[0], readonly [number, number]>> = {
	customer: [20, 900],
	agent: [6, 200],
	note: [3, 50],
	visit: [180, 1400]
};

const CLOSE_REASONS = [
	'No answer for ten days; the customer can reply at any time to open it again.',
	'Same fault as an earlier ticket of this customer, which goes on there.',
	'Withdrawn by the customer on the phone.'
] as const;

export interface TicketPlan {
	readonly language: Language;
	readonly scenario: Scenario;
	readonly createdMs: number;
	readonly nowMs: number;
	/** Nobody has looked at it yet, and it is urgent. */
	readonly isFresh: boolean;
}

/** One ticket as it is told: what has happened so far, by whom and when. */
export class TicketStory {
	readonly target: EntityRef = `ticket.${newId(randomFillSync)}`;
	readonly events: DemoEvent[] = [];
	readonly #plan: TicketPlan;
	readonly #cast: Cast;
	readonly #chance: Chance;
	readonly #agent: string;
	readonly #case: Case;
	#atMs: number;
	#messages = 0;
	#isFinal = false;

	constructor(plan: TicketPlan, cast: Cast, chance: Chance) {
		this.#plan = plan;
		this.#cast = cast;
		this.#chance = chance;
		this.#atMs = plan.createdMs;
		this.#agent = chance.pick(CREWS[plan.scenario.team].agents);
		this.#case = caseOf(plan, cast.nameOf(this.#agent), chance);
		this.#tell();
	}

	/** Whether it is being worked on, by whom. */
	get worker(): string | undefined {
		return this.#isFinal || this.#plan.isFresh ? undefined : this.#agent;
	}
	get messages(): number {
		return this.#messages;
	}
	get lastMs(): number {
		return this.events.at(-1)?.atMs ?? this.#plan.createdMs;
	}
	get crew() {
		return CREWS[this.#plan.scenario.team];
	}

	#tell(): void {
		const { scenario, nowMs, createdMs, isFresh } = this.#plan;
		this.#create();
		const ageDays = (nowMs - createdMs) / DAY;
		if (isFresh || (ageDays < 0.6 && this.#chance.happens(0.5))) return;
		this.#pass(4, 90);
		this.#assign();
		const isEnding = this.#chance.happens(endingChance(ageDays));
		const turns = isEnding
			? scenario.turns
			: scenario.turns.slice(0, this.#chance.between(1, scenario.turns.length - 1));
		turns.forEach((turn, index) => this.#turn(turn, scenario.turns[index + 1]));
		if (this.#chance.happens(0.1)) this.#changePriority();
		if (isEnding) this.#end(ageDays);
		else this.#postpone();
	}

	/** Time goes by; what would lie in the future does not happen. */
	#pass(minMinutes: number, maxMinutes: number): void {
		this.#atMs += this.#chance.between(minMinutes * 60, maxMinutes * 60) * 1000;
	}

	#happen(event: DemoEvent): boolean {
		if (event.atMs > this.#plan.nowMs - MINUTE) return false;
		this.events.push(event);
		return true;
	}

	#field(by: string, body: Extract<DemoEvent, { type: 'ticket.field' }>['body']): void {
		const { target } = this;
		this.#happen({ atMs: this.#atMs, by: this.#cast.id(by), type: 'ticket.field', target, body });
	}

	#create(): void {
		const { scenario, isFresh, language } = this.#plan;
		const byPhone = !isFresh && language.code === 'en' && this.#chance.happens(0.22);
		const priority = isFresh ? 'urgent' : scenario.priority;
		const body = {
			team: this.#cast.team(scenario.team),
			subject: this.#case.subject,
			priority,
			category: scenario.category,
			requester: this.#case.requester,
			tags: [...scenario.tags],
			...(this.#chance.happens(0.4) && { due: this.#plan.createdMs + DUE_MS[priority] })
		};
		const event = { atMs: this.#atMs, type: 'ticket.create' as const, target: this.target };
		this.#messages += 1;
		if (byPhone) {
			const by = this.#cast.id(this.#agent);
			const message = { kind: 'note' as const, text: this.#case.phoneNote };
			this.#happen({ ...event, by, body: { ...body, assignee: by, message } });
		} else {
			const message = { kind: 'public' as const, text: this.#case.opening, mail: this.#mail() };
			this.#happen({ ...event, by: MAILBOX, body: { ...body, message } });
		}
	}

	#mail() {
		return {
			from: this.#case.requester,
			sentMs: this.#atMs,
			messageId: `<${newId(randomFillSync)}@mail.example>`,
			to: 'help@demo.example'
		};
	}

	#assign(): void {
		const { target } = this;
		const by = this.#cast.id(this.#agent);
		const first = this.events[0];
		const isOwn = first?.type === 'ticket.create' && first.body.assignee === by;
		const isGiven = !isOwn && !this.#chance.happens(0.75);
		if (isGiven) {
			this.#field(this.crew.supervisor, { field: 'assignee', value: by });
			this.#pass(1, 5);
		}
		const body = { expected: isOwn || isGiven ? by : null, begins: 0 };
		this.#happen({ atMs: this.#atMs, by, type: 'ticket.take', target, body });
		if (!isGiven) this.#pass(1, 5);
	}

	#state(status: 'open' | 'waiting' | 'solved' | 'closed', round: number, words?: string): boolean {
		const said = words && (status === 'solved' ? { resolution: words } : { reason: words });
		return this.#happen({
			atMs: this.#atMs,
			by: this.#cast.id(this.#agent),
			type: 'ticket.state',
			target: this.target,
			body: {
				round,
				status,
				class: must(builtInClass(status), 'a built-in status'),
				...(said || {})
			}
		});
	}

	#turn([who, text]: Turn, next: Turn | undefined): void {
		this.#pass(...PACE[who]);
		const words = this.#case.fill(text);
		if (who === 'customer') {
			this.#customerSays(words);
			this.#pass(2, 30);
			this.#state('open', 0);
		} else if (who === 'agent') {
			this.#say(this.#agent, 'public', this.#case.answer(words));
			if (next?.[0] !== 'customer') return;
			this.#pass(0, 1);
			this.#state('waiting', 0);
		} else if (who === 'note') this.#note(words);
		else this.#visit(words);
	}

	#customerSays(text: string): void {
		const said = this.#happen({
			atMs: this.#atMs,
			by: MAILBOX,
			type: 'message.add',
			target: this.target,
			body: { kind: 'public', text, mail: this.#mail() }
		});
		if (said) this.#messages += 1;
	}

	#say(who: string, kind: 'public' | 'note', text: string, mentions: PersonId[] = []): void {
		const by = this.#cast.id(who);
		const id = newId(randomFillSync);
		const { target } = this;
		const body = { kind, text, ...(mentions.length > 0 && { mentions }) };
		if (!this.#happen({ atMs: this.#atMs, by, id, type: 'message.add', target, body })) return;
		this.#messages += 1;
		if (!this.#chance.happens(0.04)) return;
		this.#pass(1, 4);
		const edited = { message: id, text: `${text}\n\n(${this.#case.reference})` };
		this.#happen({ atMs: this.#atMs, by, type: 'message.edit', target, body: edited });
	}

	#note(text: string): void {
		const { agents, supervisor } = this.crew;
		if (!this.#chance.happens(0.2)) return this.#say(this.#agent, 'note', text);
		const other = this.#chance.pick([...agents.filter((one) => one !== this.#agent), supervisor]);
		const words = `@${this.#cast.nameOf(other)} ${text}`;
		this.#say(this.#agent, 'note', words, [this.#cast.id(other)]);
	}

	/** Somebody from the field is added to the ticket, goes there and writes what they did. */
	#visit(text: string): void {
		const who = this.#chance.pick(this.crew.field);
		const element = this.#cast.id(who);
		const isAdded = this.#happen({
			atMs: this.#atMs - 2 * HOUR,
			by: this.#cast.id(this.#agent),
			type: 'ticket.element',
			target: this.target,
			body: { set: 'collaborators', element, present: true }
		});
		if (isAdded) this.#say(who, 'note', text);
	}

	#changePriority(): void {
		this.#pass(5, 40);
		const by = this.#chance.happens(0.5) ? this.crew.supervisor : this.#agent;
		this.#field(by, { field: 'priority', value: this.#chance.pick(['high', 'normal', 'low']) });
	}

	#end(ageDays: number): void {
		const { language } = this.#plan;
		this.#pass(5, 240);
		const isClosed = this.#chance.happens(0.12);
		const words = isClosed ? this.#chance.pick(CLOSE_REASONS) : this.#case.resolution;
		this.#isFinal = this.#state(isClosed ? 'closed' : 'solved', 0, words);
		this.#pass(15, 300);
		if (this.#chance.happens(0.35)) this.#customerSays(this.#chance.pick(language.thanks));
		if (this.#isFinal && ageDays > 1 && this.#chance.happens(0.09)) this.#reopen(ageDays);
	}

	#reopen(ageDays: number): void {
		this.#pass(12 * 60, 60 * 60);
		this.#customerSays(this.#chance.pick(this.#plan.language.again));
		this.#pass(5, 60);
		if (!this.#state('open', 1)) return;
		this.#isFinal = false;
		if (ageDays < 8) return;
		this.#pass(60, 1500);
		this.#isFinal = this.#state('solved', 1, this.#case.resolution);
	}

	/** Most of what is late and still open has been given more time. */
	#postpone(): void {
		const { nowMs } = this.#plan;
		const first = this.events[0];
		const due = first?.type === 'ticket.create' ? first.body.due : undefined;
		if (due === undefined || due === null || due > nowMs || this.#chance.happens(0.25)) return;
		this.#pass(5, 60);
		const value = nowMs + this.#chance.between(4, 120) * HOUR;
		this.#field(this.#agent, { field: 'due', value });
	}
}

function endingChance(ageDays: number): number {
	if (ageDays > 14) return 0.95;
	if (ageDays > 6) return 0.8;
	if (ageDays > 2) return 0.5;
	return ageDays > 0.6 ? 0.25 : 0.05;
}
