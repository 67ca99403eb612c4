import {
	rank,
	type Assignment,
	type Candidate,
	type Choice
} from '#lib/domain/assignment/assign.ts';
import { needsOf } from '#lib/domain/assignment/needs.ts';
import type { ChangeType } from '#lib/domain/changes/change.ts';
import { lift, SUGGESTED } from '#lib/domain/changes/lift.ts';
import { cellValue, ownCell, type Cells } from '#lib/domain/crdt/cells.ts';
import type { EntityRef, PersonId } from '#lib/domain/ids.ts';
import { jsonMember } from '#lib/domain/json.ts';
import { stampMs } from '#lib/domain/stamp.ts';
import type { Ticket } from '#lib/domain/ticket/ticket.ts';
import { submitAutomation } from '../pipeline/automation.ts';
import { followingId } from '../pipeline/following-id.ts';
import type { Commit } from '../pipeline/org-unit.ts';
import { readLogRow } from '../pipeline/record.ts';
import type { WatchParts } from '../service/watch-parts.ts';
import { ticketRef } from './rule-run.ts';

/** The automation that gives tickets out. */
const ASSIGNER = '~assignment';

interface AssignerParts extends WatchParts {
	/** Whether somebody is connected. */
	readonly isHere: (person: string) => boolean;
}

/** What came together is given out together, a moment later. */
const TOGETHER_MS = 500;
/** People come and go without a change of any ticket. */
const LOOK_AGAIN_MS = 60_000;
const TICKETS_PER_TURN = 200;
/** What gives a ticket to somebody, and how many of these are looked at. */
const GIVEN: readonly ChangeType[] = [
	'ticket.create',
	'ticket.field',
	'ticket.take',
	'ticket.assign'
];
const TURNS_READ = 200;

/** A ticket that nobody has. */
interface Waiting {
	readonly target: EntityRef;
	readonly ticket: Ticket;
	readonly mode: Exclude<Assignment, 'off'>;
}

interface Load {
	open: number;
	lastMs: number | null;
}

/**
 * Gives tickets that nobody has to members of their team, or says who should have them, where the
 * team wants that. Most urgent first, then the oldest; each with its reason. Its changes bear ids
 * that follow from when the ticket was free, so that no ticket is given out twice.
 */
export class Assigner {
	readonly #parts: AssignerParts;
	#nextMs = 0;
	#isWorking = false;
	#isStopped = false;

	constructor(parts: AssignerParts) {
		this.#parts = parts;
	}

	/** Something was committed. */
	look(commit: Commit): void {
		if (this.#isStopped || !this.#isWanted()) return;
		if (!commit.written.some(({ name }) => /^(ticket|workspace)\./.test(name))) return;
		this.#nextMs = Math.min(this.#nextMs, this.#parts.now() + TOGETHER_MS);
		this.#parts.onPlanned();
	}

	/** Gives out what waits, if it is time; answers when to ask again. */
	run(): number | undefined {
		if (this.#isStopped || !this.#isWanted()) return undefined;
		const nowMs = this.#parts.now();
		if (this.#nextMs <= nowMs && !this.#isWorking) {
			this.#isWorking = true;
			this.#nextMs = nowMs + LOOK_AGAIN_MS;
			this.giveOut()
				.catch((error: unknown) => this.#isStopped || this.#parts.report(error, 'assignment'))
				.finally(() => (this.#isWorking = false));
		}
		return this.#nextMs;
	}

	stop(): void {
		this.#isStopped = true;
	}

	/** Gives out every ticket that waits. */
	async giveOut(): Promise<void> {
		const { waiting, loads } = await this.#lookAround();
		for (const each of waiting) {
			if (this.#isStopped) return;
			await this.#give(each, loads);
		}
	}

	#isWanted(): boolean {
		return [...this.#parts.unit.world.directory.teams.values()].some(
			({ assignment, archived }) => !archived && assignment !== undefined && assignment !== 'off'
		);
	}

	/** Tickets that nobody has, and what everybody has in hand. */
	async #lookAround(): Promise<{ waiting: Waiting[]; loads: Map<string, Load> }> {
		const { unit, defer } = this.#parts;
		const { directory } = unit.world;
		const waiting: Waiting[] = [];
		const loads = new Map<string, Load>();
		for (const [index, listed] of unit.store.listedTickets().entries()) {
			if (index % TICKETS_PER_TURN === 0) await new Promise<void>((done) => defer(done));
			const target = ticketRef(listed);
			const ticket = unit.world.ticket(listed);
			if (target === undefined || ticket === undefined || ticket.removed !== null) continue;
			const mode = directory.team(ticket.team)?.assignment ?? 'off';
			if (ticket.assignee !== null) count(loads, ticket, unit.world.entities.get(listed).head);
			else if (!ticket.final && mode !== 'off') waiting.push({ target, ticket, mode });
		}
		const level = ({ ticket }: Waiting) =>
			directory.catalogue.find('priority', ticket.priority)?.level ?? 0;
		waiting.sort((a, b) => level(b) - level(a) || a.ticket.createdMs - b.ticket.createdMs);
		return { waiting, loads };
	}

	async #give({ target, mode }: Waiting, loads: Map<string, Load>): Promise<void> {
		const { unit, now } = this.#parts;
		const { head } = unit.world.entities.get(target);
		const before = this.#hadIt(target, head);
		if (mode === 'suggest' && this.#isSuggested(head, before)) return;
		const choice = this.#choose(target, before, loads);
		if (choice === undefined) return;
		const { person, why } = choice;
		const id = idOf(target, head, `${mode} ${person}`);
		if (unit.store.judgedAs(id) !== undefined) return;
		const body = { person, mode, why: { ...why, skills: [...why.skills] } };
		const draft = { id, type: 'ticket.assign', target, body } as const;
		const [settled] = await submitAutomation(unit, ASSIGNER, [draft]);
		if (mode !== 'assign' || settled?.verdict.ok !== true) return;
		loads.set(person, { open: (loads.get(person)?.open ?? 0) + 1, lastMs: now() });
	}

	/** A suggestion stands while whoever it names is free. */
	#isSuggested(head: Cells, before: ReadonlySet<string>): boolean {
		const person = jsonMember(cellValue(head, SUGGESTED) ?? null, 'person');
		return typeof person === 'string' && this.#isFree(person, before);
	}

	#choose(
		target: EntityRef,
		before: ReadonlySet<string>,
		loads: Map<string, Load>
	): Choice | undefined {
		const { unit, now } = this.#parts;
		const { directory } = unit.world;
		const ticket = unit.world.ticket(target);
		// Somebody may have taken or closed it since.
		if (ticket === undefined || ticket.final || ticket.assignee !== null) return undefined;
		const members = directory.team(ticket.team)?.members ?? [];
		const skillsOf = (person: PersonId) => directory.person(person)?.skills ?? [];
		const needs = needsOf(ticket, members.flatMap(skillsOf), directory.catalogue);
		const candidates = members.map((person): Candidate => {
			const { open = 0, lastMs = null } = loads.get(person) ?? {};
			return {
				person,
				skills: skillsOf(person),
				isFree: this.#isFree(person, before),
				open,
				lastMs
			};
		});
		return rank(needs, candidates, now())[0];
	}

	/** Is here, takes part, and has not given the ticket back. */
	#isFree(person: string, before: ReadonlySet<string>): boolean {
		const row = this.#parts.unit.world.directory.person(person);
		if (row === undefined || row.blocked || row.assignable === false) return false;
		return !before.has(person) && this.#parts.isHere(person);
	}

	/** Those who had a ticket that nobody has, and gave it back. */
	#hadIt(target: EntityRef, head: Cells): ReadonlySet<string> {
		if (ownCell(head, 'assignee')?.[1] === ownCell(head, 'created')?.[1]) return new Set();
		const people = this.#parts.unit.store
			.turnsOf(target, GIVEN, TURNS_READ)
			.flatMap((row) => readLogRow(row).typed ?? [])
			.map((change) => cellValue(lift(change), 'assignee'));
		return new Set(people.filter((person) => typeof person === 'string'));
	}
}

function count(loads: Map<string, Load>, { assignee, final }: Ticket, head: Cells): void {
	const at = ownCell(head, 'assignee')?.[1];
	if (assignee === null || at === undefined) return;
	const { open, lastMs } = loads.get(assignee) ?? { open: 0, lastMs: null };
	loads.set(assignee, {
		open: open + (final ? 0 : 1),
		lastMs: Math.max(lastMs ?? 0, stampMs(at))
	});
}

/** One for each time that the ticket was free. */
function idOf(target: string, head: Cells, choice: string): string {
	const since = ownCell(head, 'assignee')?.[1] ?? '';
	return followingId([ASSIGNER, target, since, choice].join('\n'));
}
