import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { decodeChange, type Change } from '#lib/domain/changes/change.ts';
import { lift } from '#lib/domain/changes/lift.ts';
import { typeChange, type TypedChange } from '#lib/domain/changes/typed.ts';
import { joinCells, type Cells } from '#lib/domain/crdt/cells.ts';
import { judge } from '#lib/domain/judge/judge.ts';
import { canonicalJson, type Json } from '#lib/domain/json.ts';
import { facts } from '#lib/domain/testing.ts';
import { appendToOutbox, readOutbox } from '#lib/documents/outbox-doc.ts';
import { SEED } from './cases.ts';
import { DEVICES, dice, history, plans, shuffled, type Plan } from './scenario.ts';

/**
 * Devices that hand each other nothing but the bytes of their outboxes, as Yjs updates in any order
 * and some of them twice, and no server among them.
 */

interface Outbox {
	readonly updates: readonly Uint8Array[];
	readonly by: string;
}

/** What a device wrote, one update a change, by two tabs that share the outbox. */
function outboxes(plan: Plan): Outbox[] {
	const written = history(plan);
	return DEVICES.map(({ by }, device) => {
		const tabs = [new Y.Doc(), new Y.Doc()];
		for (const [index, tab] of tabs.entries()) tab.clientID = 100 * (device + 1) + index;
		const updates: Uint8Array[] = [];
		for (const [index, item] of written.entries()) {
			const tab = tabs[index % 2];
			if (item.device !== device || tab === undefined) continue;
			tab.once('update', (update: Uint8Array) => updates.push(update));
			const { by: _, ...change } = item.change;
			appendToOutbox(tab, [change as Change], 'test');
			for (const other of tabs)
				if (other !== tab) Y.applyUpdate(other, updates.at(-1) ?? new Uint8Array());
		}
		return { updates, by };
	});
}

/** The changes that a device reads from outboxes whose updates reached it in an order of its own. */
function received(boxes: readonly Outbox[], roll: (limit: number) => number): TypedChange[] {
	return boxes.flatMap(({ updates, by }) => {
		const doc = new Y.Doc();
		const twice = updates.filter(() => roll(3) === 0);
		for (const update of shuffled([...updates, ...twice], roll)) Y.applyUpdate(doc, update);
		// Yjs may drop an early struct when its repetition overlaps what it holds back; every sync
		// handshake therefore asks again for what is missing, and so does this exchange.
		for (const update of updates) Y.applyUpdate(doc, update);
		return readOutbox(doc).map(({ change }) => read(change, by));
	});
}

function read(entry: Change, by: string): TypedChange {
	const change = decodeChange(entry);
	const typed = change.ok ? typeChange(change.value, by) : change;
	if (!typed.ok) throw new Error(`${typed.path} ${typed.problem}`);
	return typed.value;
}

const content = (changes: readonly TypedChange[]): Cells => changes.map(lift).reduce(joinCells, {});
const text = (cells: Cells): string => canonicalJson(cells as Json);

/** The server's word: changes in the order of their stamps, each judged on what was accepted. */
function accepted(changes: readonly TypedChange[]): { ids: Set<string>; cells: Cells } {
	const ids = new Set<string>();
	let cells: Cells = {};
	for (const change of [...changes].sort((a, b) => (a.at < b.at ? -1 : 1))) {
		const isBorn = Object.keys(cells).length > 0;
		if (!judge(isBorn ? cells : undefined, change, facts({ nowMs: Infinity })).ok) continue;
		ids.add(change.id);
		cells = joinCells(cells, lift(change));
	}
	return { ids, cells };
}

const check = (holds: (plan: Plan) => void, numRuns: number) =>
	fc.assert(fc.property(plans, holds), { seed: SEED, numRuns });

describe(`outboxes exchanged without a server (MERGE_SEED=${SEED})`, () => {
	it('[DC4] give two devices equal content, whatever order and repetition of bytes', () => {
		check((plan) => {
			const boxes = outboxes(plan);
			const roll = dice(plan.seed);
			const [alice, bob] = [received(boxes, roll), received(shuffled(boxes, roll), roll)];
			expect(text(content(alice))).toBe(text(content(bob)));
			expect(alice).toHaveLength(history(plan).length);
		}, 250);
	});

	it('[DC4] give the content of the server, for the changes that it accepts', () => {
		let refusals = 0;
		check((plan) => {
			const changes = received(outboxes(plan), dice(plan.seed));
			const server = accepted(changes);
			refusals += changes.length - server.ids.size;
			const settled = changes.filter((change) => server.ids.has(change.id));
			expect(text(content(settled))).toBe(text(server.cells));
		}, 250);
		// Late claims are refused; a run without any would prove little.
		expect(refusals).toBeGreaterThan(0);
	});

	it('[DC4] hold until the missing bytes arrive, and lose none of those that came early', () => {
		check((plan) => {
			for (const { updates } of outboxes(plan)) {
				const doc = new Y.Doc();
				for (const update of updates.slice(1)) Y.applyUpdate(doc, update);
				const [first] = updates;
				if (first !== undefined) Y.applyUpdate(doc, first);
				expect(readOutbox(doc)).toHaveLength(updates.length);
			}
		}, 60);
	});
});
