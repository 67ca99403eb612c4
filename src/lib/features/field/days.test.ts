import { expect, it } from 'vitest';
import { daysOf, midnight, type VisitLine } from './days.ts';

const now = new Date(2027, 2, 10, 14).getTime();
const hour = 3_600_000;
const line = (id: string, hours: number, more: Partial<VisitLine['plan']> = {}) =>
	({
		plan: {
			id,
			window: { from: now + hours * hour, to: now + (hours + 1) * hour },
			technician: null,
			address: null,
			order: null,
			state: 'planned',
			...more
		}
	}) as VisitLine;

it('[VI7] shows today first, in order, then the days to come', () => {
	const days = daysOf(
		[
			line('later', 2),
			line('tomorrow', 26),
			line('done today', -3, { state: 'done' }),
			line('first', 3, { order: now - 5 * hour }),
			line('left over', -30),
			line('done yesterday', -31, { state: 'done' })
		],
		now
	);
	expect(days.map(({ startMs, lines }) => [startMs, lines.map(({ plan }) => plan.id)])).toEqual([
		[null, ['left over']],
		[midnight(now), ['first', 'done today', 'later']],
		[midnight(now + 26 * hour), ['tomorrow']]
	]);
	expect(daysOf([], now)).toEqual([]);
});
