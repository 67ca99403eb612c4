import { expect, it } from 'vitest';
import { SimulatedTime } from '#lib/sync/testing/simulated.ts';
import { ReadMarks } from './read-marks.ts';
import type { PlannedChange } from './views.ts';

function reading() {
	const time = new SimulatedTime();
	const written: PlannedChange[] = [];
	const marks = new ReadMarks(time.timers, 'mei', (planned) => written.push(...planned));
	const mark = (of: string, seq: number) => ({
		type: 'user.mark',
		target: 'user.mei',
		body: { of, seq }
	});
	return { time, written, marks, mark };
}

it('writes how far one has read every few seconds, however often it moves', () => {
	const { time, written, marks, mark } = reading();
	for (const seq of [1, 2, 3]) marks.set('ticket.a', seq);
	time.pass(2_999);
	expect(written).toEqual([]);
	time.pass(1);
	expect(written).toEqual([mark('ticket.a', 3)]);
});

it('writes at once what is no longer on screen, so that it does not wait when the network goes', () => {
	const { time, written, marks, mark } = reading();
	marks.set('ticket.a', 2);
	marks.close('ticket.b');
	time.pass(0);
	expect(written).toEqual([]);
	marks.close('ticket.a');
	time.pass(0);
	expect(written).toEqual([mark('ticket.a', 2)]);
	time.pass(10_000);
	expect(written).toHaveLength(1);
});
