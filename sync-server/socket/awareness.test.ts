import * as Y from 'yjs';
import * as encoding from 'lib0/encoding';
import { applyAwarenessUpdate, Awareness as ClientAwareness } from 'y-protocols/awareness';
import { describe, expect, it } from 'vitest';
import { testId } from '#lib/domain/testing.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import { Awareness } from './awareness.ts';
import { readSyncMessage } from './sync-messages.ts';

const [alice, bob] = [testId(1, 1), testId(1, 2)];
const ROOM = 'ticket.x';

type Entry = readonly [client: number, clock: number, state: unknown];

function entries(...list: readonly Entry[]): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, list.length);
		for (const [client, clock, state] of list) {
			encoding.writeVarUint(encoder, client);
			encoding.writeVarUint(encoder, clock);
			encoding.writeVarString(encoder, typeof state === 'string' ? state : JSON.stringify(state));
		}
	});
}

/** A room whose timers run when asked, and people in it with real awareness of the others. */
function aRoom() {
	let waiting: (() => void)[] = [];
	const answering: (readonly [string, boolean])[] = [];
	const awareness = new Awareness({
		now: () => 1_000,
		after: (_ms, run) => void waiting.push(run),
		onAnswering: (...told) => answering.push(told)
	});
	const join = (person: string) => {
		const seen = new ClientAwareness(new Y.Doc());
		seen.setLocalState(null);
		const messages: Uint8Array[] = [];
		const port = {
			send(bytes: Uint8Array) {
				messages.push(bytes);
				const message = readSyncMessage(bytes);
				if (message?.kind === 'awareness') applyAwarenessUpdate(seen, message.update, 'server');
			},
			close: () => undefined
		};
		const states = () => Object.fromEntries(seen.getStates());
		return { ...awareness.join(ROOM, person, port), states, messages, seen };
	};
	const pass = () => {
		const due = waiting;
		waiting = [];
		for (const run of due) run();
	};
	return { join, pass, awareness, answering };
}

const STRANGE_STATES = [
	['deep', `${'['.repeat(1_900)}${']'.repeat(1_900)}`],
	['not JSON', '{'],
	['unknown members', '{"viewing":true,"role":"org-admin"}'],
	['somebody who is nobody', '{"viewing":true,"joins":"x y"}'],
	['a prototype', '{"__proto__":{"viewing":true}}']
];

describe('who looks at a document', () => {
	it('[AW1] is told to the others there, with the person it really is', () => {
		const { join, pass } = aRoom();
		const [a, b] = [join(alice), join(bob)];
		a.receive(entries([7, 1, { viewing: true, typing: true, user: bob }]));
		pass();
		expect(b.states()).toEqual({ 7: { user: alice, viewing: true, typing: true } });
		a.receive(entries([7, 2, { viewing: true, writing: true, joins: bob }]));
		pass();
		expect(b.states()).toEqual({
			7: { user: alice, viewing: true, writing: true, joins: bob }
		});
	});

	it('[AW1] is told to who comes later and asks', () => {
		const { join, pass } = aRoom();
		join(alice).receive(entries([7, 1, { viewing: true }]));
		pass();
		const b = join(bob);
		b.tell();
		expect(b.states()).toEqual({ 7: { user: alice, viewing: true } });
	});

	it('[AW2] is told in batches, the latest state only', () => {
		const { join, pass } = aRoom();
		const [a, b] = [join(alice), join(bob)];
		for (let clock = 1; clock <= 50; clock += 1)
			a.receive(entries([7, clock, { viewing: true, typing: clock % 2 === 0 }]));
		expect(b.messages).toHaveLength(0);
		pass();
		expect(b.messages).toHaveLength(1);
		expect(b.states()).toEqual({ 7: { user: alice, viewing: true, typing: true } });
	});

	it('[AW3] goes with the connection', () => {
		const { join, pass } = aRoom();
		const [a, b] = [join(alice), join(bob)];
		a.receive(entries([7, 1, { viewing: true }]));
		pass();
		a.leave();
		pass();
		expect(b.states()).toEqual({});
	});

	it.each<[string, Uint8Array]>([
		['the client id of somebody else', entries([7, 2 ** 31, { viewing: true }])],
		['its going', entries([7, 5, 'null'])],
		['two at once', entries([8, 1, { viewing: true }], [9, 1, { viewing: true }])],
		['200,000 announced', new Uint8Array([192, 154, 12])],
		['a clock of 2^53−1', entries([8, Number.MAX_SAFE_INTEGER, { viewing: true }])],
		['a client id of 2^53−1', entries([Number.MAX_SAFE_INTEGER, 1, { viewing: true }])],
		['more than a state may hold', entries([8, 1, { user: 'x'.repeat(LIMITS.awarenessBytes) }])],
		['cut bytes', entries([8, 1, { viewing: true }]).slice(0, 5)],
		['no bytes', new Uint8Array()]
	])('[AW4] cannot be forged: %s', (_what, update) => {
		const { join, pass } = aRoom();
		const [a, b, c] = [join(alice), join(bob), join(bob)];
		a.receive(entries([7, 1, { viewing: true }]));
		pass();
		b.receive(update);
		pass();
		expect(c.states()).toEqual({ 7: { user: alice, viewing: true } });
	});

	it('[AW4] cannot be doubled: one connection has one state', () => {
		const { join, pass } = aRoom();
		const [a, b] = [join(alice), join(bob)];
		a.receive(entries([7, 1, { viewing: true }]));
		a.receive(entries([8, 1, { viewing: true }]));
		pass();
		expect(Object.keys(b.states())).toEqual(['7']);
	});

	it('[AW6] tells of somebody without a connection who types, for a while', () => {
		const { join, pass, awareness } = aRoom();
		const a = join(alice);
		awareness.hint(ROOM, bob);
		awareness.hint('ticket.y', bob);
		pass();
		expect(Object.values(a.states())).toEqual([{ user: bob, typing: true }]);
		const later = join(alice);
		awareness.hint(ROOM, bob);
		later.tell();
		expect(Object.values(later.states())).toEqual([{ user: bob, typing: true }]);
		// What came first has run out by now, what came last has not.
		pass();
		expect(Object.values(a.states())).toEqual([{ user: bob, typing: true }]);
		pass();
		pass();
		expect(a.states()).toEqual({});
	});

	it('[AW4] cannot be taken for somebody without a connection', () => {
		const { join, pass } = aRoom();
		const [a, b] = [join(alice), join(bob)];
		a.receive(entries([0xffff_ffff, 1, { viewing: true }]));
		pass();
		expect(b.states()).toEqual({});
	});

	it('[AW6] says whether anybody types an answer, and of a note nothing', () => {
		const { join, answering } = aRoom();
		const [a, b] = [join(alice), join(bob)];
		a.receive(entries([7, 1, { viewing: true, typing: true }]));
		expect(answering).toEqual([]);
		a.receive(entries([7, 2, { viewing: true, typing: true, answering: true }]));
		b.receive(entries([8, 1, { viewing: true, typing: true, answering: true }]));
		a.receive(entries([7, 3, { viewing: true }]));
		expect(answering).toEqual([[ROOM, true]]);
		b.leave();
		expect(answering).toEqual([
			[ROOM, true],
			[ROOM, false]
		]);
	});

	it.each(STRANGE_STATES)('[AW5] tells on only what is known: %s', (_what, state) => {
		const { join, pass } = aRoom();
		const [a, b] = [join(alice), join(bob)];
		a.receive(entries([7, 1, state]));
		pass();
		expect(b.states()).toEqual({});
	});
});
