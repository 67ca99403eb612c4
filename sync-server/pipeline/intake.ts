import {
	decodeChange,
	isAutomation,
	type Author,
	type Change
} from '#lib/domain/changes/change.ts';
import { typeChange, CURRENT_VERSION, type TypedChange } from '#lib/domain/changes/typed.ts';
import type { EntityRef } from '#lib/domain/ids.ts';
import { QUERY_JUDGE } from '#lib/domain/judge/query.ts';
import { judge } from '#lib/domain/judge/judge.ts';
import { refused, type Verdict } from '#lib/domain/judge/verdict.ts';
import type { Decoded } from '#lib/domain/schema.ts';
import { stampDevice, type Stamp } from '#lib/domain/stamp.ts';
import type { RecordedChange } from '#lib/documents/thread-doc.ts';
import type { OrgStore } from '../persistence/org/org-store.ts';
import { followingId } from './following-id.ts';
import { toLogRow, type Assigned, type Logged } from './record.ts';
import { Stamps } from './stamps.ts';
import { newMessage, type Touched, type World } from './world.ts';

/** Who hands in changes, and through what. */
export interface Sender {
	readonly author: Author;
	/** The device's id; empty for automations. */
	readonly device: string;
	/** The session or the device had been ended: all it brings is refused, and kept. */
	readonly revoked: boolean;
}

/** How one entry was settled. `id` is the change's own, or one made for bytes that had none. */
export interface Settled {
	readonly id: string;
	readonly verdict: Verdict;
	/** It had been settled before; nothing happened now. */
	readonly again: boolean;
}

/** Whether somebody other than this person signs in by a name. */
export type IsNameTaken = (name: string, person: string) => boolean;

/** The batch that a change is taken in with: its revision, and what it has touched so far. */
export interface Batch {
	readonly rev: number;
	readonly touched: Touched;
}

/** By whom a change was brought, and when. */
interface Arrival {
	readonly sender: Sender;
	readonly arrivedMs: number;
}

const LOG_BODY_LIMIT = 200_000;

/** Takes in changes one by one inside the open transaction: parse, judge, join, log. */
export class Intake {
	readonly #world: World;
	readonly #store: OrgStore;
	readonly #now: () => number;
	readonly #isNameTakenElsewhere: IsNameTaken;
	readonly #stamps: Stamps;
	/** Targets that changes may wait for; undefined until the store is asked, and after a rollback. */
	#awaited: Set<string> | undefined;
	/** The chain of the newest row in the log, where that is known. */
	#chain: Uint8Array | undefined;

	constructor(world: World, store: OrgStore, now: () => number, isNameTakenElsewhere: IsNameTaken) {
		this.#world = world;
		this.#store = store;
		this.#now = now;
		this.#isNameTakenElsewhere = isNameTakenElsewhere;
		this.#stamps = new Stamps(store, now);
	}

	/** Settles one entry as it came from a device or an automation. */
	take(raw: unknown, sender: Sender, batch: Batch): Settled {
		const decoded = decodeChange(raw);
		if (!decoded.ok) return this.#takeMalformed(raw, decoded, sender, batch);
		const change = decoded.value;
		const earlier = this.#settledBefore(change.id);
		if (earlier !== undefined) return { id: change.id, verdict: earlier, again: true };
		const problem = problemOfStamp(change, sender);
		if (problem !== undefined)
			return this.#takeMalformed(raw, { path: 'at', problem }, sender, batch);
		const settled = this.#settle(change, { sender, arrivedMs: this.#now() }, batch);
		if (settled.verdict.ok) this.#takeParked(change.target, batch);
		return settled;
	}

	/** Forgets what a rolled-back transaction had put into memory. */
	forget(): void {
		this.#awaited = undefined;
		this.#chain = undefined;
	}

	/** Hardly ever does a change wait, so the store is not asked about each. */
	#awaitedTargets(): Set<string> {
		return (this.#awaited ??= new Set(this.#store.parked().map(({ target }) => target)));
	}

	/** Changes that waited for this target are judged now that it is there. */
	#takeParked(target: string, batch: Batch): void {
		if (!this.#awaitedTargets().delete(target)) return;
		for (const row of this.#store.parkedFor(target)) {
			const decoded = decodeChange(JSON.parse(row.raw));
			this.#store.unpark(row.id, row.author);
			if (!decoded.ok) continue;
			const sender = { author: row.author, device: row.device, revoked: false };
			this.#settle(decoded.value, { sender, arrivedMs: row.arrived_ms }, batch);
		}
	}

	#settledBefore(id: string): Verdict | undefined {
		const judged = this.#store.judgedAs(id);
		if (judged === undefined) {
			const isParked = this.#awaitedTargets().size > 0 && this.#store.isParked(id);
			return isParked ? refused('unknown-target') : undefined;
		}
		return judged === null ? { ok: true } : refused('malformed', { settled: judged });
	}

	#settle(change: Change, arrival: Arrival, batch: Batch): Settled {
		const { sender, arrivedMs } = arrival;
		const at = this.#stamps.acceptable(change.at);
		const saw = isAutomation(sender.author)
			? this.#headsBefore(change.target, at)
			: this.#stamps.resolve(change.saw, sender.device);
		const resolved: Change = { ...change, at, saw };
		const typed = typeChange(resolved, sender.author);
		const verdict = this.#judge(change, typed, arrival);
		if (!verdict.ok && verdict.reason === 'unknown-target')
			return this.#park(change, verdict, arrival, batch);
		const accepted = verdict.ok && typed.ok ? typed.value : undefined;
		if (accepted?.type === 'user.dismiss') this.#store.unpark(accepted.body.of, sender.author);
		const logged: Logged = {
			...untyped({ ...recorded(resolved), by: sender.author }, verdict),
			typed: accepted,
			redo: change.redo ?? null,
			assigned: accepted === undefined ? {} : this.#assign(accepted),
			sentAt: at === change.at ? null : change.at,
			arrivedMs,
			rev: batch.rev
		};
		this.#record(logged, sender.device, batch.touched);
		return { id: change.id, verdict, again: false };
	}

	/** An automation works on the server's own state, so it has seen all that stands there. */
	#headsBefore(target: EntityRef, at: Stamp): Stamp[] {
		return this.#world.entities.get(target).thread.frontier.filter((stamp) => stamp < at);
	}

	#judge(change: Change, typed: Decoded<TypedChange>, { sender, arrivedMs }: Arrival): Verdict {
		if (sender.revoked) return refused('revoked');
		if (change.target.startsWith('org.') && change.target !== `org.${this.#world.org}`)
			return refused('role');
		if (!typed.ok) {
			const isNewer = change.v > CURRENT_VERSION;
			const detail = { path: typed.path, problem: typed.problem };
			return refused(isNewer ? 'newer-version' : 'malformed', detail);
		}
		const { directory, entities } = this.#world;
		const isByPerson = !isAutomation(sender.author);
		const actor = isByPerson ? directory.actor(sender.author) : undefined;
		if (isByPerson && actor === undefined) return refused('unknown-person');
		return judge(entities.stateFor(typed.value), typed.value, {
			actor,
			nowMs: arrivedMs,
			person: (id) => directory.person(id),
			team: (id) => directory.team(id),
			portalTeam: directory.portalTeam,
			catalogue: directory.catalogue,
			queries: QUERY_JUDGE,
			ticket: (id) => this.#world.ticketFacts(id),
			contact: (id) => this.#world.ticketsOf(id),
			isNameTaken: (name, except) =>
				directory.isNameTaken(name, except) || this.#isNameTakenElsewhere(name, except),
			admins: () => directory.admins()
		});
	}

	/** Keeps a change as it was sent, for when its target appears; it is not history yet. */
	#park(change: Change, verdict: Verdict, arrival: Arrival, { rev, touched }: Batch): Settled {
		const { id, target, at } = change;
		const { author, device } = arrival.sender;
		const raw = JSON.stringify(change);
		this.#awaitedTargets().add(target);
		this.#store.park({ id, target, at, raw, author, device, arrived_ms: arrival.arrivedMs });
		this.#world.absorb(parkedAsLogged(change, author, arrival.arrivedMs, rev), touched);
		return { id, verdict, again: false };
	}

	#record(logged: Logged, device: string, touched: Touched): void {
		const row = toLogRow(logged, device, this.#chain ?? this.#store.lastChain());
		this.#store.addChange(row);
		this.#chain = row.chain;
		this.#world.absorb(logged, touched);
	}

	#assign(change: TypedChange): Assigned {
		const seq = newMessage(change) && this.#world.entities.get(change.target).thread.seq + 1;
		return {
			...(change.type === 'ticket.create' && { number: this.#nextNumber() }),
			...(seq !== undefined && { seq })
		};
	}

	#nextNumber(): number {
		const next = Number(this.#store.meta('next_number') ?? 1);
		this.#store.setMeta('next_number', String(next + 1));
		return next;
	}

	/** A stamp of the server's own, beyond all it has made, and all that it answers to. */
	nextStamp(saw: readonly Stamp[] = []): Stamp {
		return this.#stamps.next(saw);
	}

	/** Bytes that are no change are kept in the log with the reason, under their id if that is free. */
	#takeMalformed(raw: unknown, { path, problem }: Problem, sender: Sender, batch: Batch): Settled {
		const text = JSON.stringify(raw ?? null).slice(0, LOG_BODY_LIMIT);
		const id = followingId(`${sender.device}\n${text}`);
		const verdict = refused('malformed', { path, problem });
		if (this.#settledBefore(id) !== undefined) return { id, verdict, again: true };
		const change = {
			id,
			v: 0,
			type: 'malformed',
			target: `user.${sender.author}`,
			saw: [],
			at: this.nextStamp(),
			body: text,
			by: sender.author
		};
		const logged = { ...untyped(change, verdict), arrivedMs: this.#now(), rev: batch.rev };
		this.#record(logged, sender.device, batch.touched);
		return { id, verdict, again: false };
	}
}

/** Where in a change something is wrong, and what. */
interface Problem {
	readonly path: string;
	readonly problem: string;
}

/** A change as the log records it before anything but the verdict on it is known. */
function untyped(change: RecordedChange, verdict: Verdict): Omit<Logged, 'arrivedMs' | 'rev'> {
	return {
		change,
		typed: undefined,
		redo: null,
		refusal: verdict.ok ? null : verdict.reason,
		detail: verdict.ok ? null : (verdict.detail ?? null),
		assigned: {},
		sentAt: null
	};
}

/** What its author sees of a change that waits for its target. */
export function parkedAsLogged(
	change: Change,
	author: Author,
	arrivedMs: number,
	rev: number
): Logged {
	const logged = untyped({ ...recorded(change), by: author }, refused('unknown-target'));
	return { ...logged, arrivedMs, rev };
}

function recorded(change: Change): Omit<Logged['change'], 'by'> {
	const { id, v, type, target, saw, at, body } = change;
	return { id, v, type, target, saw, at, body };
}

/** A person's stamps come from their device and lie beyond what it saw; automations make their own. */
function problemOfStamp(change: Change, { device }: Sender): string | undefined {
	if (change.saw.some((seen) => seen >= change.at)) return 'is not beyond what it saw';
	const isOwn = device === '' || stampDevice(change.at) === device;
	return isOwn ? undefined : 'is not a stamp of this device';
}
