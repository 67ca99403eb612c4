import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readOnline } from '#lib/documents/live-doc.ts';
import { testId } from '#lib/domain/testing.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import { handClock } from '../../tests/support/org.ts';
import { LiveDocuments } from './live-documents.ts';

const [one, two] = [testId(3, 1) as TeamId, testId(3, 2) as TeamId];
const [alice, bob] = [testId(1, 1), testId(1, 2)];

/** Timers that fire when the clock is moved past them. */
function handTimers() {
	const clock = handClock();
	let waiting: { atMs: number; run: () => void }[] = [];
	return {
		now: clock.now,
		after: (ms: number, run: () => void) => void waiting.push({ atMs: clock.now() + ms, run }),
		pass(ms: number) {
			clock.advance(ms);
			const due = waiting.filter(({ atMs }) => atMs <= clock.now());
			waiting = waiting.filter(({ atMs }) => atMs > clock.now());
			for (const { run } of due) run();
		}
	};
}

function aFloor() {
	const time = handTimers();
	const teams = new Map([
		[alice, [one]],
		[bob, [one]]
	]);
	const told: { name: string; update: Uint8Array | 'replaced' }[] = [];
	const live = new LiveDocuments({
		...time,
		teamsOf: (person) => teams.get(person) ?? [],
		hasTeam: (id) => id === one || id === two,
		onChange: (name, update) => void told.push({ name, update })
	});
	const read = (team: TeamId, doc = new Y.Doc()) => {
		const clockOf = (client: number) => Y.getState(doc.store, client);
		for (const update of live.answer(`live.${team}`, clockOf)?.updates ?? [])
			Y.applyUpdate(doc, update);
		return { doc, people: [...readOnline(doc).keys()].sort() };
	};
	return { live, time, teams, told, read };
}

describe('who is here', () => {
	it('[LV1] is shown to their teams, told in one batch', () => {
		const { live, time, told, read } = aFloor();
		read(one);
		live.connected(alice);
		live.connected(bob);
		time.pass(99);
		expect(told).toHaveLength(0);
		time.pass(1);
		expect(told.map(({ name }) => name)).toEqual([`live.${one}`]);
		expect(read(one).people).toEqual([alice, bob].sort());
		expect(read(two).people).toEqual([]);
	});

	it('[LV2] goes five seconds after the last tab, and stays through a reload', () => {
		const { live, time, read } = aFloor();
		live.connected(alice);
		live.connected(alice);
		live.disconnected(alice);
		time.pass(60_000);
		expect(read(one).people).toEqual([alice]);
		live.disconnected(alice);
		time.pass(4_000);
		live.connected(alice);
		time.pass(60_000);
		expect(read(one).people).toEqual([alice]);
		live.disconnected(alice);
		time.pass(5_000);
		time.pass(100);
		expect(read(one).people).toEqual([]);
	});

	it('[LV3] is told to a client that missed somebody’s going, though no clock has moved', () => {
		const { live, time, read } = aFloor();
		live.connected(alice);
		live.connected(bob);
		time.pass(100);
		const { doc } = read(one);
		live.disconnected(bob);
		time.pass(5_000);
		time.pass(100);
		expect(read(one, doc).people).toEqual([alice]);
	});

	it('[LV4] moves with them from one team to another', () => {
		const { live, time, teams, read } = aFloor();
		live.connected(alice);
		time.pass(100);
		expect([read(one).people, read(two).people]).toEqual([[alice], []]);
		teams.set(alice, [two]);
		live.moved(alice);
		time.pass(100);
		expect([read(one).people, read(two).people]).toEqual([[], [alice]]);
	});

	it('[LV6] is kept for no team that does not exist', () => {
		const { live } = aFloor();
		expect(live.head(`live.${testId(3, 9)}`)).toBeUndefined();
		expect(live.answer(`live.${testId(3, 9)}`, () => 0)).toBeUndefined();
	});

	it('[LV5] begins a new generation after 20,000 writes, with those who are here', () => {
		const { live, time, told, read } = aFloor();
		live.connected(bob);
		const generation = live.head(`live.${one}`)?.generation ?? 0;
		for (let write = 0; write < 10_001; write += 1) {
			live.connected(alice);
			time.pass(100);
			live.disconnected(alice);
			time.pass(5_000);
			time.pass(100);
		}
		expect(told.some(({ update }) => update === 'replaced')).toBe(true);
		expect(live.head(`live.${one}`)?.generation).toBeGreaterThan(generation);
		expect(read(one).people).toEqual([bob]);
	});
});
