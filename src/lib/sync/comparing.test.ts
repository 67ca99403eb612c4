import { beforeEach, describe, expect, it } from 'vitest';
import { Comparing } from './comparing.ts';
import { SimulatedTime } from './testing/simulated.ts';

const MINUTE = 60_000;

let time: SimulatedTime;
let comparing: Comparing;
let asked: string[];

beforeEach(() => {
	time = new SimulatedTime();
	comparing = new Comparing(time.timers, time.now);
	asked = [];
});

function copy(name: string) {
	return { generation: 1, rev: 1, isLive: true, compare: () => void asked.push(name) };
}

function minutes(
	count: number,
	copies: readonly ReturnType<typeof copy>[],
	each = () => undefined
) {
	for (let minute = 0; minute < count; minute += 1) {
		comparing.look(copies);
		time.pass(MINUTE);
		each();
	}
}

describe('which documents are compared', () => {
	it('[CP3] compares a copy that has rested for a minute, and not again while it rests', () => {
		minutes(1, [copy('new')]);
		expect(asked).toEqual([]);
		const one = copy('one');
		minutes(5, [one]);
		expect(asked).toEqual(['one']);
		one.rev = 2;
		minutes(5, [one]);
		expect(asked).toEqual(['one', 'one']);
	});

	it('[CP3] compares a copy that never rests every ten minutes', () => {
		const busy = copy('busy');
		minutes(31, [busy], () => void (busy.rev += 1));
		expect(asked).toHaveLength(3);
	});

	it('[CP3] compares everything again after a new connection', () => {
		const [one, two] = [copy('one'), copy('two')];
		minutes(2, [one, two]);
		comparing.restart();
		minutes(2, [one, two]);
		expect(asked).toEqual(['one', 'two', 'one', 'two']);
	});

	it('[CP3] leaves a copy that is not connected until it is', () => {
		const away = { ...copy('away'), isLive: false };
		minutes(3, [away]);
		expect(asked).toEqual([]);
		away.isLive = true;
		minutes(1, [away]);
		expect(asked).toEqual(['away']);
	});

	it('[CP3] compares one after the other, never all in one go', () => {
		const copies = ['a', 'b', 'c'].map(copy);
		comparing.look(copies);
		comparing.look(copies);
		time.pass(0);
		expect(asked).toEqual(['a']);
		time.pass(1_000);
		expect(asked).toEqual(['a', 'b', 'c']);
	});
});
