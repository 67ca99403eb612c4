import { createHash } from 'node:crypto';
import {
	CHANGE_LIMITS,
	decodeChange,
	type Author,
	type Change
} from '#lib/domain/changes/change.ts';
import { typeChange, CURRENT_VERSION, type TypedChange } from '#lib/domain/changes/typed.ts';
import { isId, toBase32, type ChangeId, type EntityRef } from '#lib/domain/ids.ts';
import { judge } from '#lib/domain/judge/judge.ts';
import { refused, type Verdict } from '#lib/domain/judge/verdict.ts';
import type { Json } from '#lib/domain/json.ts';
import { makeStamp, nextStamp, stampDevice, stampMs, type Stamp } from '#lib/domain/stamp.ts';
import type { OrgStore } from '../persistence/org/org-store.ts';
import { toLogRow, type Assigned, type Logged } from './record.ts';
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

/** A stamp further ahead of the server than this is replaced. */
export const AHEAD_LIMIT_MS = 60_000;
/** The node of stamps that the server makes; no device has this id. */
const SERVER_NODE = '0'.repeat(18);
const LOG_BODY_LIMIT = 200_000;

/** Takes in changes one by one inside the open transaction: parse, judge, join, log. */
export class Intake {
	readonly #world: World;
	readonly #store: OrgStore;
	readonly #now: () => number;
	readonly #isNameTakenElsewhere: IsNameTaken;
	#lastStamp: Stamp = makeStamp(0, 0, SERVER_NODE);

	constructor(world: World, store: OrgStore, now: () => number, isNameTakenElsewhere: IsNameTaken) {
		this.#world = world;
		this.#store = store;
		this.#now = now;
		this.#isNameTakenElsewhere = isNameTakenElsewhere;
	}

	/** Settles one entry as it came from a device or an automation. */
	take(raw: unknown, sender: Sender, rev: number, touched: Touched): Settled {
		const decoded = decodeChange(raw);
		if (!decoded.ok) return this.#takeMalformed(raw, sender, rev, touched, decoded);
		const change = decoded.value;
		const earlier = this.#settledBefore(change.id);
		if (earlier !== undefined) return { id: change.id, verdict: earlier, again: true };
		if (change.saw.some((seen) => seen >= change.at))
			return this.#takeMalformed(raw, sender, rev, touched, {
				path: 'at',
				problem: 'is not beyond what it saw'
			});
		if (!isStampOf(change, sender))
			return this.#takeMalformed(raw, sender, rev, touched, {
				path: 'at',
				problem: 'is not a stamp of this device'
			});
		const settled = this.#settle(change, sender, this.#now(), rev, touched);
		if (settled.verdict.ok) this.#takeParked(change.target, rev, touched);
		return settled;
	}

	/** Changes that waited for this target are judged now that it is there. */
	#takeParked(target: string, rev: number, touched: Touched): void {
		for (const row of this.#store.parkedFor(target)) {
			const decoded = decodeChange(JSON.parse(row.raw));
			this.#store.unpark(row.id, row.author);
			if (!decoded.ok) continue;
			const sender = { author: row.author, device: row.device, revoked: false };
			this.#settle(decoded.value, sender, row.arrived_ms, rev, touched);
		}
	}

	#settledBefore(id: string): Verdict | undefined {
		const judged = this.#store.judgedAs(id);
		if (judged === undefined)
			return this.#store.isParked(id) ? refused('unknown-target') : undefined;
		return judged === null ? { ok: true } : refused('malformed', { settled: judged });
	}

	#settle(
		change: Change,
		sender: Sender,
		arrivedMs: number,
		rev: number,
		touched: Touched
	): Settled {
		const at = this.#acceptableStamp(change.at);
		const resolved: Change = { ...change, at, saw: this.#resolveSaw(change.saw, sender.device) };
		const typed = typeChange(resolved, sender.author);
		const verdict = this.#judge(change, typed, sender, arrivedMs);
		if (!verdict.ok && verdict.reason === 'unknown-target')
			return this.#park(change, sender, arrivedMs, rev, touched, verdict);
		const isAccepted = verdict.ok && typed.ok;
		if (isAccepted && typed.value.type === 'user.dismiss')
			this.#store.unpark(typed.value.body.of, sender.author);
		this.#record(
			{
				change: { ...recorded(resolved), by: sender.author },
				typed: isAccepted ? typed.value : undefined,
				redo: change.redo ?? null,
				refusal: verdict.ok ? null : verdict.reason,
				detail: verdict.ok ? null : (verdict.detail ?? null),
				assigned: isAccepted ? this.#assign(typed.value) : {},
				sentAt: at === change.at ? null : change.at,
				arrivedMs,
				rev
			},
			sender.device,
			touched
		);
		return { id: change.id, verdict, again: false };
	}

	#judge(
		change: Change,
		typed: ReturnType<typeof typeChange>,
		sender: Sender,
		arrivedMs: number
	): Verdict {
		if (sender.revoked) return refused('revoked');
		if (change.target.startsWith('org.') && change.target !== `org.${this.#world.org}`)
			return refused('role');
		if (!typed.ok) {
			const isNewer = change.v > CURRENT_VERSION;
			const detail = { path: typed.path, problem: typed.problem };
			return refused(isNewer ? 'newer-version' : 'malformed', detail);
		}
		const { directory, entities } = this.#world;
		const isAutomation = sender.author.startsWith('~');
		const actor = isAutomation ? undefined : directory.actor(sender.author);
		if (!isAutomation && actor === undefined) return refused('unknown-person');
		return judge(entities.stateFor(typed.value), typed.value, {
			actor,
			nowMs: arrivedMs,
			person: (id) => this.#world.directory.people.get(id as never),
			team: (id) => this.#world.directory.teams.get(id as never),
			isNameTaken: (name, except) =>
				directory.isNameTaken(name, except) || this.#isNameTakenElsewhere(name, except),
			admins: () => directory.admins()
		});
	}

	/** Keeps a change as it was sent, for when its target appears; it is not history yet. */
	#park(
		change: Change,
		{ author, device }: Sender,
		arrivedMs: number,
		rev: number,
		touched: Touched,
		verdict: Verdict
	): Settled {
		const { id, target, at } = change;
		const raw = JSON.stringify(change);
		this.#store.park({ id, target, at, raw, author, device, arrived_ms: arrivedMs });
		this.#world.absorb(parkedAsLogged(change, author, arrivedMs, rev), touched);
		return { id, verdict, again: false };
	}

	#record(logged: Logged, device: string, touched: Touched): void {
		this.#store.addChange(toLogRow(logged, device, this.#store.lastChain()));
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

	/** Replaces a stamp that lies too far ahead, or that another change bears already. */
	#acceptableStamp(at: Stamp): Stamp {
		const isFine = stampMs(at) <= this.#now() + AHEAD_LIMIT_MS && !this.#store.isStampTaken(at);
		return isFine ? at : this.nextStamp();
	}

	/** A stamp of the server's own, beyond all it has made. */
	nextStamp(): Stamp {
		this.#lastStamp = nextStamp(this.#now(), SERVER_NODE, this.#lastStamp, []);
		while (this.#store.isStampTaken(this.#lastStamp))
			this.#lastStamp = nextStamp(this.#now(), SERVER_NODE, this.#lastStamp, []);
		return this.#lastStamp;
	}

	/** Replaced stamps become what they were replaced with; refused changes pass on what they saw. */
	#resolveSaw(saw: readonly Stamp[], device: string): Stamp[] {
		const resolved = new Set<Stamp>();
		for (const stamp of saw) {
			const rewritten = this.#store.rewritten(stamp, device) ?? stamp;
			for (const seen of this.#store.sawOfRefused(rewritten) ?? [rewritten]) resolved.add(seen);
		}
		return [...resolved].sort().slice(-CHANGE_LIMITS.saw);
	}

	/** Bytes that are no change are kept in the log with the reason, under their id if that is free. */
	#takeMalformed(
		raw: unknown,
		sender: Sender,
		rev: number,
		touched: Touched,
		problem: { path: string; problem: string }
	): Settled {
		const text = JSON.stringify(raw ?? null).slice(0, LOG_BODY_LIMIT);
		const digest = createHash('sha256').update(`${sender.device}\n${text}`).digest();
		const id = toBase32(digest.subarray(0, 16));
		const verdict = refused('malformed', { path: problem.path, problem: problem.problem });
		if (this.#settledBefore(id) !== undefined) return { id, verdict, again: true };
		this.#record(
			{
				change: {
					id,
					v: 0,
					type: 'malformed',
					target: `user.${sender.author}`,
					saw: [],
					at: this.nextStamp(),
					body: text,
					by: sender.author
				},
				typed: undefined,
				redo: null,
				refusal: 'malformed',
				detail: { path: problem.path, problem: problem.problem },
				assigned: {},
				sentAt: null,
				arrivedMs: this.#now(),
				rev
			},
			sender.device,
			touched
		);
		return { id, verdict, again: false };
	}
}

/** What its author sees of a change that waits for its target. */
export function parkedAsLogged(
	change: Change,
	author: Author,
	arrivedMs: number,
	rev: number
): Logged {
	return {
		change: { ...recorded(change), by: author },
		typed: undefined,
		redo: null,
		refusal: 'unknown-target',
		detail: null,
		assigned: {},
		sentAt: null,
		arrivedMs,
		rev
	};
}

function recorded(change: Change): Omit<Logged['change'], 'by'> {
	const { id, v, type, target, saw, at, body } = change;
	return { id, v, type, target, saw, at, body };
}

/** A person's stamps come from their device; automations make their own. */
function isStampOf(change: Change, sender: Sender): boolean {
	return sender.device === '' || stampDevice(change.at) === sender.device;
}

/** A change as an automation of the server makes it. */
export function automationChange(
	stamp: Stamp,
	change: { id: string; type: Change['type']; target: EntityRef; body: Json }
): Change {
	if (!isId(change.id)) throw new TypeError(`not an id: ${change.id}`);
	return { ...change, id: change.id as ChangeId, v: CURRENT_VERSION, saw: [], at: stamp };
}
