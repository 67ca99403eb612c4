import { expect, it } from 'vitest';
import type { Visit } from '#lib/domain/visits/visits.ts';
import { plannedAnew } from './visit-plan.ts';

const window = { from: 1, to: 2 };
const was: Pick<Visit, 'id' | 'window' | 'technician' | 'address' | 'phone' | 'hint' | 'order'> = {
	id: 'v',
	window,
	technician: null,
	address: 'Quay 1',
	phone: null,
	hint: null,
	order: 7
};

it('[VI1] says only what is different, so that nobody else is overwritten', () => {
	const plan = { window, technician: null, address: 'Quay 1' };
	const fields = (body: Parameters<typeof plannedAnew>[1]) =>
		plannedAnew(was as Visit, body).map(({ field, value }) => [field, value]);
	expect(fields(plan)).toEqual([]);
	expect(fields({ ...plan, hint: 'Ring' })).toEqual([['hint', 'Ring']]);
	const moved = { from: 3, to: 4 };
	expect(fields({ ...plan, window: moved, address: null })).toEqual([
		['window', moved],
		['order', null],
		['address', null]
	]);
});
