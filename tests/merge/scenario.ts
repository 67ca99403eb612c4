import fc from 'fast-check';
import type { Author } from '#lib/domain/changes/change.ts';
import { lift } from '#lib/domain/changes/lift.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import { joinCells, type Cells } from '#lib/domain/crdt/cells.ts';
import { frontier } from '#lib/domain/history.ts';
import { judge } from '#lib/domain/judge/judge.ts';
import { nextStamp, stampMs, ZERO_STAMP, type Stamp } from '#lib/domain/stamp.ts';
import {
	alice,
	bob,
	carol,
	change as makeChange,
	channelRef,
	facts,
	START_MS,
	testNode,
	ticketRef
} from '#lib/domain/testing.ts';
import { writeBody, type Intent } from './intents.ts';

/**
 * Random histories of one ticket or channel, made the way devices make them: each writes on what it
 * has seen, states the frontier of it, and is forecast by `judge`; now and then one device receives
 * what another has. Everything here uses the real functions, so that a law can be tried on others.
 */

export const RULES: Author = '~rules';

/** Alice has two devices; the last one belongs to an automation. */
export const DEVICES: readonly { readonly node: string; readonly by: Author }[] = [
	{ node: testNode(1), by: alice },
	{ node: testNode(2), by: alice },
	{ node: testNode(3), by: bob },
	{ node: testNode(4), by: carol },
	{ node: testNode(5), by: RULES }
];
const SERVER_NODE = testNode(9);
const FAST_CLOCK_MS = 86_400_000;

/** A change with what its author knew of, which is what `saw` sums up. */
export interface Written {
	readonly change: TypedChange;
	readonly device: number;
	readonly knew: ReadonlySet<string>;
}

export interface Step {
	readonly do: 'write' | 'receive';
	readonly device: number;
	readonly from: number;
	readonly intent: Intent;
	readonly ticks: number;
}

/** Unseen writes of one field at one millisecond, by at least three devices whatever Bob's clock. */
export interface Burst {
	readonly what: Intent['what'];
	readonly key: number;
	readonly picks: readonly number[];
	readonly afterClose: boolean;
}

export interface Plan {
	readonly kind: 'ticket' | 'channel';
	readonly burst: Burst | undefined;
	/** Bob's clock is a day ahead; the server replaces his stamps. */
	readonly fast: boolean;
	readonly steps: readonly Step[];
	readonly seed: number;
}

const intent: fc.Arbitrary<Intent> = fc.record({
	what: fc.constantFrom<Intent['what']>(
		...['field', 'field', 'field', 'element', 'element', 'state', 'state', 'take', 'transfer'].map(
			(what) => what as Intent['what']
		),
		'follow-up',
		'follow-up',
		'message',
		'edit',
		'retract'
	),
	key: fc.nat(5),
	pick: fc.nat(4)
});

const step: fc.Arbitrary<Step> = fc.record({
	do: fc.constantFrom<Step['do']>('write', 'write', 'receive'),
	device: fc.nat(DEVICES.length - 1),
	from: fc.nat(DEVICES.length - 1),
	intent,
	ticks: fc.constantFrom(0, 0, 1, 3)
});

const burst: fc.Arbitrary<Burst> = fc.record({
	what: fc.constantFrom<Intent['what']>('field', 'state', 'state', 'element', 'take'),
	key: fc.nat(5),
	picks: fc.array(fc.nat(4), { minLength: 4, maxLength: DEVICES.length, size: 'max' }),
	afterClose: fc.boolean()
});

/** Plans of histories; half of them hold a burst. */
export const plans: fc.Arbitrary<Plan> = fc.record({
	kind: fc.constantFrom<Plan['kind']>('ticket', 'ticket', 'ticket', 'channel'),
	burst: fc.oneof(fc.constant(undefined), burst),
	fast: fc.boolean(),
	steps: fc.array(step, { minLength: 6, maxLength: 20, size: 'max' }),
	seed: fc.nat()
});

interface Replica {
	readonly known: Map<string, Written>;
	cells: Cells;
	last: Stamp;
}

/** Lives through a plan and gives all changes its devices made, in the order they were made. */
export function history(plan: Plan): Written[] {
	const world = new World(plan);
	world.write(0, { what: 'create', key: 0, pick: plan.seed % 3 });
	for (const device of DEVICES.keys()) world.receive(device, 0);
	if (plan.burst !== undefined) world.burst(plan.burst);
	for (const { do: deed, device, from, intent: wish, ticks } of plan.steps) {
		world.nowMs += ticks;
		if (deed === 'write') world.write(device, wish);
		else world.receive(device, from);
	}
	return plan.fast ? replaceStamps(world.written, START_MS + FAST_CLOCK_MS / 2) : world.written;
}

class World {
	readonly written: Written[] = [];
	nowMs = START_MS;
	readonly #plan: Plan;
	readonly #replicas: readonly Replica[] = DEVICES.map(() => ({
		known: new Map(),
		cells: {},
		last: ZERO_STAMP
	}));

	constructor(plan: Plan) {
		this.#plan = plan;
	}

	write(device: number, wish: Intent): void {
		const replica = this.#replicas[device];
		const author = DEVICES[device];
		if (replica === undefined || author === undefined) return;
		const { kind, fast } = this.#plan;
		const intended = writeBody(kind, wish, replica.cells);
		if (intended === undefined) return;
		const saw = frontier([...replica.known.values()].map((item) => item.change));
		const nowMs = this.nowMs + (fast && author.by === bob ? FAST_CLOCK_MS : 0);
		const { type, body } = intended;
		const at = nextStamp(nowMs, author.node, replica.last, saw);
		const target = kind === 'ticket' ? ticketRef : channelRef;
		const change = makeChange(type, target, body, { by: author.by, at, saw });
		if (!judge(replica.cells, change, facts({ nowMs })).ok) return;
		const knew = new Set(replica.known.keys());
		const item: Written = { change, device, knew };
		this.written.push(item);
		take(replica, item);
		replica.last = change.at;
	}

	receive(device: number, from: number): void {
		const [replica, source] = [this.#replicas[device], this.#replicas[from]];
		if (replica === undefined || source === undefined || replica === source) return;
		for (const item of source.known.values()) take(replica, item);
	}

	/** The same wish on several devices, none of which has seen the others. */
	burst({ what, key, picks, afterClose }: Burst): void {
		if (afterClose) {
			this.write(0, { what: 'state', key: 0, pick: 3 });
			for (const device of DEVICES.keys()) this.receive(device, 0);
		}
		this.nowMs += 1;
		const isForTickets = what === 'state' || what === 'take';
		const deed = isForTickets && this.#plan.kind === 'channel' ? 'field' : what;
		for (const [device, pick] of picks.entries()) this.write(device, { what: deed, key, pick });
	}
}

function take(replica: Replica, item: Written): void {
	if (replica.known.has(item.change.id)) return;
	replica.known.set(item.change.id, item);
	replica.cells = joinCells(replica.cells, lift(item.change));
}

/** What the server does with stamps that lie too far ahead: its own next ones, here and in `saw`. */
function replaceStamps(written: readonly Written[], limitMs: number): Written[] {
	const replaced = new Map<Stamp, Stamp>();
	let last = ZERO_STAMP;
	const byStamp = [...written].sort((a, b) => (a.change.at < b.change.at ? -1 : 1));
	const items = byStamp.map((item): Written => {
		const saw = item.change.saw.map((stamp) => replaced.get(stamp) ?? stamp);
		const at =
			stampMs(item.change.at) > limitMs
				? nextStamp(START_MS, SERVER_NODE, last, saw)
				: item.change.at;
		if (at !== item.change.at) {
			replaced.set(item.change.at, at);
			last = at;
		}
		return { ...item, change: { ...item.change, saw, at } };
	});
	return items;
}

/** A small generator of numbers below `limit` that a seed repeats. */
export function dice(seed: number): (limit: number) => number {
	let state = seed >>> 0;
	return (limit) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * limit);
	};
}

/** The items in an order that the dice choose. */
export function shuffled<T>(items: readonly T[], roll: (limit: number) => number): T[] {
	return items
		.map((item) => ({ item, rank: roll(1_000_000) }))
		.sort((a, b) => a.rank - b.rank)
		.map(({ item }) => item);
}
